using System.Numerics;

namespace System;

/// <summary>Multiples of π/2 taken off an angle.</summary>
public static partial class Math
{
    private static DoubleDouble HalfOfPi => new(1.5707963267948966, 6.123233995736766e-17);

    /// <summary>2/π, the bits behind the binary point.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9_836E_4E44_1529, 0xFC27_57D1_F534_DDC0, 0xDB62_9599_3C43_9041, 0xFE51_63AB_DEBB_C561,
        0xB724_6E3A_424D_D2E0, 0x0649_2EEA_09D1_921C, 0xFE1D_EB1C_B129_A73E, 0xE882_35F5_2EBB_4484,
        0xE99C_7026_B45F_7E41, 0x3991_D639_8353_39F4, 0x9C84_5F8B_BDF9_283B, 0x1FF8_97FF_DE05_980F,
        0xEF2F_118B_5A0A_6D1F, 0x6D36_7ECF_27CB_09B7, 0x4F46_3F66_9E5F_EA2D, 0x7527_BAC7_EBE5_F17B,
        0x3D07_39F7_8A52_92EA, 0x6BFB_5FB1_1F8D_5D08, 0x5603_3046_FC7B_6BAB, 0xF0CF_BC20_9AF4_361D,
    ];

    /// <summary>What is left of an angle, at most π/4, after so many quarters of a turn, modulo 4.</summary>
    /// <remarks>
    /// Payne and Hanek, "Radian Reduction for Trigonometric Functions" (1983). No double comes nearer to a multiple of
    /// π/2 than 2^-61 of it, so of 190 bits behind the point enough are left.
    /// </remarks>
    private static DoubleDouble ReduceAngle(double angle, out int quadrant)
    {
        quadrant = 0;
        if (Abs(angle) <= QuarterOfPi) return new(angle, 0);
        FloatParts parts = new(FloatLayout.OfDouble, BitConverter.DoubleToUInt64Bits(angle));
        var (high, middle, low) = QuartersOfTurn(parts.Significand, parts.Exponent);
        unchecked
        {
            quadrant = (int)(high >> 62);
            high = high << 2 | middle >> 62;
            middle = middle << 2 | low >> 62;
            low <<= 2;
            bool isPastHalf = high >> 63 != 0;
            if (isPastHalf)
            {
                // The next quarter is nearer. Complement without the one to be added: it is below what is kept.
                quadrant++;
                (high, middle, low) = (~high, ~middle, ~low);
            }
            var rest = FractionOf(high, middle, low) * HalfOfPi;
            if (parts.IsNegative) quadrant = -quadrant;
            return isPastHalf != parts.IsNegative ? -rest : rest;
        }
    }

    /// <summary>significand × 2^exponent × 2/π modulo 4, as two bits before the point and 190 behind it.</summary>
    private static (ulong High, ulong Middle, ulong Low) QuartersOfTurn(ulong significand, int exponent)
    {
        unchecked
        {
            // Bits that count fours and more are left out; of small angles there are none, and they are shifted instead.
            int skipped = Max(exponent - 2, 0), excess = Max(2 - exponent, 0);
            ulong low = BigMul(significand, TwoOverPiFrom(skipped + 128), out ulong lowest);
            ulong middle = BigMul(significand, TwoOverPiFrom(skipped + 64), out ulong part);
            low += part;
            if (low < part) middle++;
            ulong high = BigMul(significand, TwoOverPiFrom(skipped), out part);
            middle += part;
            if (middle < part) high++;
            return excess == 0
                ? (middle, low, lowest)
                : (high << 64 - excess | middle >> excess, middle << 64 - excess | low >> excess,
                    low << 64 - excess | lowest >> excess);
        }
    }

    private static ulong TwoOverPiFrom(int bit)
    {
        int word = bit >> 6, shift = bit & 63;
        return shift == 0 ? TwoOverPi[word] : TwoOverPi[word] << shift | TwoOverPi[word + 1] >> 64 - shift;
    }

    /// <summary>The bits behind the point as a number; see above why some of the first word are set.</summary>
    private static DoubleDouble FractionOf(ulong high, ulong middle, ulong low)
    {
        unchecked
        {
            const double twoToTheMinus53 = 1.0 / (1ul << 53);
            int zeros = BitOperations.LeadingZeroCount(high);
            if (zeros != 0)
            {
                high = high << zeros | middle >> 64 - zeros;
                middle = middle << zeros | low >> 64 - zeros;
            }
            double first = (long)(high >> 11) * twoToTheMinus53;
            double second = (long)((high << 53 | middle >> 11) >> 11) * twoToTheMinus53 * twoToTheMinus53;
            return DoubleDouble.Sum(first, second).TimesPowerOfTwo(ScaleB(1, -zeros));
        }
    }
}
