using System.Buffers.Binary;

namespace Diesis.Tools.Images;

public sealed class GuidPartitionTableTests
{
    /// <summary>The check value that the catalogues of CRCs give.</summary>
    [Fact]
    public void ChecksumIsThatOfEthernet() => Assert.Equal(0xcbf43926, GuidPartitionTable.Crc32("123456789"u8));

    [Fact]
    public void BothHeadersPointAtEachOtherAndAreSealed()
    {
        using var disk = new MemoryStream();
        disk.SetLength(4096 * GuidPartitionTable.SectorBytes);
        GuidPartitionTable.Write(disk, Guid.NewGuid(),
            [new DiskPartition("A", GuidPartitionTable.EfiSystem, Guid.NewGuid(), 2048, 4000)]);

        AssertHeader(disk, self: 1, other: 4095);
        AssertHeader(disk, self: 4095, other: 1);
        Assert.Equal("A", System.Text.Encoding.Unicode.GetString(disk.GetBuffer(), 2 * 512 + 56, 2));
    }

    static void AssertHeader(MemoryStream disk, int self, int other)
    {
        var header = disk.GetBuffer().AsSpan(self * 512, 92).ToArray();
        Assert.Equal("EFI PART"u8.ToArray(), header[..8]);
        Assert.Equal(self, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(24)));
        Assert.Equal(other, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32)));
        var seal = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(16));
        header.AsSpan(16, 4).Clear();
        Assert.Equal(seal, GuidPartitionTable.Crc32(header));
    }
}
