namespace System;

/// <summary>A finite number of floating point: significand × 2^exponent.</summary>
internal readonly struct FloatParts
{
    public FloatParts(FloatLayout layout, ulong bits)
    {
        ulong fraction = bits & (1ul << layout.FractionBits) - 1;
        int biased = (int)(bits >> layout.FractionBits) & (1 << layout.ExponentBits) - 1;
        IsNegative = (bits & layout.SignBit) != 0;
        Significand = biased == 0 ? fraction : fraction | 1ul << layout.FractionBits;
        Exponent = layout.LeastExponent + Math.Max(biased - 1, 0);
        IsNearerBelow = fraction == 0 && biased > 1;
    }

    public bool IsNegative { get; }
    public ulong Significand { get; }
    public int Exponent { get; }

    /// <summary>Whether the next number towards zero is half as far away as the next one from zero.</summary>
    public bool IsNearerBelow { get; }

    /// <summary>Rounding takes what is half-way between two numbers to the even one.</summary>
    public bool IsEven => (Significand & 1) == 0;

    /// <summary>The exponent of the leading bit.</summary>
    public int Magnitude => Exponent + 63 - Numerics.BitOperations.LeadingZeroCount(Significand);
}
