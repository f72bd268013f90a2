namespace System;

/// <summary>Powers of e.</summary>
/// <remarks>
/// This and the other transcendental functions are worked out in twice the precision and rounded at the end: they are
/// within 0.51 units in the last place, subnormal results within 1.
/// </remarks>
public static partial class Math
{
    /// <summary>Below, powers of e round to 0; from the other on they round to infinity.</summary>
    private const double LeastExponent = -745.2;
    private const double MostExponent = 709.8;

    /// <summary>Below, a function that touches the line y = x in 0 rounds to x.</summary>
    private const double Tiny = 1.0 / (1 << 28);

    // The natural logarithm of 2, its first 41 bits apart: multiples of these are exact.
    private const double Log2High = 0.693147180559663;
    private static DoubleDouble Log2Low => new(2.8235290563031577e-13, 1.94704509238075e-31);
    private static DoubleDouble Log2OfE => new(1.4426950408889634, 2.0355273740931033e-17);
    private static DoubleDouble Sixth => new(0.16666666666666666, 9.25185853854297e-18);

    public static double Exp(double d)
    {
        if (double.IsNaN(d)) return d;
        return Exponential(new(d, 0));
    }

    public static double Sinh(double value)
    {
        double magnitude = Abs(value);
        if (!(magnitude >= Tiny) || double.IsInfinity(value)) return value;
        if (magnitude >= LargeOfHyperbolic) return CopySign(HalfOfExponential(magnitude), value);
        DoubleDouble exponential = ExponentialMinusOne(magnitude);
        // (e^x - e^-x) / 2, in a form that does not cancel near 0.
        var twice = exponential + exponential / (exponential + 1);
        return CopySign(twice.High * 0.5, value);
    }

    public static double Cosh(double value)
    {
        double magnitude = Abs(value);
        if (double.IsNaN(value) || double.IsInfinity(value)) return magnitude;
        if (magnitude >= LargeOfHyperbolic) return HalfOfExponential(magnitude);
        var exponential = ExponentialMinusOne(magnitude) + 1;
        return (exponential + new DoubleDouble(1, 0) / exponential).High * 0.5;
    }

    public static double Tanh(double value)
    {
        double magnitude = Abs(value);
        if (!(magnitude >= Tiny)) return value;
        if (magnitude >= LargeOfHyperbolic) return CopySign(1, value);
        var exponential = ExponentialMinusOne(2 * magnitude);
        return CopySign((exponential / (exponential + 2)).High, value);
    }

    /// <summary>From here on e^-x is nothing beside e^x.</summary>
    private const double LargeOfHyperbolic = 40;

    /// <summary>The exponential itself may be too great where its half is not.</summary>
    private static double HalfOfExponential(double value)
        => value > MostExponent + 1 ? double.PositiveInfinity : Exponential(new(value, 0), -1);

    /// <summary>e^x × 2^scale, rounded.</summary>
    private static double Exponential(DoubleDouble x, int scale = 0)
    {
        if (x.High < LeastExponent) return 0;
        if (x.High > MostExponent + 1) return double.PositiveInfinity;
        var rest = Reduce(x, out int power);
        var result = ExponentialMinusOneNearZero(rest) + 1;
        return ScaleB(result.High, power + scale);
    }

    /// <param name="x">From 0 to 80.</param>
    private static DoubleDouble ExponentialMinusOne(double x)
    {
        var rest = Reduce(new(x, 0), out int power);
        var near = ExponentialMinusOneNearZero(rest);
        if (power == 0) return near;
        double scale = ScaleB(1, power);
        return near.TimesPowerOfTwo(scale) + new DoubleDouble(scale, 0) + -1;
    }

    /// <summary>x - power × log 2, of at most half of log 2.</summary>
    private static DoubleDouble Reduce(DoubleDouble x, out int power)
    {
        double multiple = Round(x.High * Log2OfE.High);
        power = (int)multiple;
        if (power == 0) return x;
        return DoubleDouble.Sum(x.High - multiple * Log2High, x.Low) - Log2Low * multiple;
    }

    /// <param name="x">Of at most 0.36.</param>
    private static DoubleDouble ExponentialMinusOneNearZero(DoubleDouble x)
    {
        // For y = x / 32 the series of e^y - 1 converges fast; e^2y - 1 = (e^y - 1)² + 2 (e^y - 1), five times.
        const int doublings = 5;
        var y = x.TimesPowerOfTwo(1.0 / (1 << doublings));
        double h = y.High;
        double tail = 1.0 / 24 + h * (1.0 / 120 + h * (1.0 / 720 + h * (1.0 / 5040 + h * (1.0 / 40320 + h / 362880))));
        var square = y.Square();
        var result = y + square.TimesPowerOfTwo(0.5) + (square * y * Sixth + h * h * h * h * tail);
        for (int i = 0; i < doublings; i++) result = result.TimesPowerOfTwo(2) + result.Square();
        return result;
    }
}
