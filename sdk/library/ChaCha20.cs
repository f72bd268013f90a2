using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Diesis;

/// <summary>The function of RFC 8439 that makes blocks of bits of a key, of which nobody learns anything who does not know it.</summary>
public static class ChaCha20
{
    public const int KeyBytes = 32, NonceBytes = 12, BlockBytes = 64;

    /// <summary>2.3: what it begins with: four constants, the key, a count, the nonce.</summary>
    private const int Words = BlockBytes / sizeof(uint), KeyAt = 4, CountAt = 12, NonceAt = 13;
    private const uint First = 0x61707865, Second = 0x3320646E, Third = 0x79622D32, Fourth = 0x6B206574;
    private const int DoubleRounds = 10;

    /// <summary>Makes the block of a number.</summary>
    /// <param name="block">Of <see cref="BlockBytes"/>.</param>
    public static void MakeBlock(ReadOnlySpan<byte> key, uint number, ReadOnlySpan<byte> nonce, Span<byte> block)
    {
        Span<uint> begun = stackalloc uint[Words], state = stackalloc uint[Words];
        (begun[0], begun[1], begun[2], begun[3], begun[CountAt]) = (First, Second, Third, Fourth, number);
        for (int i = 0; i < KeyBytes / sizeof(uint); i++) begun[KeyAt + i] = BinaryPrimitives.ReadUInt32LittleEndian(key.Slice(i * sizeof(uint)));
        for (int i = 0; i < NonceBytes / sizeof(uint); i++) begun[NonceAt + i] = BinaryPrimitives.ReadUInt32LittleEndian(nonce.Slice(i * sizeof(uint)));
        begun.CopyTo(state);
        for (int round = 0; round < DoubleRounds; round++)
        {
            for (int column = 0; column < 4; column++) Mix(ref state[column], ref state[4 + column], ref state[8 + column], ref state[12 + column]);
            for (int diagonal = 0; diagonal < 4; diagonal++)
                Mix(ref state[diagonal], ref state[4 + (diagonal + 1) % 4], ref state[8 + (diagonal + 2) % 4], ref state[12 + (diagonal + 3) % 4]);
        }
        for (int i = 0; i < Words; i++) BinaryPrimitives.WriteUInt32LittleEndian(block.Slice(i * sizeof(uint)), unchecked(state[i] + begun[i]));
        begun.Clear();
        state.Clear();
    }

    /// <summary>2.1: a quarter of a round.</summary>
    private static void Mix(ref uint a, ref uint b, ref uint c, ref uint d)
    {
        unchecked
        {
            a += b;
            d = BitOperations.RotateLeft(d ^ a, 16);
            c += d;
            b = BitOperations.RotateLeft(b ^ c, 12);
            a += b;
            d = BitOperations.RotateLeft(d ^ a, 8);
            c += d;
            b = BitOperations.RotateLeft(b ^ c, 7);
        }
    }
}
