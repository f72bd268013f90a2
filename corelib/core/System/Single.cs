namespace System;

/// <summary>IEEE 754 binary32.</summary>
public readonly partial struct Single : IEquatable<float>, IComparable<float>
{
    private readonly float _value;

    public const float MaxValue = 3.40282346638528859E+38f;
    public const float MinValue = -MaxValue;
    public const float Epsilon = 1.4E-45f;
    public const float PositiveInfinity = 1f / 0f;
    public const float NegativeInfinity = -1f / 0f;
    public const float NaN = 0f / 0f;
    public const float NegativeZero = -0f;
    public const float E = 2.71828183f;
    public const float Pi = 3.14159265f;
    public const float Tau = 6.28318531f;

    private const uint SignBit = 1u << 31;
    private const uint Infinity = 0xFFu << 23;
    private const uint LeastNormal = 1u << 23;

    public static bool IsNaN(float value) => Magnitude(value) > Infinity;
    public static bool IsInfinity(float value) => Magnitude(value) == Infinity;
    public static bool IsPositiveInfinity(float value) => value == PositiveInfinity;
    public static bool IsNegativeInfinity(float value) => value == NegativeInfinity;
    public static bool IsFinite(float value) => Magnitude(value) < Infinity;
    public static bool IsNegative(float value) => (BitConverter.SingleToUInt32Bits(value) & SignBit) != 0;
    public static bool IsPositive(float value) => !IsNegative(value);
    public static bool IsRealNumber(float value) => !IsNaN(value);
    public static bool IsNormal(float value) => Magnitude(value) is >= LeastNormal and < Infinity;
    public static bool IsSubnormal(float value) => Magnitude(value) is > 0 and < LeastNormal;
    public static bool IsInteger(float value) => IsFinite(value) && MathF.Truncate(value) == value;
    public static bool IsEvenInteger(float value) => IsInteger(value) && IsInteger(value / 2);
    public static bool IsOddInteger(float value) => IsInteger(value) && !IsInteger(value / 2);

    /// <summary>Unlike the operator, holds for two that are not numbers.</summary>
    public bool Equals(float other) => _value == other || IsNaN(_value) && IsNaN(other);

    /// <summary>What is not a number comes first.</summary>
    public int CompareTo(float other)
    {
        if (_value < other) return -1;
        if (_value > other) return 1;
        if (_value == other) return 0;
        return (IsNaN(other) ? 1 : 0) - (IsNaN(_value) ? 1 : 0);
    }

    public override bool Equals(object? other) => other is float value && Equals(value);

    /// <summary>Both zeros are equal, and all that is not a number is.</summary>
    public override int GetHashCode()
    {
        uint bits = BitConverter.SingleToUInt32Bits(_value);
        if (_value == 0 || IsNaN(_value)) bits &= Infinity;
        return unchecked((int)bits);
    }

    private static uint Magnitude(float value) => BitConverter.SingleToUInt32Bits(value) & ~SignBit;
}
