using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>
/// What a checked conversion from floating point is compiled to. The bounds are the neighbours of each type's range,
/// which are exact, and NaN is in no range.
/// </summary>
public static partial class Math
{
    private const double TwoToThe31 = 2147483648.0;
    private const double TwoToThe63 = 9223372036854775808.0;

    private static int ConvertToInt32Checked(double value)
    {
        if (!(value > -TwoToThe31 - 1 && value < TwoToThe31)) ThrowHelpers.ThrowOverflowException();
        return unchecked((int)value);
    }

    private static uint ConvertToUInt32Checked(double value)
    {
        if (!(value > -1 && value < 2 * TwoToThe31)) ThrowHelpers.ThrowOverflowException();
        return unchecked((uint)value);
    }

    private static long ConvertToInt64Checked(double value)
    {
        if (!(value >= -TwoToThe63 && value < TwoToThe63)) ThrowHelpers.ThrowOverflowException();
        return unchecked((long)value);
    }

    private static ulong ConvertToUInt64Checked(double value)
    {
        if (!(value > -1 && value < 2 * TwoToThe63)) ThrowHelpers.ThrowOverflowException();
        return unchecked((ulong)value);
    }
}
