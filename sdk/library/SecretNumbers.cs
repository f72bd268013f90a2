using System;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis;

/// <summary>
/// Random numbers that nobody can foresee who does not know the seed. Of what was drawn before, and of what others were given, holding one tells nothing: each time something is drawn, the key
/// that it came of is replaced by a part of what came.
/// </summary>
/// <remarks>
/// ChaCha20 (RFC 8439) of the key, the nonce saying what for.
/// <code>
///   block 0   32 bytes: the next key | 32 bytes given out      blocks 1, 2, …   64 bytes given out each
/// </code>
/// </remarks>
public partial struct SecretNumbers(in StartBlock.RandomSeed seed)
{
    /// <summary>What a block is made for.</summary>
    private const byte ForDrawing = 0, ForMixing = 1, ForSeries = 2;

    private StartBlock.RandomSeed _key = seed;

    /// <summary>A series of which the others from the same seed tell nothing, and that tells nothing of them.</summary>
    public static SecretNumbers ForBadges(in StartBlock.RandomSeed seed)
    {
        Span<byte> block = stackalloc byte[ChaCha20.BlockBytes];
        SecretNumbers all = new(in seed);
        all.MakeBlock(ForSeries, 0, block);
        SecretNumbers badges = default;
        block.Slice(0, ChaCha20.KeyBytes).CopyTo(badges.Key);
        block.Clear();
        return badges;
    }

    /// <summary>A seed for somebody else.</summary>
    public StartBlock.RandomSeed NextSeed()
    {
        StartBlock.RandomSeed drawn = default;
        Fill(MemoryMarshal.AsBytes((Span<ulong>)drawn));
        return drawn;
    }

    public ulong Next()
    {
        StartBlock.RandomSeed drawn = NextSeed();
        return drawn[0];
    }

    /// <summary>Draws bytes.</summary>
    public void Fill(Span<byte> bytes)
    {
        Span<byte> block = stackalloc byte[ChaCha20.BlockBytes], next = stackalloc byte[ChaCha20.KeyBytes];
        MakeBlock(ForDrawing, 0, block);
        block.Slice(0, ChaCha20.KeyBytes).CopyTo(next);
        ReadOnlySpan<byte> left = block.Slice(ChaCha20.KeyBytes);
        for (uint number = 1; ; number++)
        {
            int count = Math.Min(left.Length, bytes.Length);
            left.Slice(0, count).CopyTo(bytes);
            bytes = bytes.Slice(count);
            if (bytes.IsEmpty) break;
            MakeBlock(ForDrawing, number, block);
            left = block;
        }
        next.CopyTo(Key);
        next.Clear();
        block.Clear();
    }

    /// <summary>Mixes bits in: who knows only them, or only what was before, knows nothing of what comes.</summary>
    public void Mix(in StartBlock.RandomSeed bits)
    {
        Span<byte> block = stackalloc byte[ChaCha20.BlockBytes];
        for (int i = 0; i < 2; i++)
        {
            MakeBlock(ForMixing, (uint)i, block);
            block.Slice(0, ChaCha20.KeyBytes).CopyTo(Key);
            if (i == 1) break;
            for (int word = 0; word < ChaCha20.KeyBytes / sizeof(ulong); word++) _key[word] ^= bits[word];
        }
        block.Clear();
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private Span<byte> Key => MemoryMarshal.AsBytes((Span<ulong>)_key);

    private readonly void MakeBlock(byte purpose, uint number, Span<byte> block)
    {
        Span<byte> nonce = stackalloc byte[ChaCha20.NonceBytes];
        nonce.Clear();
        nonce[0] = purpose;
        ChaCha20.MakeBlock(MemoryMarshal.AsBytes((ReadOnlySpan<ulong>)_key), number, nonce, block);
    }
}
