namespace System;

/// <summary>Functions of angles.</summary>
public static partial class Math
{
    private const double QuarterOfPi = 0.7853981633974483;

    public static double Sin(double a)
    {
        if (IsAngleSpecial(a, out double special)) return special;
        var angle = ReduceAngle(a, out int quadrant);
        double result = (quadrant & 1) == 0 ? SineNearZero(angle).High : CosineNearZero(angle).High;
        return (quadrant & 2) == 0 ? result : -result;
    }

    public static double Cos(double d)
    {
        if (!double.IsFinite(d)) return double.NaN;
        if (Abs(d) < Tiny) return 1;
        var angle = ReduceAngle(d, out int quadrant);
        double result = (quadrant & 1) == 0 ? CosineNearZero(angle).High : SineNearZero(angle).High;
        return (quadrant + 1 & 2) == 0 ? result : -result;
    }

    public static (double Sin, double Cos) SinCos(double x) => (Sin(x), Cos(x));

    public static double Tan(double a)
    {
        if (IsAngleSpecial(a, out double special)) return special;
        var angle = ReduceAngle(a, out int quadrant);
        DoubleDouble sine = SineNearZero(angle), cosine = CosineNearZero(angle);
        return (quadrant & 1) == 0 ? (sine / cosine).High : -(cosine / sine).High;
    }

    private static bool IsAngleSpecial(double value, out double result)
    {
        result = double.IsFinite(value) ? value : double.NaN;
        return !(Abs(value) >= Tiny) || double.IsInfinity(value);
    }

    /// <param name="x">Of at most π/4.</param>
    private static DoubleDouble SineNearZero(DoubleDouble x)
    {
        // x - x³/3! + x⁵/5! - …, the last ones in double precision only.
        var square = x.Square();
        double z = square.High;
        double tail = -1.0 / 39916800 + z * (1.0 / 6227020800 + z * (-1.0 / 1307674368000
            + z * (1.0 / 355687428096000 + z * (-1.0 / 121645100408832000 + z / 51090942171709440000.0))));
        var sum = square * tail + new DoubleDouble(2.7557319223985893e-06, -1.858393274046472e-22);
        sum = square * sum - new DoubleDouble(0.0001984126984126984, 1.7209558293420705e-22);
        sum = square * sum + new DoubleDouble(0.008333333333333333, 1.1564823173178714e-19);
        sum = square * sum - Sixth;
        return x + x * (square * sum);
    }

    /// <param name="x">Of at most π/4.</param>
    private static DoubleDouble CosineNearZero(DoubleDouble x)
    {
        var square = x.Square();
        double z = square.High;
        double tail = -1.0 / 3628800 + z * (1.0 / 479001600 + z * (-1.0 / 87178291200 + z * (1.0 / 20922789888000
            + z * (-1.0 / 6402373705728000 + z * (1.0 / 2432902008176640000 - z / 1124000727777607680000.0)))));
        var sum = square * tail + new DoubleDouble(2.48015873015873e-05, 2.1511947866775882e-23);
        sum = square * sum - new DoubleDouble(0.001388888888888889, -5.300543954373577e-20);
        sum = square * sum + new DoubleDouble(0.041666666666666664, 2.3129646346357427e-18);
        sum = square * sum + -0.5;
        return square * sum + 1;
    }
}
