using System;
using System.Buffers.Binary;

namespace Diesis.Tests.Systems;

/// <summary>What blocks of a test's disk hold: each says which it is, and in which round it was written. The host reads it by the same rule.</summary>
public static class DiskPattern
{
    public const int BlockBytes = 512;

    /// <summary>Of the disk, in bytes.</summary>
    public const int DiskBytes = 16 << 20;

    /// <summary>The first so many are written in rounds.</summary>
    public const int Blocks = 2048;

    /// <summary>The round that is written and flushed at the end.</summary>
    public const ulong LastRound = 1_000_000;

    public static void Fill(Span<byte> block, ulong number, ulong round)
    {
        for (int at = 0; at < BlockBytes; at += sizeof(ulong)) BinaryPrimitives.WriteUInt64LittleEndian(block.Slice(at), WordAt(at, number, round));
    }

    public static bool Is(ReadOnlySpan<byte> block, ulong number, ulong round)
    {
        for (int at = 0; at < BlockBytes; at += sizeof(ulong))
            if (BinaryPrimitives.ReadUInt64LittleEndian(block.Slice(at)) != WordAt(at, number, round)) return false;
        return true;
    }

    /// <summary>The round in which a block says that it was written.</summary>
    public static ulong RoundOf(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt64LittleEndian(block.Slice(sizeof(ulong)));

    /// <summary>Number, round, and then what follows from both.</summary>
    private static ulong WordAt(int at, ulong number, ulong round) => at switch
    {
        0 => number,
        sizeof(ulong) => round,
        _ => unchecked((number * 0x9E37_79B9_7F4A_7C15 ^ round) * ((ulong)at | 1)),
    };
}
