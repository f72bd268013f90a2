using System.Runtime.Intrinsics.Arm;

namespace System;

/// <summary>A sum of two doubles that is not carried out: some 106 bits, with the exponents of a double.</summary>
/// <remarks>
/// <para>Invariant: <see cref="High"/> is the double nearest to the sum.</para>
/// <para>Dekker, "A floating-point technique for extending the available precision" (1971). Not for factors
/// beyond 2^996, nor for products whose low half would be subnormal.</para>
/// </remarks>
internal readonly struct DoubleDouble
{
    public double High { get; }
    public double Low { get; }

    public DoubleDouble(double high, double low)
    {
        High = high;
        Low = low;
    }

    public static DoubleDouble Sum(double left, double right)
    {
        double sum = left + right;
        double ofRight = sum - left;
        return new(sum, left - (sum - ofRight) + (right - ofRight));
    }

    public static DoubleDouble Product(double left, double right)
    {
        double product = left * right;
        if (ArmBase.Arm64.IsSupported) return new(product, Math.FusedMultiplyAdd(left, right, -product));
        Split(left, out double leftHigh, out double leftLow);
        Split(right, out double rightHigh, out double rightLow);
        double crossed = leftHigh * rightHigh - product + leftHigh * rightLow + leftLow * rightHigh;
        return new(product, crossed + leftLow * rightLow);
    }

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var high = Sum(left.High, right.High);
        var low = Sum(left.Low, right.Low);
        var carried = Normal(high.High, high.Low + low.High);
        return Normal(carried.High, carried.Low + low.Low);
    }

    public static DoubleDouble operator +(DoubleDouble left, double right)
    {
        var high = Sum(left.High, right);
        return Normal(high.High, high.Low + left.Low);
    }

    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);
    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var product = Product(left.High, right.High);
        return Normal(product.High, product.Low + (left.High * right.Low + left.Low * right.High));
    }

    public static DoubleDouble operator *(DoubleDouble left, double right)
    {
        var product = Product(left.High, right);
        return Normal(product.High, product.Low + left.Low * right);
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        double first = left.High / right.High;
        var rest = left - right * first;
        return Normal(first, rest.High / right.High);
    }

    /// <remarks>One step of Newton's method from the root of the high half.</remarks>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        if (value.High == 0) return value;
        double root = Math.Sqrt(value.High);
        var rest = value - Product(root, root);
        return Normal(root, rest.High / (2 * root));
    }

    /// <summary>Exact, as long as neither half leaves the range of doubles.</summary>
    public DoubleDouble TimesPowerOfTwo(double power) => new(High * power, Low * power);

    public DoubleDouble Square() => this * this;

    /// <param name="low">Not greater than the other.</param>
    private static DoubleDouble Normal(double high, double low)
    {
        double sum = high + low;
        return new(sum, low - (sum - high));
    }

    /// <summary>Into two halves of 26 bits, the products of which are exact.</summary>
    private static void Split(double value, out double high, out double low)
    {
        const double shift = (1 << 27) + 1;
        double shifted = value * shift;
        high = shifted - (shifted - value);
        low = value - high;
    }
}
