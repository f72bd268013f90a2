using Diesis.Tests.Systems;

namespace Diesis.Tools.Testing;

public sealed class DiskImageCheckTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void OneBlockOfARoundBeforeIsFound()
    {
        DiskImageCheck.MakeEmpty(_file);
        Assert.Contains("block 0 ", DiskImageCheck.Check("", _file).Failure);
        using var image = new FileStream(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        byte[] block = new byte[DiskPattern.BlockBytes];
        for (ulong number = 0; number < DiskPattern.Blocks; number++) Write(number, DiskPattern.LastRound);
        image.Flush();
        Assert.True(DiskImageCheck.Check("", _file).HasPassed);
        Write(700, 12);
        image.Flush();
        Assert.Contains("block 700 of", DiskImageCheck.Check("", _file).Failure);

        void Write(ulong number, ulong round)
        {
            DiskPattern.Fill(block, number, round);
            image.Position = (long)number * block.Length;
            image.Write(block);
        }
    }
}
