using System;

namespace Diesis.Tests.Behaviour;

internal static class MathTests
{
    public static void Run(ref Transcript transcript)
    {
        foreach (ulong left in Samples.Words)
        {
            foreach (ulong right in Samples.Words)
            {
                OfTwo(ref transcript, left, right);
            }
            OfOne(ref transcript, unchecked((long)left));
        }
    }

    private static void OfTwo(ref Transcript transcript, ulong left, ulong right)
    {
        long signedLeft = unchecked((long)left), signedRight = unchecked((long)right);
        int intLeft = unchecked((int)left), intRight = unchecked((int)right);
        ulong high = Math.BigMul(left, right, out ulong low);
        long signedHigh = Math.BigMul(signedLeft, signedRight, out long signedLow);
        transcript.Case("two").Of(left).Of(right)
            .Gives(Math.Min(left, right)).Gives(Math.Max(signedLeft, signedRight))
            .Gives(Math.Min(intLeft, intRight)).Gives((long)Math.Max(unchecked((short)left), unchecked((short)right)))
            .Gives(high).Gives(low).Gives(signedHigh).Gives(signedLow).Gives(Math.BigMul(intLeft, intRight))
            .Gives(left.CompareTo(right)).Gives(intLeft.CompareTo(intRight)).Gives(left.Equals(right));
        if (right == 0 || signedRight == -1 || intRight is 0 or -1) return;
        var (quotient, remainder) = Math.DivRem(left, right);
        transcript.Case("division").Of(left).Of(right)
            .Gives(quotient).Gives(remainder).Gives(signedLeft / signedRight).Gives(signedLeft % signedRight)
            .Gives(Math.DivRem(intLeft, intRight, out int rest)).Gives(rest);
    }

    private static void OfOne(ref Transcript transcript, long value)
    {
        transcript.Case("one").Of(value).Gives(Math.Sign(value)).Gives(Math.Sign(unchecked((int)value)))
            .Gives(Math.Clamp(value, -5, 1000)).Gives((long)Math.Clamp(unchecked((byte)value), (byte)10, (byte)200));
        if (value != long.MinValue) transcript.Gives(Math.Abs(value));
        if (unchecked((sbyte)value) != sbyte.MinValue) transcript.Gives((long)Math.Abs(unchecked((sbyte)value)));
    }
}
