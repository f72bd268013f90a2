using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>What is exact on floating point, or rounded once.</summary>
public static partial class Math
{
    public const double E = double.E;
    public const double PI = double.Pi;
    public const double Tau = double.Tau;

    private const ulong SignBit = 1ul << 63;

    [Intrinsic]
    public static double Abs(double value)
        => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(value) & ~SignBit);

    public static double CopySign(double x, double y)
        => BitConverter.UInt64BitsToDouble(
            BitConverter.DoubleToUInt64Bits(x) & ~SignBit | BitConverter.DoubleToUInt64Bits(y) & SignBit);

    public static int Sign(double value)
    {
        if (double.IsNaN(value)) ThrowHelpers.ThrowArithmeticException();
        return value < 0 ? -1 : value > 0 ? 1 : 0;
    }

    /// <summary>What is not a number wins; of the zeros, the negative one.</summary>
    public static double Min(double val1, double val2)
    {
        if (val1 != val2) return double.IsNaN(val1) || val1 < val2 ? val1 : val2;
        return double.IsNegative(val1) ? val1 : val2;
    }

    /// <summary>What is not a number wins; of the zeros, the positive one.</summary>
    public static double Max(double val1, double val2)
    {
        if (val1 != val2) return double.IsNaN(val1) || val1 > val2 ? val1 : val2;
        return double.IsNegative(val1) ? val2 : val1;
    }

    /// <summary>The one nearer to zero.</summary>
    public static double MinMagnitude(double x, double y)
    {
        double left = Abs(x), right = Abs(y);
        if (left != right) return double.IsNaN(left) || left < right ? x : y;
        return double.IsNegative(x) ? x : y;
    }

    /// <summary>The one farther from zero.</summary>
    public static double MaxMagnitude(double x, double y)
    {
        double left = Abs(x), right = Abs(y);
        if (left != right) return double.IsNaN(left) || left > right ? x : y;
        return double.IsNegative(x) ? y : x;
    }

    public static double Clamp(double value, double min, double max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [Intrinsic]
    public static double Sqrt(double d) => Sqrt(d);

    public static double BitIncrement(double x)
    {
        if (double.IsNegative(x)) return x == 0 ? double.Epsilon : Step(x, -1);
        return double.IsFinite(x) ? Step(x, 1) : x;
    }

    public static double BitDecrement(double x) => -BitIncrement(-x);

    // The same for single precision.

    [Intrinsic]
    public static float Abs(float value) => MathF.Abs(value);

    public static int Sign(float value) => Sign((double)value);
    public static float Min(float val1, float val2) => (float)Min((double)val1, val2);
    public static float Max(float val1, float val2) => (float)Max((double)val1, val2);
    public static float Clamp(float value, float min, float max) => (float)Clamp((double)value, min, max);

    private static double Step(double value, long by)
        => double.IsNaN(value) ? value : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + by);
}
