using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Diesis.Abi;

namespace Diesis;

/// <summary>
/// Random numbers that nobody can foresee who does not know the seed. Of what was drawn before, and of what others were given, holding one tells
/// nothing: the state goes on by a function that cannot be turned round.
/// </summary>
/// <remarks>SHA-256 (FIPS 180-4) of the state and one byte: 0 for the next state, 1 for what is given out, others for the first state of a series of its own.</remarks>
public struct SecretNumbers(in StartBlock.RandomSeed seed)
{
    private StartBlock.RandomSeed _state = seed;

    /// <summary>A series of which the others from the same seed tell nothing, and that tells nothing of them.</summary>
    public static SecretNumbers ForBadges(in StartBlock.RandomSeed seed) => new(new SecretNumbers(in seed).Hash(2));

    /// <summary>A seed for somebody else.</summary>
    public StartBlock.RandomSeed NextSeed()
    {
        StartBlock.RandomSeed drawn = Hash(1);
        _state = Hash(0);
        return drawn;
    }

    public ulong Next()
    {
        StartBlock.RandomSeed drawn = NextSeed();
        return drawn[0];
    }

    private readonly StartBlock.RandomSeed Hash(byte purpose)
    {
        Span<byte> hashed = stackalloc byte[SHA256.HashSizeInBytes + 1];
        MemoryMarshal.AsBytes((ReadOnlySpan<ulong>)_state).CopyTo(hashed);
        hashed[SHA256.HashSizeInBytes] = purpose;
        StartBlock.RandomSeed result = default;
        _ = SHA256.HashData(hashed, MemoryMarshal.AsBytes((Span<ulong>)result));
        return result;
    }
}
