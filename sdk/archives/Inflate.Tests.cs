using System.IO.Compression;
using Diesis.Tests;

namespace Diesis.Archives;

public sealed class InflateTests
{
    private static byte[] Deflate(byte[] content, CompressionLevel level)
    {
        using MemoryStream result = new();
        using (DeflateStream stream = new(result, level)) stream.Write(content);
        return result.ToArray();
    }

    /// <summary>Texts, noise, long runs, and mixtures: every kind of block, every length of match.</summary>
    public static byte[] Content(int kind, int size)
    {
        Random random = new(kind);
        byte[] content = new byte[size];
        switch (kind % 4)
        {
            case 0: random.NextBytes(content); break;
            case 1:
                for (int i = 0; i < size; i++) content[i] = (byte)"the quick brown fox "[(int)((long)i * i % 19)];
                break;
            case 2:
                for (int i = 0; i < size;)
                {
                    byte value = (byte)random.Next(256);
                    for (int run = random.Next(1, 700); run > 0 && i < size; run--) content[i++] = value;
                }
                break;
            default:
                for (int i = 0; i < size; i++) content[i] = random.Next(8) == 0 || i < 40_000 ? (byte)random.Next(256) : content[i - random.Next(1, 32_768)];
                break;
        }
        return content;
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void WhatDotNetCompressesIsExpanded(CompressionLevel level)
    {
        foreach (int size in (int[])[1, 2, 100, 65_535, 65_536, 300_000])
        {
            for (int kind = 0; kind < 8; kind++)
            {
                byte[] content = Content(kind, size), compressed = Deflate(content, level), expanded = new byte[size];
                Assert.Equal(ArchiveProblem.None, Inflate.Expand(compressed, expanded, out int used));
                Assert.Equal(content, expanded);
                Assert.Equal(compressed.Length, used);
                Assert.Equal(ArchiveProblem.WrongSize, Inflate.Expand(compressed, new byte[size + 1], out _));
                if (size > 0) Assert.Equal(ArchiveProblem.WrongSize, Inflate.Expand(compressed, new byte[size - 1], out _));
            }
        }
    }

    [Fact]
    public void EveryCutOffStreamIsRefused()
    {
        byte[] content = Content(3, 60_000), compressed = Deflate(content, CompressionLevel.Optimal), expanded = new byte[content.Length];
        for (int length = 0; length < compressed.Length; length += length < 300 ? 1 : 97)
            Assert.NotEqual(ArchiveProblem.None, Inflate.Expand(compressed.AsSpan(0, length), expanded, out _));
    }

    /// <summary>RFC 1951 says of each of these that it is none.</summary>
    [Theory]
    [InlineData(0b111)]
    [InlineData(0b001, 0x05, 0x00, 0xFA, 0xFE)]
    public void BlocksThatMeanNothingAreRefused(params int[] bytes)
        => Assert.Equal(ArchiveProblem.BadCompression, Inflate.Expand([.. bytes.Select(value => (byte)value), 0, 0, 0, 0, 0, 0], new byte[10], out _));

    [Fact]
    public void DistancesBehindTheBeginningAreRefused()
    {
        // Final block of fixed codes: length 3 (0000001), distance 1 (00000).
        byte[] stream = [0b0000_0011, 0b0000_0010, 0, 0, 0];
        Assert.Equal(ArchiveProblem.BadCompression, Inflate.Expand(stream, new byte[10], out _));
    }

    [Theory]
    [InlineData(CompressionLevel.Fastest, 1)]
    [InlineData(CompressionLevel.Optimal, 2)]
    [InlineData(CompressionLevel.SmallestSize, 3)]
    public void DamagedStreamsAreExpandedWithinTheirBoundsOrRefused(CompressionLevel level, int seed)
    {
        Fuzzing fuzzing = new(seed);
        int good = 0, bad = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] content = Content(i, 200 + i % 500), damaged = fuzzing.Mutate(Deflate(content, level));
            // The buffer has neighbours: none of them may change.
            byte[] room = new byte[content.Length + 64];
            if (Inflate.Expand(damaged, room.AsSpan(32, content.Length), out int used) == ArchiveProblem.None) good++;
            else bad++;
            Assert.InRange(used, 0, damaged.Length + 8);
            Assert.All(room[..32].Concat(room[^32..]), value => Assert.Equal(0, value));
        }
        Assert.True(good > 0 && bad > 0);
    }
}
