using System.Buffers.Binary;

namespace System.Security.Cryptography;

/// <summary>
/// Data as blocks: a one bit behind its end, zeros, and its length in bits at the end of the last block.
/// FIPS 180-4, 5.1 and 5.2.
/// </summary>
internal static class BlockHash
{
    private const byte OneBit = 0x80;
    private const int LargestBlock = 128;

    public static bool TryHash<THash>(
        ReadOnlySpan<byte> source, Span<byte> destination, int hashSize, out int written)
        where THash : struct, IBlockHash
    {
        written = 0;
        if (destination.Length < hashSize) return false;
        THash hash = default;
        hash.Start();
        var rest = source;
        for (; rest.Length >= THash.BlockSize; rest = rest.Slice(THash.BlockSize))
            hash.Add(rest.Slice(0, THash.BlockSize));
        AddEnd(ref hash, rest, (ulong)source.Length);
        hash.Write(destination);
        written = hashSize;
        return true;
    }

    private static void AddEnd<THash>(ref THash hash, ReadOnlySpan<byte> rest, ulong length)
        where THash : struct, IBlockHash
    {
        // The length has an eighth of a block; the half of it that is not written is zero.
        int lengthSize = THash.BlockSize / 8;
        Span<byte> end = stackalloc byte[2 * LargestBlock];
        end.Clear();
        rest.CopyTo(end);
        end[rest.Length] = OneBit;
        int size = rest.Length + 1 + lengthSize <= THash.BlockSize ? THash.BlockSize : 2 * THash.BlockSize;
        BinaryPrimitives.WriteUInt64BigEndian(end.Slice(size - sizeof(ulong)), length * 8);
        for (int start = 0; start < size; start += THash.BlockSize) hash.Add(end.Slice(start, THash.BlockSize));
    }
}
