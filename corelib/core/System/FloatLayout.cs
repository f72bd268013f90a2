namespace System;

/// <summary>How a type of floating point uses its bits: sign, exponent, fraction. IEEE 754-2019, 3.4.</summary>
internal readonly struct FloatLayout
{
    public static FloatLayout OfDouble => new(11, 52, roundTripDigits: 17);
    public static FloatLayout OfSingle => new(8, 23, roundTripDigits: 9);

    private FloatLayout(int exponentBits, int fractionBits, int roundTripDigits)
    {
        ExponentBits = exponentBits;
        FractionBits = fractionBits;
        RoundTripDigits = roundTripDigits;
    }

    public int ExponentBits { get; }
    public int FractionBits { get; }

    /// <summary>So many digits tell every value from its neighbours.</summary>
    public int RoundTripDigits { get; }

    /// <summary>The exponent of the last bit of the smallest values.</summary>
    public int LeastExponent => 2 - (1 << ExponentBits - 1) - FractionBits;

    public ulong SignBit => 1ul << ExponentBits + FractionBits;
    public ulong Infinity => (1ul << ExponentBits) - 1 << FractionBits;
    public ulong NaN => SignBit | Infinity | 1ul << FractionBits - 1;

    /// <summary>The bits of what is nearest to significand × 2^exponent; of two as near, those that are even.</summary>
    /// <param name="significand">Not 0.</param>
    /// <param name="hasMore">Whether the number is a little more: by less than one in the significand.</param>
    public ulong Round(ulong significand, int exponent, bool hasMore)
    {
        int leading = Numerics.BitOperations.LeadingZeroCount(significand);
        significand <<= leading;
        exponent -= leading;
        int dropped = Math.Max(63 - FractionBits, LeastExponent - exponent);
        int above = exponent + dropped - LeastExponent;
        if (dropped > 64) return 0;
        if (above >= 1 << ExponentBits) return Infinity;

        // A shift by 64 would be one by 0.
        ulong kept = dropped == 64 ? 0 : significand >> dropped;
        ulong rest = dropped == 64 ? significand : significand << 64 - dropped;
        const ulong half = 1ul << 63;
        if (rest > half || rest == half && (hasMore || (kept & 1) != 0)) kept++;

        // The leading one of the significand is not stored; here it adds 1 to the exponent, as does a carry.
        return Math.Min(((ulong)above << FractionBits) + kept, Infinity);
    }
}
