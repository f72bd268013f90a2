using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System.Security.Cryptography;

/// <summary>
/// BLAKE2b, a hash that is quicker than SHA-512 on 64 bits and as strong, of any length up to 64 bytes, with a key or without.
/// RFC 7693. .NET has no class for it; this one is made like those beside it.
/// </summary>
public static partial class Blake2b
{
    /// <summary>The longest hash; every length from one byte on is a hash of its own.</summary>
    public const int HashSizeInBytes = 64;

    public const int MaxKeySizeInBytes = 64;

    private const int BlockSize = 128;
    private const int WordCount = 8;
    private const int RoundCount = 12;

    [InlineArray(WordCount)]
    private struct Words { private ulong _first; }

    [InlineArray(2 * WordCount)]
    private struct Vector { private ulong _first; }

    /// <summary>Which word of the block goes where, round by round; the last two are the first two again. RFC 7693, 2.7.</summary>
    private static ReadOnlySpan<byte> Order =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
    ];

    /// <summary>Fills the destination, whose length is that of the hash.</summary>
    public static void HashData(ReadOnlySpan<byte> source, Span<byte> destination)
        => HashData(default, source, destination);

    /// <summary>Of who knows the key only.</summary>
    public static void HashData(ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (destination.IsEmpty || destination.Length > HashSizeInBytes || key.Length > MaxKeySizeInBytes)
            Environment.FailFast("BLAKE2b has hashes and keys of at most 64 bytes");
        Words state = default;
        // The start is that of SHA-512; the parameters are the lengths of hash and key, and no tree.
        for (int i = 0; i < WordCount; i++) state[i] = Sha2Constants.Start[i];
        state[0] ^= 0x0101_0000u ^ (uint)key.Length << 8 ^ (uint)destination.Length;

        Span<byte> block = stackalloc byte[BlockSize];
        ulong hashed = 0;
        if (!key.IsEmpty)
        {
            block.Clear();
            key.CopyTo(block);
            hashed = BlockSize;
            Add(ref state, block, hashed, isLast: source.IsEmpty);
        }
        if (!source.IsEmpty || key.IsEmpty)
        {
            // The last block is marked, so that one that is full waits for whether another follows.
            for (; source.Length > BlockSize; source = source.Slice(BlockSize))
            {
                hashed += BlockSize;
                Add(ref state, source.Slice(0, BlockSize), hashed, isLast: false);
            }
            block.Clear();
            source.CopyTo(block);
            Add(ref state, block, hashed + (uint)source.Length, isLast: true);
        }
        Write(state, destination);
    }

    private static void Write(Words state, Span<byte> destination)
    {
        Span<byte> whole = stackalloc byte[HashSizeInBytes];
        for (int i = 0; i < WordCount; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(whole.Slice(i * sizeof(ulong)), state[i]);
        whole.Slice(0, destination.Length).CopyTo(destination);
    }

    /// <param name="hashed">Bytes up to the end of this block. RFC 7693, 3.2.</param>
    private static void Add(ref Words state, ReadOnlySpan<byte> block, ulong hashed, bool isLast)
    {
        Vector message = default, work = default;
        for (int i = 0; i < 2 * WordCount; i++)
            message[i] = BinaryPrimitives.ReadUInt64LittleEndian(block.Slice(i * sizeof(ulong)));
        for (int i = 0; i < WordCount; i++)
        {
            work[i] = state[i];
            work[i + WordCount] = Sha2Constants.Start[i];
        }
        work[12] ^= hashed;
        if (isLast) work[14] = ~work[14];
        var order = Order;
        for (int round = 0; round < RoundCount; round++)
        {
            var next = order.Slice(round * 2 * WordCount, 2 * WordCount);
            Mix(ref work, 0, 4, 8, 12, message[next[0]], message[next[1]]);
            Mix(ref work, 1, 5, 9, 13, message[next[2]], message[next[3]]);
            Mix(ref work, 2, 6, 10, 14, message[next[4]], message[next[5]]);
            Mix(ref work, 3, 7, 11, 15, message[next[6]], message[next[7]]);
            Mix(ref work, 0, 5, 10, 15, message[next[8]], message[next[9]]);
            Mix(ref work, 1, 6, 11, 12, message[next[10]], message[next[11]]);
            Mix(ref work, 2, 7, 8, 13, message[next[12]], message[next[13]]);
            Mix(ref work, 3, 4, 9, 14, message[next[14]], message[next[15]]);
        }
        for (int i = 0; i < WordCount; i++) state[i] ^= work[i] ^ work[i + WordCount];
    }

    /// <summary>RFC 7693, 3.1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref Vector work, int a, int b, int c, int d, ulong x, ulong y)
    {
        unchecked
        {
            work[a] = work[a] + work[b] + x;
            work[d] = BitOperations.RotateRight(work[d] ^ work[a], 32);
            work[c] += work[d];
            work[b] = BitOperations.RotateRight(work[b] ^ work[c], 24);
            work[a] = work[a] + work[b] + y;
            work[d] = BitOperations.RotateRight(work[d] ^ work[a], 16);
            work[c] += work[d];
            work[b] = BitOperations.RotateRight(work[b] ^ work[c], 63);
        }
    }
}
