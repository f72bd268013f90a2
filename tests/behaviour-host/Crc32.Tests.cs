using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Diesis.Tests.Behaviour;

/// <summary>
/// Compiled for the host as it is: .NET has this class in a package only. Its compressor has the same check sum inside.
/// </summary>
public class Crc32Tests
{
    [Theory]
    [InlineData(1), InlineData(15), InlineData(16), InlineData(1000), InlineData(16 * 1024), InlineData(100_003)]
    public void IsWhatGzipEndsWith(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        Assert.Equal(ChecksumOfGzip(data), Crc32.HashToUInt32(data));
        var hash = new byte[4];
        Assert.True(Crc32.TryHash(data, hash, out var written));
        Assert.Equal(4, written);
        Assert.Equal(ChecksumOfGzip(data), BinaryPrimitives.ReadUInt32LittleEndian(hash));
    }

    [Fact]
    public void IsZeroForNothing() => Assert.Equal(0u, Crc32.HashToUInt32([]));

    [Fact]
    public void RefusesAShortDestination()
    {
        Assert.False(Crc32.TryHash("123456789"u8, new byte[3], out var written));
        Assert.Equal(0, written);
    }

    /// <summary>Before the last four bytes, which are the length.</summary>
    private static uint ChecksumOfGzip(byte[] data)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(data);
            gzip.Flush();
        }
        return BinaryPrimitives.ReadUInt32LittleEndian(compressed.ToArray().AsSpan()[^8..]);
    }
}
