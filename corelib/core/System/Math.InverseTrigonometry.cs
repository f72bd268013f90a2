namespace System;

/// <summary>Angles of functions.</summary>
public static partial class Math
{
    private static DoubleDouble Pi => new(3.141592653589793, 1.2246467991473532e-16);

    /// <summary>The angles of the tangents 0, 1/8, 2/8, … 1, in two halves each.</summary>
    private static ReadOnlySpan<double> AnglesOfEighths =>
    [
        0.0, 0.0,
        0.12435499454676144, -3.1253241424539383e-18,
        0.24497866312686414, 1.0698755618734451e-17,
        0.35877067027057225, -2.4623815582638635e-17,
        0.4636476090008061, 2.2698777452961687e-17,
        0.5585993153435624, -5.4556305485916264e-18,
        0.6435011087932844, 1.5834785051444286e-17,
        0.7188299996216245, -2.1478388444456983e-17,
        0.7853981633974483, 3.061616997868383e-17,
    ];

    /// <summary>Twice as great quotients have the same angle, or its like from the other axis.</summary>
    private const int MostQuotientExponent = 100;

    public static double Atan(double d)
    {
        double magnitude = Abs(d);
        if (!(magnitude >= Tiny)) return d;
        if (magnitude > 1 / Tiny / Tiny) return CopySign(HalfOfPi.High, d);
        return CopySign(AngleOf(new(magnitude, 0), new(1, 0)).High, d);
    }

    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y)) return x + y;
        double above = Abs(y), beside = Abs(x);
        if (double.IsInfinity(above) && double.IsInfinity(beside)) above = beside = 1;
        return CopySign(AngleBetween(above, beside, isPastHalf: double.IsNegative(x)), y);
    }

    public static double Asin(double d)
    {
        double magnitude = Abs(d);
        if (!(magnitude <= 1)) return double.NaN;
        if (magnitude < Tiny) return d;
        return CopySign(AngleOf(new(magnitude, 0), OtherLeg(magnitude)).High, d);
    }

    public static double Acos(double d)
    {
        double magnitude = Abs(d);
        if (!(magnitude <= 1)) return double.NaN;
        var angle = AngleOf(OtherLeg(magnitude), new(magnitude, 0));
        return d < 0 ? (Pi - angle).High : angle.High;
    }

    /// <summary>√(1 - x²)</summary>
    private static DoubleDouble OtherLeg(double x)
        => DoubleDouble.Sqrt(DoubleDouble.Sum(1, -x) * DoubleDouble.Sum(1, x));

    /// <param name="y">Not negative, nor is the other; not both are infinite.</param>
    private static double AngleBetween(double y, double x, bool isPastHalf)
    {
        if (y == 0) return isPastHalf ? Pi.High : 0;
        if (x == 0 || double.IsInfinity(y)) return HalfOfPi.High;
        if (double.IsInfinity(x)) return isPastHalf ? Pi.High : 0;

        // Both near 1, for the sake of the low halves; a quotient that is too great or small for that needs none.
        int exponent = ILogB(x), difference = ILogB(y) - exponent;
        if (difference > MostQuotientExponent) return HalfOfPi.High;
        if (difference < -MostQuotientExponent) return isPastHalf ? Pi.High : y / x;
        var angle = AngleOf(new(ScaleB(y, -exponent), 0), new(ScaleB(x, -exponent), 0));
        return isPastHalf ? (Pi - angle).High : angle.High;
    }

    /// <summary>The angle with that opposite and that adjacent leg.</summary>
    /// <param name="y">Not negative, nor is the other; not both are 0.</param>
    private static DoubleDouble AngleOf(DoubleDouble y, DoubleDouble x)
    {
        if (y.High > x.High) return HalfOfPi - AngleUpToEighth(x / y);
        return AngleUpToEighth(y / x);
    }

    /// <param name="tangent">From 0 to 1.</param>
    private static DoubleDouble AngleUpToEighth(DoubleDouble tangent)
    {
        // atan(t) = atan(c) + atan((t - c) / (1 + t c)) leaves at most 1/16, for which the series converges fast.
        double eighths = Round(tangent.High * 8), nearest = eighths / 8;
        var rest = eighths == 0 ? tangent : (tangent + -nearest) / (tangent * nearest + 1);
        var square = rest.Square();
        double z = square.High;
        double tail = 1.0 / 9 - z * (1.0 / 11 - z * (1.0 / 13 - z * (1.0 / 15 - z * (1.0 / 17 - z / 19))));
        var sum = square * tail - new DoubleDouble(0.14285714285714285, 7.93016446160826e-18);
        sum = square * sum + new DoubleDouble(0.2, -1.1102230246251566e-17);
        sum = square * sum - Third;
        int place = 2 * (int)eighths;
        return rest + rest * (square * sum) + new DoubleDouble(AnglesOfEighths[place], AnglesOfEighths[place + 1]);
    }

    private static DoubleDouble Third => new(0.3333333333333333, 1.850371707708594e-17);
}
