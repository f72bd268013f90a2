using System;

namespace Diesis.Tests.Behaviour;

/// <summary>Values at which floating point tends to go wrong, and any number of arbitrary ones.</summary>
internal static class FloatSamples
{
    public static ReadOnlySpan<double> Doubles =>
    [
        0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 2 * double.Epsilon, -double.Epsilon,
        2.2250738585072009E-308, 2.2250738585072014E-308, double.MaxValue, double.MinValue, 1, -1, 2, 3, 10, 0.1, 0.2, 0.3, 0.1 + 0.2,
        1.0 / 3, 2.0 / 3, 0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5, 0.49999999999999994, 0.50000000000000011, 0.125, 0.375, 0.25, 0.75, 0.35, 9.995, 99.95,
        0.95, 0.96, 0.05, 0.005, -0.006, 0.001, 0.0001, 0.00001, 1e-10, 1e14, 1e15, 1e16, 1e17, 1e21, 1e22, 1e23, 1e100, 1e-100, 123456789012345,
        1234567890123456, 12345678901234567, 9007199254740991, 9007199254740992, 9007199254740993, 4503599627370495.5, 4503599627370496.5,
        4503599627370497.5, 5e-324, 1e-323, 8.41E+21, 2.0919495182368195E+19, 9.5367431640625E-07, 5.764607523034235E+39, 1.152921504606847E+40,
        5.9604644775390625E-08, 4.35, 2147483647, 2147483648, -2147483648, -2147483649.5, 4294967295, 4294967296, 9223372036854775807,
        9223372036854774784, -9223372036854775808, 18446744073709551615, 18446744073709549568, 255.99, -0.99, 65535.5, 1e300, 1e-300,
        1.7976931348623155E+308, 3.4028234663852886E+38, 3.4028235677973366E+38, 1.4012984643248171E-45, 7.0064923216240854E-46, 16777217,
    ];

    /// <summary>Not at random: the same in every run. Any bits, so all of the exponents come as often.</summary>
    public static ulong Next(ref ulong state)
    {
        unchecked
        {
            // Marsaglia's xorshift, and a multiplication for the low bits.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return state * 0x2545_F491_4F6C_DD1D;
        }
    }
}
