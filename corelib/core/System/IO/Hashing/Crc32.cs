using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.IO.Hashing;

/// <summary>The check sum of gzip, zip and PNG. RFC 1952, section 8.</summary>
public static class Crc32
{
    private const int HashLength = sizeof(uint);

    /// <summary>So many bytes are taken at once, by a table for each, once that is worth making the tables.</summary>
    private const int Slices = 8, LeastForTables = 16 * 1024;

    private const int Values = 256;

    /// <summary>
    /// What four bits that are shifted out do to the rest: the polynomial 0xEDB88320, its lowest power in the highest bit,
    /// for each of them that is set.
    /// </summary>
    private static ReadOnlySpan<uint> Quarters =>
    [
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
        0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    ];

    public static uint HashToUInt32(ReadOnlySpan<byte> source)
        => ~(source.Length < LeastForTables ? Take(uint.MaxValue, source) : TakeMany(uint.MaxValue, source));

    private static uint Take(uint rest, ReadOnlySpan<byte> source)
    {
        foreach (byte value in source) rest = TakeByte(rest ^ value);
        return rest;
    }

    /// <summary>Shifts eight bits out.</summary>
    private static uint TakeByte(uint rest)
    {
        var quarters = Quarters;
        rest = rest >> 4 ^ quarters[(int)(rest & 0xF)];
        return rest >> 4 ^ quarters[(int)(rest & 0xF)];
    }

    /// <summary>What each of the next eight bytes does to what comes behind them is independent of the others: the n-th from the last goes through n shifts of eight bits.</summary>
    private static uint TakeMany(uint rest, ReadOnlySpan<byte> source)
    {
        Span<uint> tables = stackalloc uint[Slices * Values];
        for (int value = 0; value < Values; value++)
        {
            uint shifted = (uint)value;
            for (int slice = 0; slice < Slices; slice++) tables[slice * Values + value] = shifted = TakeByte(shifted);
        }
        // SAFETY: each place is a byte behind the beginning of one of the tables, of which there are eight.
        ref uint first = ref MemoryMarshal.GetReference(tables);
        int at = 0;
        for (; at <= source.Length - sizeof(ulong); at += sizeof(ulong))
        {
            ulong next = BinaryPrimitives.ReadUInt64LittleEndian(source.Slice(at)) ^ rest;
            rest = Unsafe.Add(ref first, 7 * Values + (int)(next & 0xFF)) ^ Unsafe.Add(ref first, 6 * Values + (int)(next >> 8 & 0xFF))
                ^ Unsafe.Add(ref first, 5 * Values + (int)(next >> 16 & 0xFF)) ^ Unsafe.Add(ref first, 4 * Values + (int)(next >> 24 & 0xFF))
                ^ Unsafe.Add(ref first, 3 * Values + (int)(next >> 32 & 0xFF)) ^ Unsafe.Add(ref first, 2 * Values + (int)(next >> 40 & 0xFF))
                ^ Unsafe.Add(ref first, Values + (int)(next >> 48 & 0xFF)) ^ Unsafe.Add(ref first, (int)(next >> 56));
        }
        return Take(rest, source.Slice(at));
    }

    public static bool TryHash(ReadOnlySpan<byte> source, Span<byte> destination, out int bytesWritten)
    {
        bool fits = BinaryPrimitives.TryWriteUInt32LittleEndian(destination, HashToUInt32(source));
        bytesWritten = fits ? HashLength : 0;
        return fits;
    }
}
