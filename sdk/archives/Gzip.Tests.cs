using System.IO.Compression;
using Diesis.Tests;

namespace Diesis.Archives;

public sealed class GzipTests
{
    private static byte[] Compress(byte[] content)
    {
        using MemoryStream result = new();
        using (GZipStream stream = new(result, CompressionLevel.Optimal)) stream.Write(content);
        return result.ToArray();
    }

    private static ArchiveProblem Expand(byte[] file, out byte[] content)
    {
        content = [];
        ArchiveProblem problem = Gzip.ReadSize(file, 1 << 20, out int size);
        if (problem != ArchiveProblem.None) return problem;
        content = new byte[size];
        return Gzip.Expand(file, content);
    }

    private static readonly byte[] Sample = InflateTests.Content(3, 50_000);

    [Fact]
    public void WhatDotNetCompressesIsExpanded()
    {
        Assert.Equal(ArchiveProblem.None, Expand(Compress(Sample), out byte[] content));
        Assert.Equal(Sample, content);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-6")]
    [InlineData("-9")]
    public void WhatGzipCompressesIsExpanded(string level)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("gzip").FullName, "a name");
        File.WriteAllBytes(path, Sample);
        HostPrograms.Run("gzip", level, path); // with the name of the file in the header
        Assert.Equal(ArchiveProblem.None, Expand(File.ReadAllBytes(path + ".gz"), out byte[] content));
        Assert.Equal(Sample, content);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void EveryFieldOfTheHeaderIsPassedOver()
    {
        byte[] plain = Compress(Sample);
        byte[] header = [.. plain[..3], 0b1_1110, .. plain[4..10], 3, 0, 1, 2, 3, (byte)'n', 0, (byte)'c', (byte)'c', 0];
        uint sum = System.IO.Hashing.Crc32.HashToUInt32(header);
        byte[] file = [.. header, (byte)sum, (byte)(sum >> 8), .. plain[10..]];
        Assert.Equal(ArchiveProblem.None, Expand(file, out byte[] content));
        Assert.Equal(Sample, content);
        file[header.Length] ^= 1;
        Assert.Equal(ArchiveProblem.WrongCheckSum, Expand(file, out _));
    }

    [Fact]
    public void NothingIsMadeOfWhatIsLargerThanAllowed()
    {
        byte[] bomb = Compress(new byte[3 << 20]);
        Assert.True(bomb.Length < 10_000);
        Assert.Equal(ArchiveProblem.TooLarge, Expand(bomb, out _));
        // A file that says less than it has goes no further than what it says.
        bomb.AsSpan(bomb.Length - 4).Clear();
        bomb[^3] = 16;
        Assert.Equal(ArchiveProblem.WrongSize, Expand(bomb, out _));
    }

    [Fact]
    public void WhatDoesNotFitTogetherIsRefused()
    {
        byte[] file = Compress(Sample);
        Assert.Equal(ArchiveProblem.Trailing, Gzip.Expand([.. file, 0], new byte[Sample.Length]));
        Assert.Equal(ArchiveProblem.CutOff, Gzip.Expand(file.AsSpan(0, file.Length - 1), new byte[Sample.Length]));
        byte[] changed = [.. file];
        changed[^8] ^= 1;
        Assert.Equal(ArchiveProblem.WrongCheckSum, Expand(changed, out _));
        foreach (int i in (int[])[0, 1, 2])
        {
            changed = [.. file];
            changed[i] ^= 0x80;
            Assert.Equal(ArchiveProblem.UnknownFormat, Expand(changed, out _));
        }
        changed = [.. file];
        changed[3] = 0x20;
        Assert.Equal(ArchiveProblem.UnknownFormat, Expand(changed, out _));
    }

    [Fact]
    public void DamagedFilesAreExpandedOrRefused() => Fuzzing.Run(5_000, fuzzing =>
    {
        byte[] damaged = fuzzing.Mutate(Compress(Sample.AsSpan(45_000, 600).ToArray()));
        if (Expand(damaged, out byte[] content) == ArchiveProblem.None) Assert.Equal(Sample.AsSpan(45_000, 600).ToArray(), content);
    });
}
