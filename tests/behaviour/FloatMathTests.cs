using System;
using System.Buffers.Binary;

namespace Diesis.Tests.Behaviour;

/// <summary>Arithmetic on floating point: what is exact exactly, the transcendental functions nearly.</summary>
internal static class FloatMathTests
{
    private const int ArbitraryValues = 400;
    private const ulong Seed = 0xD1E5_15D1_E515_D1E5;

    public static void Run(ref Transcript transcript)
    {
        foreach (double value in FloatSamples.Doubles)
        {
            Members(ref transcript, value);
            Rounded(ref transcript, value);
            Converted(ref transcript, value);
            Transcendental(ref transcript, value);
        }
        ReadOnlySpan<double> few =
        [
            0, -0.0, 1, -1, 2, 3, -3, 0.5, -2.5, 5e-324, -5e-324, 1e308, -1e308, 1e-300, 9007199254740993, double.NaN,
            double.PositiveInfinity, double.NegativeInfinity,
        ];
        foreach (double left in few)
            foreach (double right in few)
            {
                OfTwo(ref transcript, left, right);
                OfThree(ref transcript, left, right, left * 0.75);
                OfThree(ref transcript, left, right, -(left * right));
                OfThree(ref transcript, left, 0.1, right);
            }
        Arbitrary(ref transcript);
        Integers(ref transcript);
        Scales(ref transcript);
    }

    private static void Arbitrary(ref Transcript transcript)
    {
        ulong state = Seed;
        for (int i = 0; i < ArbitraryValues; i++)
        {
            double any = BitConverter.UInt64BitsToDouble(FloatSamples.Next(ref state));
            double other = BitConverter.UInt64BitsToDouble(FloatSamples.Next(ref state));
            // Of the size of things: up to 1, 16 or 1024.
            double usual = (long)(FloatSamples.Next(ref state) >> 1) * (2.0 / (1ul << 63)) - 1;
            usual *= i % 3 == 0 ? 1 : i % 3 == 1 ? 16 : 1024;
            double second = (long)(FloatSamples.Next(ref state) >> 11) * (64.0 / (1ul << 53)) - 32;
            Members(ref transcript, any);
            Rounded(ref transcript, usual);
            Converted(ref transcript, usual * 5000000);
            Transcendental(ref transcript, any);
            Transcendental(ref transcript, usual);
            OfTwo(ref transcript, any, other);
            OfTwo(ref transcript, usual, second);
            OfThree(ref transcript, usual, second, -(usual * second));
            OfThree(ref transcript, any, 1 / other, second);
            OfThree(ref transcript, any, 1 / any, -1);
        }
    }

    private static void Members(ref Transcript transcript, double value)
    {
        float single = (float)value;
        transcript.Case("kind").Of(value)
            .Gives(double.IsNaN(value)).Gives(double.IsInfinity(value)).Gives(double.IsFinite(value)).Gives(double.IsNegative(value))
            .Gives(double.IsNormal(value)).Gives(double.IsSubnormal(value)).Gives(double.IsInteger(value)).Gives(double.IsOddInteger(value))
            .Gives(double.IsEvenInteger(value)).Gives(float.IsNormal(single)).Gives(float.IsSubnormal(single)).Gives(float.IsInteger(single))
            .Gives(float.IsFinite(single)).Gives(value.GetHashCode()).Gives(single.GetHashCode())
            .Gives(value.Equals(value)).Gives(single.Equals(single)).Gives(value.CompareTo(0.5)).Gives(single.CompareTo(float.NaN));
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        transcript.Case("bits").Of(value).Gives((double)single).Gives((ulong)bytes[0]).Gives(BinaryPrimitives.ReadDoubleBigEndian(bytes))
            .Gives(BitConverter.TryWriteBytes(bytes, single)).Gives(BitConverter.ToSingle(bytes)).Gives(BitConverter.TryWriteBytes(bytes[1..], value))
            .Gives(Math.BitIncrement(value)).Gives(Math.BitDecrement(value)).Gives(MathF.BitIncrement(single)).Gives(MathF.BitDecrement(single))
            .Gives(Math.ILogB(value)).Gives(MathF.ILogB(single)).Gives(Math.Abs(value)).Gives(MathF.Abs(single));
    }

    private static void Rounded(ref Transcript transcript, double value)
    {
        float single = (float)value;
        transcript.Case("rounded").Of(value)
            .Gives(Math.Floor(value)).Gives(Math.Ceiling(value)).Gives(Math.Truncate(value)).Gives(Math.Round(value))
            .Gives(MathF.Floor(single)).Gives(MathF.Ceiling(single)).Gives(MathF.Truncate(single)).Gives(MathF.Round(single))
            .Gives(Math.Sqrt(value)).Gives(MathF.Sqrt(single));
        for (var mode = MidpointRounding.ToEven; mode <= MidpointRounding.ToPositiveInfinity; mode++)
            transcript.Case("rounded").Of(value).Of((long)mode).Gives(Math.Round(value, mode)).Gives(MathF.Round(single, mode))
                .Gives(Math.Round(value, 1, mode)).Gives(Math.Round(value, 5, mode)).Gives(MathF.Round(single, 2, mode));
    }

    private static void Converted(ref Transcript transcript, double value)
    {
        float single = (float)value;
        unchecked
        {
            transcript.Case("converted").Of(value)
                .Gives((int)value).Gives((long)(uint)value).Gives((long)value).Gives((ulong)value)
                .Gives((long)(short)value).Gives((long)(ushort)value).Gives((long)(sbyte)value).Gives((long)(byte)value)
                .Gives((int)single).Gives((long)(uint)single).Gives((long)single).Gives((ulong)single);
        }
    }

    private static void Integers(ref Transcript transcript)
    {
        foreach (ulong word in Samples.Words)
            unchecked
            {
                transcript.Case("of integers").Of(word).Gives((double)word).Gives((double)(long)word).Gives((double)(uint)word).Gives((double)(int)word)
                    .Gives((float)word).Gives((float)(long)word).Gives((float)(uint)word).Gives((float)(int)word);
            }
    }

    private static void Transcendental(ref Transcript transcript, double value)
    {
        transcript.Case("exponential").Of(value).GivesAbout(Math.Exp(value)).GivesAbout(Math.Log(value)).GivesAbout(Math.Log2(value))
            .GivesAbout(Math.Log10(value)).GivesAbout(Math.Sinh(value)).GivesAbout(Math.Cosh(value)).GivesAbout(Math.Tanh(value))
            .GivesAbout(Math.Asinh(value)).GivesAbout(Math.Acosh(value)).GivesAbout(Math.Atanh(value)).GivesAbout(Math.Cbrt(value));
        transcript.Case("angle").Of(value).GivesAbout(Math.Sin(value)).GivesAbout(Math.Cos(value)).GivesAbout(Math.Tan(value))
            .GivesAbout(Math.Asin(value)).GivesAbout(Math.Acos(value)).GivesAbout(Math.Atan(value))
            .GivesAbout(Math.Asin(1 / value)).GivesAbout(Math.Acos(1 / value));
        float single = (float)value;
        transcript.Case("single").Of(single).GivesAbout(MathF.Exp(single)).GivesAbout(MathF.Log(single)).GivesAbout(MathF.Log2(single))
            .GivesAbout(MathF.Log10(single)).GivesAbout(MathF.Sin(single)).GivesAbout(MathF.Cos(single)).GivesAbout(MathF.Tan(single))
            .GivesAbout(MathF.Atan(single)).GivesAbout(MathF.Tanh(single)).GivesAbout(MathF.Cbrt(single)).GivesAbout(MathF.Pow(single, 1.5f));
    }

    private static void OfTwo(ref Transcript transcript, double left, double right)
    {
        float singleLeft = (float)left, singleRight = (float)right;
        transcript.Case("two").Of(left).Of(right)
            .Gives(Math.Min(left, right)).Gives(Math.Max(left, right)).Gives(MathF.Min(singleLeft, singleRight)).Gives(MathF.Max(singleLeft, singleRight))
            .Gives(Math.MinMagnitude(left, right)).Gives(Math.MaxMagnitude(left, right)).Gives(Math.CopySign(left, right))
            .Gives(MathF.CopySign(singleLeft, singleRight)).Gives(left.CompareTo(right)).Gives(left.Equals(right)).Gives(singleLeft.CompareTo(singleRight))
            .Gives(left % right).Gives(singleLeft % singleRight).Gives(Math.IEEERemainder(left, right)).Gives(MathF.IEEERemainder(singleLeft, singleRight))
            .Gives(left < right).Gives(left >= right).Gives(left == right);
        transcript.Case("power").Of(left).Of(right)
            .GivesAbout(Math.Pow(left, right)).GivesAbout(Math.Atan2(left, right)).GivesAbout(MathF.Pow(singleLeft, singleRight))
            .GivesAbout(MathF.Atan2(singleLeft, singleRight));
        if (!double.IsNaN(left) && !double.IsNaN(right))
            transcript.Case("within").Of(left).Of(right).Gives(Math.Sign(left)).Gives(Math.Clamp(0.5, Math.Min(left, right), Math.Max(left, right)));
    }

    private static void OfThree(ref Transcript transcript, double x, double y, double z)
    {
        transcript.Case("fused").Of(x).Of(y).Of(z).Gives(Math.FusedMultiplyAdd(x, y, z))
            .Gives(MathF.FusedMultiplyAdd((float)x, (float)y, (float)z)).Gives(x * y + z);
    }

    private static void Scales(ref Transcript transcript)
    {
        ReadOnlySpan<int> exponents = [0, 1, -1, 52, -52, 1023, -1074, 2100, -2100, int.MaxValue, int.MinValue];
        ReadOnlySpan<double> values = [1, -1, 0.1, 5e-324, 3e-310, 1.7976931348623157E+308, double.NaN, double.NegativeInfinity, -0.0];
        foreach (double value in values)
            foreach (int exponent in exponents)
                transcript.Case("scaled").Of(value).Of(exponent).Gives(Math.ScaleB(value, exponent)).Gives(MathF.ScaleB((float)value, exponent));
    }
}
