using System.Runtime.CompilerServices;

namespace System;

/// <summary>What works on exponents and significands of floating point; rounded once, as the basic operations.</summary>
public static partial class Math
{
    /// <summary>Beyond these powers of two, nothing but zero and infinity is left of any number.</summary>
    private const int MostScale = 1 << 12;

    /// <returns>The exponent of the leading bit.</returns>
    public static int ILogB(double x)
    {
        if (x == 0) return int.MinValue;
        if (!double.IsFinite(x)) return int.MaxValue;
        return new FloatParts(FloatLayout.OfDouble, BitConverter.DoubleToUInt64Bits(x)).Magnitude;
    }

    /// <returns>x × 2^n</returns>
    public static double ScaleB(double x, int n)
    {
        if (x == 0 || !double.IsFinite(x)) return x;
        var layout = FloatLayout.OfDouble;
        FloatParts parts = new(layout, BitConverter.DoubleToUInt64Bits(x));
        int exponent = parts.Exponent + Clamp(n, -MostScale, MostScale);
        return CopySign(BitConverter.UInt64BitsToDouble(layout.Round(parts.Significand, exponent, hasMore: false)), x);
    }

    /// <returns>x × y + z, rounded once.</returns>
    [Intrinsic]
    public static double FusedMultiplyAdd(double x, double y, double z)
    {
        // Where the product needs no rounding, or the sum none.
        if (x == 0 || y == 0 || !double.IsFinite(x) || !double.IsFinite(y)) return x * y + z;
        if (z == 0) return x * y;
        if (!double.IsFinite(z)) return z;
        return BitConverter.UInt64BitsToDouble(
            ProductAndSum.Round(FloatLayout.OfDouble, BitConverter.DoubleToUInt64Bits(x),
                BitConverter.DoubleToUInt64Bits(y), BitConverter.DoubleToUInt64Bits(z)));
    }

    /// <summary>What the operator % gives: exact, with the sign of the dividend.</summary>
    internal static double Remainder(double x, double y)
    {
        if (!double.IsFinite(x) || double.IsNaN(y) || y == 0) return double.NaN;
        if (x == 0 || double.IsInfinity(y)) return x;
        var layout = FloatLayout.OfDouble;
        FloatParts dividend = new(layout, BitConverter.DoubleToUInt64Bits(x));
        FloatParts divisor = new(layout, BitConverter.DoubleToUInt64Bits(y));
        int distance = dividend.Exponent - divisor.Exponent;
        if (distance < 0)
        {
            // The dividend's bits are the finer ones.
            if (divisor.Magnitude > dividend.Magnitude) return x;
            ulong fine = dividend.Significand % (divisor.Significand << -distance);
            return FromParts(fine, dividend.Exponent, x);
        }
        ulong rest = dividend.Significand % divisor.Significand;
        for (; distance > 0 && rest != 0; distance -= RemainderStep)
            rest = (rest << Min(distance, RemainderStep)) % divisor.Significand;
        return FromParts(rest, divisor.Exponent, x);
    }

    /// <summary>So many bits fit above a significand.</summary>
    private const int RemainderStep = 11;

    private static double FromParts(ulong significand, int exponent, double sign)
        => CopySign(ScaleB((long)significand, exponent), sign);

    /// <summary>x less the multiple of y that is nearest; of two as near, the quotient that is even.</summary>
    public static double IEEERemainder(double x, double y)
    {
        if (double.IsNaN(x)) return x;
        double rest = Remainder(x, y);
        if (double.IsNaN(rest) || rest == 0) return rest;
        double other = rest - CopySign(y, x);
        double restSize = Abs(rest), otherSize = Abs(other);
        if (restSize != otherSize) return restSize < otherSize ? rest : other;
        double quotient = x / y;
        return Abs(Round(quotient)) > Abs(quotient) ? other : rest;
    }
}
