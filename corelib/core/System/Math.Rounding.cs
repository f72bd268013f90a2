using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Whole numbers of floating point.</summary>
/// <remarks>Where the processor has an instruction for one of these, the compiler uses it instead of the body.</remarks>
public static partial class Math
{
    /// <summary>From here on every double is whole.</summary>
    private const double TwoToThe52 = 4503599627370496.0;

    private const int MostRoundingDigits = 15;

    private static ReadOnlySpan<double> RoundingPowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    [Intrinsic]
    public static double Floor(double d)
    {
        double nearest = Round(d);
        return nearest > d ? nearest - 1 : nearest;
    }

    [Intrinsic]
    public static double Ceiling(double a)
    {
        double nearest = Round(a);
        return nearest < a ? CopySign(nearest + 1, a) : nearest;
    }

    [Intrinsic]
    public static double Truncate(double d) => CopySign(Floor(Abs(d)), d);

    /// <summary>To the nearest whole number; half-way, to the even one.</summary>
    [Intrinsic]
    public static double Round(double a)
    {
        double magnitude = Abs(a);
        if (!(magnitude < TwoToThe52)) return a;
        // The sum has no bits for a fraction: its rounding is the one that is asked for.
        return CopySign(magnitude + TwoToThe52 - TwoToThe52, a);
    }

    public static double Round(double value, MidpointRounding mode)
    {
        switch (mode)
        {
            case MidpointRounding.ToEven: return Round(value);
            case MidpointRounding.AwayFromZero:
                double whole = Truncate(value);
                return Abs(value - whole) >= 0.5 ? whole + CopySign(1, value) : whole;
            case MidpointRounding.ToZero: return Truncate(value);
            case MidpointRounding.ToNegativeInfinity: return Floor(value);
            case MidpointRounding.ToPositiveInfinity: return Ceiling(value);
            default:
                ThrowHelpers.ThrowArgumentException();
                return 0;
        }
    }

    public static double Round(double value, int digits) => Round(value, digits, MidpointRounding.ToEven);

    /// <summary>By way of a product and a quotient that are rounded themselves, as .NET does it.</summary>
    public static double Round(double value, int digits, MidpointRounding mode)
    {
        if ((uint)digits > MostRoundingDigits) ThrowHelpers.ThrowArgumentOutOfRangeException();
        if (!(Abs(value) < 1e16)) return value;
        double power = RoundingPowersOfTen[digits];
        return Round(value * power, mode) / power;
    }
}
