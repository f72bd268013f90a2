using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>As <see cref="Math"/>, for single precision.</summary>
/// <remarks>
/// Most of it is worked out in double precision and rounded again: where the first result is exact, that is as good as
/// rounding once.
/// </remarks>
public static class MathF
{
    public const float E = float.E;
    public const float PI = float.Pi;
    public const float Tau = float.Tau;

    private const int MostRoundingDigits = 6;
    private const float WithoutFraction = 1e8f;
    private const uint SignBit = 1u << 31;

    private static ReadOnlySpan<float> RoundingPowersOfTen => [1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f];

    [Intrinsic]
    public static float Abs(float x) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(x) & ~SignBit);

    [Intrinsic]
    public static float Sqrt(float x) => Sqrt(x);

    public static int Sign(float x) => Math.Sign(x);
    public static float CopySign(float x, float y) => (float)Math.CopySign(x, y);
    public static float Min(float x, float y) => Math.Min(x, y);
    public static float Max(float x, float y) => Math.Max(x, y);
    public static float MinMagnitude(float x, float y) => (float)Math.MinMagnitude(x, y);
    public static float MaxMagnitude(float x, float y) => (float)Math.MaxMagnitude(x, y);
    public static float IEEERemainder(float x, float y) => (float)Math.IEEERemainder(x, y);
    public static int ILogB(float x) => Math.ILogB(x);
    public static float ScaleB(float x, int n) => (float)Math.ScaleB(x, n);

    public static float Floor(float x) => (float)Math.Floor(x);
    public static float Ceiling(float x) => (float)Math.Ceiling(x);
    public static float Truncate(float x) => (float)Math.Truncate(x);
    public static float Exp(float x) => (float)Math.Exp(x);
    public static float Log(float x) => (float)Math.Log(x);
    public static float Log2(float x) => (float)Math.Log2(x);
    public static float Log10(float x) => (float)Math.Log10(x);
    public static float Sin(float x) => (float)Math.Sin(x);
    public static float Cos(float x) => (float)Math.Cos(x);
    public static float Tan(float x) => (float)Math.Tan(x);
    public static float Asin(float x) => (float)Math.Asin(x);
    public static float Acos(float x) => (float)Math.Acos(x);
    public static float Atan(float x) => (float)Math.Atan(x);
    public static float Sinh(float x) => (float)Math.Sinh(x);
    public static float Cosh(float x) => (float)Math.Cosh(x);
    public static float Tanh(float x) => (float)Math.Tanh(x);
    public static float Asinh(float x) => (float)Math.Asinh(x);
    public static float Acosh(float x) => (float)Math.Acosh(x);
    public static float Atanh(float x) => (float)Math.Atanh(x);
    public static float Cbrt(float x) => (float)Math.Cbrt(x);

    public static float Pow(float x, float y) => (float)Math.Pow(x, y);
    public static float Atan2(float y, float x) => (float)Math.Atan2(y, x);
    public static float Log(float x, float y) => (float)Math.Log(x, y);
    public static (float Sin, float Cos) SinCos(float x) => (Sin(x), Cos(x));

    public static float Round(float x) => (float)Math.Round(x);
    public static float Round(float x, MidpointRounding mode) => (float)Math.Round(x, mode);
    public static float Round(float x, int digits) => Round(x, digits, MidpointRounding.ToEven);

    /// <summary>By way of a product and a quotient that are rounded themselves, as .NET does it.</summary>
    public static float Round(float x, int digits, MidpointRounding mode)
    {
        if ((uint)digits > MostRoundingDigits) ThrowHelpers.ThrowArgumentOutOfRangeException();
        if (!(Abs(x) < WithoutFraction)) return x;
        float power = RoundingPowersOfTen[digits];
        return Round(x * power, mode) / power;
    }

    [Intrinsic]
    public static float FusedMultiplyAdd(float x, float y, float z)
    {
        if (x == 0 || y == 0 || !float.IsFinite(x) || !float.IsFinite(y)) return x * y + z;
        if (z == 0) return x * y;
        if (!float.IsFinite(z)) return z;
        return BitConverter.UInt32BitsToSingle(
            (uint)ProductAndSum.Round(FloatLayout.OfSingle, BitConverter.SingleToUInt32Bits(x),
                BitConverter.SingleToUInt32Bits(y), BitConverter.SingleToUInt32Bits(z)));
    }

    public static float BitIncrement(float x)
    {
        if (float.IsNegative(x)) return x == 0 ? float.Epsilon : Step(x, -1);
        return float.IsFinite(x) ? Step(x, 1) : x;
    }

    public static float BitDecrement(float x) => -BitIncrement(-x);

    private static float Step(float value, int by)
        => float.IsNaN(value) ? value : BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) + by);
}
