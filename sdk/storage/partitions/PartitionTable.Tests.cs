using Diesis.Contracts.Files;
using Diesis.Tests;
using Diesis.Tests.Files;

namespace Diesis.Storage.Partitions;

public sealed class PartitionTableTests
{
    private const int Mebibytes = 16;

    private const string Gpt = """
        label: gpt
        start=2048, size=4096, type=U, name="EFI part", uuid=11111111-2222-3333-4444-555555555555
        start=8192, size=1000, type=L, name="Größe"
        """;

    private const string Mbr = """
        label: dos
        start=2048, size=2048, type=c
        start=4096, size=20000, type=5
        start=6144, size=1000, type=83
        start=10240, size=500, type=7
        """;

    /// <summary>A disk that is divided as a script for sfdisk says.</summary>
    private static byte[] Divide(string script)
    {
        using var file = new TemporaryFile(new byte[Mebibytes << 20]);
        DiskPrograms.Run("sfdisk", ["--quiet", file.Path], script);
        return File.ReadAllBytes(file.Path);
    }

    private static PartitionTable Read(byte[] disk)
    {
        Assert.Equal(FileStatus.Ok, PartitionTable.Read(new MemoryStore(disk), out PartitionTable? table));
        return table!;
    }

    private static IEnumerable<(int, ulong, ulong)> Places(PartitionTable table) => table.Partitions.Select(part => (part.Number, part.FirstBlock, part.Blocks));

    [Fact]
    public void AGptIsRead()
    {
        PartitionTable table = Read(Divide(Gpt));
        Assert.Equal(PartitionScheme.Gpt, table.Scheme);
        Assert.False(table.UsedTheCopy);
        Assert.Equal([(1, 2048ul, 4096ul), (2, 8192ul, 1000ul)], Places(table));
        Assert.Equal(["EFI part", "Größe"], table.Partitions.Select(part => part.Name));
        // UEFI 2.10, table 5-7: an EFI system partition.
        Assert.Equal(Guid.Parse("C12A7328-F81F-11D2-BA4B-00A0C93EC93B"), table.Partitions[0].Type);
        Assert.Equal(Guid.Parse("11111111-2222-3333-4444-555555555555"), table.Partitions[0].Id);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(512 + 40)]
    [InlineData(2 * 512 + 3)]
    public void TheCopyServesWhenAByteOfTheTableIsWrong(int damaged)
    {
        byte[] disk = Divide(Gpt);
        disk[damaged] ^= 1;
        PartitionTable table = Read(disk);
        Assert.True(table.UsedTheCopy);
        Assert.Equal([(1, 2048ul, 4096ul), (2, 8192ul, 1000ul)], Places(table));
    }

    [Fact]
    public void TwoDamagedTablesAreNone()
    {
        byte[] disk = Divide(Gpt);
        disk[512] ^= 1;
        disk[^512] ^= 1;
        Assert.Equal(FileStatus.Damaged, PartitionTable.Read(new MemoryStore(disk), out _));
    }

    [Fact]
    public void AnMbrIsReadWithItsLogicalPartitions()
    {
        PartitionTable table = Read(Divide(Mbr));
        Assert.Equal(PartitionScheme.Mbr, table.Scheme);
        Assert.Equal([(1, 2048ul, 2048ul), (5, 6144ul, 1000ul), (6, 10240ul, 500ul)], Places(table));
        Assert.Equal([0x0C, 0x83, 0x07], table.Partitions.Select(part => (int)part.MbrType));
    }

    [Fact]
    public void AVolumeWithoutATableIsNone()
    {
        Assert.Equal(PartitionScheme.None, Read(new byte[1 << 20]).Scheme);
        Assert.Equal(PartitionScheme.None, Read(FatDisk.Make(34)).Scheme);
    }

    [Fact]
    public void APartitionReachesNothingElse()
    {
        byte[] disk = Divide(Gpt);
        disk[2048 * 512] = 42;
        var store = new PartitionStore(new MemoryStore(disk), Read(disk).Partitions[0]);
        byte[] block = new byte[512];
        Assert.Equal(FileStatus.Ok, store.Read(0, block));
        Assert.Equal(42, block[0]);
        Assert.Equal(FileStatus.Ok, store.Write(4095, block));
        Assert.Equal(FileStatus.OutOfRange, store.Write(4096, block));
        Assert.Equal(FileStatus.OutOfRange, store.Read(4095, new byte[1024]));
        Assert.Equal(FileStatus.OutOfRange, store.Read(ulong.MaxValue, block));
    }

    [Fact]
    public void DamagedTablesGiveErrorsAndEnd()
    {
        foreach (byte[] disk in (byte[][])[Divide(Gpt), Divide(Mbr)])
        {
            byte[] damaged = [.. disk];
            var store = new MemoryStore(damaged);
            Fuzzing.Run(2000, random =>
            {
                Span<byte> part = damaged.AsSpan(random.Next(3) switch { 0 => 0, 1 => 4096 * 512, _ => 512 }, 1024);
                byte[] whole = part.ToArray();
                random.Mutate(whole).CopyTo(part);
                FileStatus status = PartitionTable.Read(store, out PartitionTable? table);
                if (status == FileStatus.Ok) Assert.All(table!.Partitions, found => Assert.True(found.FirstBlock + found.Blocks <= (ulong)damaged.Length / 512));
                whole.CopyTo(part);
            });
        }
    }
}
