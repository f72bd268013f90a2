using System;

namespace Diesis.Shell.Machine;

/// <summary>Calculations that say whether 64 bits hold their result.</summary>
internal static class Arithmetic
{
    public static bool TryAdd(long left, long right, out long sum)
    {
        sum = unchecked(left + right);
        return ((left ^ sum) & (right ^ sum)) >= 0;
    }

    public static bool TrySubtract(long left, long right, out long difference)
    {
        difference = unchecked(left - right);
        return ((left ^ right) & (left ^ difference)) >= 0;
    }

    public static bool TryMultiply(long left, long right, out long product)
    {
        long high = Math.BigMul(left, right, out product);
        return high == product >> 63;
    }

    /// <summary>A double as an integer, rounded.</summary>
    public static bool TryRound(double value, out long rounded)
    {
        // 2^63 is a double, 2^63 - 1 is none.
        bool fits = value is >= -9223372036854775808.0 and < 9223372036854775808.0;
        rounded = fits ? (long)Math.Round(value) : 0;
        return fits;
    }
}
