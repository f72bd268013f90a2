namespace System;

/// <summary>Powers and roots.</summary>
public static partial class Math
{
    private const double TwoToThe53 = 9007199254740992.0;

    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (double.IsNaN(x) || double.IsNaN(y)) return x + y;
        bool isOdd = IsOddWhole(y);
        if (x == 0 || double.IsInfinity(x)) return PowerOfExtreme(x, isGreat: (x == 0) != (y > 0), isOdd);
        double magnitude = Abs(x);
        if (double.IsInfinity(y)) return magnitude == 1 ? 1 : magnitude > 1 == y > 0 ? double.PositiveInfinity : 0;
        bool isWhole = Truncate(y) == y;
        if (x < 0 && !isWhole) return double.NaN;
        double result = PositivePower(magnitude, y);
        return x < 0 && isOdd ? -result : result;
    }

    public static double Cbrt(double d)
    {
        if (d == 0 || !double.IsFinite(d)) return d;
        int third = ILogB(d) / 3;
        double mantissa = Abs(ScaleB(d, -3 * third));
        // From 1/4 to 8. Newton's method gives a root in double precision, its last step in twice that.
        double root = Exp(Log(mantissa) * (1.0 / 3));
        var rest = DoubleDouble.Product(root, root) * root + -mantissa;
        root -= rest.High / (3 * root * root);
        return CopySign(ScaleB(root, third), d);
    }

    private static double PowerOfExtreme(double x, bool isGreat, bool isOdd)
    {
        double result = isGreat ? double.PositiveInfinity : 0;
        return isOdd ? CopySign(result, x) : result;
    }

    /// <param name="x">Positive, finite.</param>
    /// <param name="y">Finite.</param>
    private static double PositivePower(double x, double y)
    {
        var logarithm = Logarithm(x);
        double estimate = logarithm.High * y;
        if (estimate > MostExponent + 1) return double.PositiveInfinity;
        if (estimate < LeastExponent - 1) return 0;
        // A product too small for its low half to be right is one whose power is 1.
        return Abs(estimate) < 1e-30 ? 1 : Exponential(logarithm * y);
    }

    private static bool IsOddWhole(double value)
    {
        double magnitude = Abs(value);
        return magnitude < TwoToThe53 && Truncate(magnitude) == magnitude && ((long)magnitude & 1) != 0;
    }
}
