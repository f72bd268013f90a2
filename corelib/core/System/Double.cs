namespace System;

public readonly partial struct Double
{
    private readonly double _value;

    public const double MaxValue = 1.7976931348623157E+308;
    public const double MinValue = -MaxValue;
    public const double Epsilon = 4.9406564584124654E-324;
    public const double PositiveInfinity = 1.0 / 0.0;
    public const double NegativeInfinity = -1.0 / 0.0;
    public const double NaN = 0.0 / 0.0;

    private const ulong SignBit = 1ul << 63;
    private const ulong InfinityBits = 0x7FFul << 52;

    public static bool IsNaN(double value) => Magnitude(value) > InfinityBits;
    public static bool IsInfinity(double value) => Magnitude(value) == InfinityBits;
    public static bool IsPositiveInfinity(double value) => value == PositiveInfinity;
    public static bool IsNegativeInfinity(double value) => value == NegativeInfinity;
    public static bool IsFinite(double value) => Magnitude(value) < InfinityBits;
    public static bool IsNegative(double value) => (BitConverter.DoubleToUInt64Bits(value) & SignBit) != 0;

    private static ulong Magnitude(double value) => BitConverter.DoubleToUInt64Bits(value) & ~SignBit;
}
