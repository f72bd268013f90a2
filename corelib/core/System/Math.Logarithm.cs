namespace System;

/// <summary>Logarithms, and what is made of them.</summary>
public static partial class Math
{
    private const double RootOfTwo = 1.4142135623730951;
    private static DoubleDouble Log10OfE => new(0.4342944819032518, 1.098319650216765e-17);

    public static double Log(double d)
        => IsLogarithmSpecial(d, out double special) ? special : Logarithm(d).High;

    public static double Log10(double d)
        => IsLogarithmSpecial(d, out double special) ? special : (Logarithm(d) * Log10OfE).High;

    /// <summary>Exact for powers of two.</summary>
    public static double Log2(double x)
    {
        if (IsLogarithmSpecial(x, out double special)) return special;
        double mantissa = Normalize(x, out int exponent);
        var fraction = LogarithmOfOnePlus(new(mantissa - 1, 0)) * Log2OfE;
        return (fraction + exponent).High;
    }

    public static double Log(double a, double newBase)
    {
        if (double.IsNaN(a)) return a;
        if (double.IsNaN(newBase)) return newBase;
        if (newBase == 1) return double.NaN;
        if (a != 1 && (newBase == 0 || double.IsPositiveInfinity(newBase))) return double.NaN;
        return Log(a) / Log(newBase);
    }

    public static double Asinh(double d)
    {
        double magnitude = Abs(d);
        if (!(magnitude >= Tiny) || double.IsInfinity(d)) return d;
        if (magnitude > LargeOfInverse) return CopySign(LogarithmOfTwice(magnitude), d);
        // log(x + √(x² + 1)), and the part above 1 of its argument by itself.
        var square = DoubleDouble.Product(magnitude, magnitude);
        var root = DoubleDouble.Sqrt(square + 1);
        var above = square / (root + 1) + magnitude;
        return CopySign(LogarithmOfAboveOne(above).High, d);
    }

    public static double Acosh(double d)
    {
        if (!(d >= 1)) return double.NaN;
        if (double.IsInfinity(d)) return d;
        if (d > LargeOfInverse) return LogarithmOfTwice(d);
        var above = DoubleDouble.Sum(d, -1);
        var root = DoubleDouble.Sqrt(above * DoubleDouble.Sum(d, 1));
        return LogarithmOfAboveOne(above + root).High;
    }

    public static double Atanh(double d)
    {
        double magnitude = Abs(d);
        if (!(magnitude <= 1)) return double.NaN;
        if (magnitude < Tiny) return d;
        if (magnitude == 1) return CopySign(double.PositiveInfinity, d);
        var above = new DoubleDouble(2 * magnitude, 0) / DoubleDouble.Sum(1, -magnitude);
        return CopySign(LogarithmOfAboveOne(above).High * 0.5, d);
    }

    /// <summary>From here on √(x² ± 1) is x.</summary>
    private const double LargeOfInverse = 1e15;

    private static bool IsLogarithmSpecial(double value, out double result)
    {
        result = value == 0 ? double.NegativeInfinity : value < 0 ? double.NaN : value;
        return !(value > 0 && value < double.PositiveInfinity);
    }

    /// <param name="value">Positive, finite.</param>
    private static DoubleDouble Logarithm(double value)
    {
        double mantissa = Normalize(value, out int exponent);
        return LogarithmOfOnePlus(new(mantissa - 1, 0)) + MultipleOfLog2(exponent);
    }

    private static double LogarithmOfTwice(double value)
    {
        double mantissa = Normalize(value, out int exponent);
        return (LogarithmOfOnePlus(new(mantissa - 1, 0)) + MultipleOfLog2(exponent + 1)).High;
    }

    /// <summary>log(1 + x)</summary>
    /// <param name="x">Not negative, below 2^100.</param>
    private static DoubleDouble LogarithmOfAboveOne(DoubleDouble x)
    {
        _ = Normalize(x.High + 1, out int exponent);
        if (exponent == 0) return LogarithmOfOnePlus(x);
        var mantissa = (x + 1).TimesPowerOfTwo(ScaleB(1, -exponent));
        return LogarithmOfOnePlus(mantissa + -1) + MultipleOfLog2(exponent);
    }

    private static DoubleDouble MultipleOfLog2(int factor)
        => Log2Low * factor + new DoubleDouble(Log2High * factor, 0);

    /// <param name="x">From √½ - 1 to √2 - 1.</param>
    private static DoubleDouble LogarithmOfOnePlus(DoubleDouble x)
    {
        // In double precision first, by the series of the inverse hyperbolic tangent; then one step of Newton's method
        // towards the y of which e^-y (1 + x) is 1.
        double s = x.High / (2 + x.High), z = s * s;
        double series = 1 + z * (1.0 / 3 + z * (1.0 / 5 + z * (1.0 / 7 + z * (1.0 / 9 + z * (1.0 / 11
            + z * (1.0 / 13 + z * (1.0 / 15 + z * (1.0 / 17 + z * (1.0 / 19)))))))));
        double y = 2 * s * series;
        var inverse = ExponentialMinusOneNearZero(new(-y, 0));
        return x + inverse + x * inverse + y;
    }

    /// <returns>The value without its power of two, from √½ to √2.</returns>
    private static double Normalize(double value, out int exponent)
    {
        exponent = ILogB(value);
        double mantissa = ScaleB(value, -exponent);
        if (mantissa <= RootOfTwo) return mantissa;
        exponent++;
        return mantissa * 0.5;
    }
}
