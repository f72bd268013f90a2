using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Diesis.Tests.Behaviour;

internal static class BitsTests
{
    public static void Run(ref Transcript transcript)
    {
        foreach (ulong word in Samples.Words)
        {
            uint half = unchecked((uint)word);
            transcript.Case("count").Of(word)
                .Gives(BitOperations.LeadingZeroCount(word)).Gives(BitOperations.LeadingZeroCount(half))
                .Gives(BitOperations.TrailingZeroCount(word)).Gives(BitOperations.TrailingZeroCount(half))
                .Gives(BitOperations.PopCount(word)).Gives(BitOperations.PopCount(half))
                .Gives(BitOperations.Log2(word)).Gives(BitOperations.Log2(half));
            transcript.Case("power of two").Of(word)
                .Gives(BitOperations.IsPow2(word)).Gives(BitOperations.IsPow2(half))
                .Gives(BitOperations.IsPow2(unchecked((long)word))).Gives(BitOperations.IsPow2(unchecked((int)half)))
                .Gives(BitOperations.RoundUpToPowerOf2(word)).Gives((ulong)BitOperations.RoundUpToPowerOf2(half));
            transcript.Case("reversed").Of(word)
                .Gives(BinaryPrimitives.ReverseEndianness(word)).Gives((ulong)BinaryPrimitives.ReverseEndianness(half))
                .Gives((ulong)BinaryPrimitives.ReverseEndianness(unchecked((ushort)word)))
                .Gives(BinaryPrimitives.ReverseEndianness(unchecked((short)word)));
            for (int by = 0; by < 64; by += 13)
            {
                transcript.Case("rotated").Of(word).Of(by)
                    .Gives(BitOperations.RotateLeft(word, by)).Gives(BitOperations.RotateRight(word, by))
                    .Gives((ulong)BitOperations.RotateLeft(half, by)).Gives((ulong)BitOperations.RotateRight(half, by));
            }
        }
        BytesInOrder(ref transcript);
    }

    private static void BytesInOrder(ref Transcript transcript)
    {
        Span<byte> bytes = stackalloc byte[8];
        foreach (ulong word in Samples.Words)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, word);
            transcript.Case("big-endian").Of(word).Gives(bytes)
                .Gives(BinaryPrimitives.ReadUInt64BigEndian(bytes)).Gives(BinaryPrimitives.ReadUInt64LittleEndian(bytes))
                .Gives(BinaryPrimitives.ReadInt32BigEndian(bytes)).Gives(BinaryPrimitives.ReadInt16LittleEndian(bytes))
                .Gives(BinaryPrimitives.TryReadUInt64BigEndian(bytes[1..], out ulong missing)).Gives(missing)
                .Gives(BinaryPrimitives.TryWriteInt32BigEndian(bytes[..3], 1));
        }
    }
}
