namespace System;

/// <summary>IEEE 754 binary64.</summary>
public readonly partial struct Double : IEquatable<double>, IComparable<double>
{
    private readonly double _value;

    public const double MaxValue = 1.7976931348623157E+308;
    public const double MinValue = -MaxValue;
    public const double Epsilon = 4.9406564584124654E-324;
    public const double PositiveInfinity = 1.0 / 0.0;
    public const double NegativeInfinity = -1.0 / 0.0;
    public const double NaN = 0.0 / 0.0;
    public const double NegativeZero = -0.0;
    public const double E = 2.7182818284590452;
    public const double Pi = 3.1415926535897932;
    public const double Tau = 6.2831853071795865;

    private const ulong SignBit = 1ul << 63;
    private const ulong Infinity = 0x7FFul << 52;
    private const ulong LeastNormal = 1ul << 52;

    public static bool IsNaN(double value) => Magnitude(value) > Infinity;
    public static bool IsInfinity(double value) => Magnitude(value) == Infinity;
    public static bool IsPositiveInfinity(double value) => value == PositiveInfinity;
    public static bool IsNegativeInfinity(double value) => value == NegativeInfinity;
    public static bool IsFinite(double value) => Magnitude(value) < Infinity;
    public static bool IsNegative(double value) => (BitConverter.DoubleToUInt64Bits(value) & SignBit) != 0;
    public static bool IsPositive(double value) => !IsNegative(value);
    public static bool IsRealNumber(double value) => !IsNaN(value);
    public static bool IsNormal(double value) => Magnitude(value) is >= LeastNormal and < Infinity;
    public static bool IsSubnormal(double value) => Magnitude(value) is > 0 and < LeastNormal;
    public static bool IsInteger(double value) => IsFinite(value) && Math.Truncate(value) == value;
    public static bool IsEvenInteger(double value) => IsInteger(value) && IsInteger(value / 2);
    public static bool IsOddInteger(double value) => IsInteger(value) && !IsInteger(value / 2);

    /// <summary>Unlike the operator, holds for two that are not numbers.</summary>
    public bool Equals(double other) => _value == other || IsNaN(_value) && IsNaN(other);

    /// <summary>What is not a number comes first.</summary>
    public int CompareTo(double other)
    {
        if (_value < other) return -1;
        if (_value > other) return 1;
        if (_value == other) return 0;
        return (IsNaN(other) ? 1 : 0) - (IsNaN(_value) ? 1 : 0);
    }

    public override bool Equals(object? other) => other is double value && Equals(value);

    /// <summary>Both zeros are equal, and all that is not a number is.</summary>
    public override int GetHashCode()
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(_value);
        if (_value == 0 || IsNaN(_value)) bits &= Infinity;
        return unchecked((int)bits ^ (int)(bits >> 32));
    }

    private static ulong Magnitude(double value) => BitConverter.DoubleToUInt64Bits(value) & ~SignBit;
}
