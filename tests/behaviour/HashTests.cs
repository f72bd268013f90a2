using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Diesis.Tests.Behaviour;

/// <summary>Hashes of data of all lengths around the sizes of blocks.</summary>
internal static class HashTests
{
    private const int Longest = 300;

    public static void Run(ref Transcript transcript)
    {
        Span<byte> data = stackalloc byte[Longest];
        for (int i = 0; i < data.Length; i++) data[i] = (byte)(i * 7 + 3 & 0xFF);
        Span<byte> hash = stackalloc byte[64];
        for (int length = 0; length <= Longest; length += length < 140 ? 1 : 37)
        {
            int size = SHA256.HashData(data.Slice(0, length), hash);
            transcript.Case("SHA-256").Of(length);
            Tell(ref transcript, hash.Slice(0, size));
            size = SHA512.HashData(data.Slice(0, length), hash);
            transcript.Case("SHA-512").Of(length);
            Tell(ref transcript, hash.Slice(0, size));
        }
        transcript.Case("short").Gives(SHA256.TryHashData(data, hash.Slice(0, 31), out int written)).Gives(written)
            .Gives(SHA512.TryHashData(data, hash.Slice(0, 63), out written)).Gives(written)
            .Gives(SHA256.TryHashData(data, hash, out written)).Gives(written);
    }

    private static void Tell(ref Transcript transcript, scoped ReadOnlySpan<byte> hash)
    {
        for (; !hash.IsEmpty; hash = hash.Slice(8))
            transcript.Gives(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}
