namespace System;

public readonly partial struct Int16 : IEquatable<short>, IComparable<short>
{
    private readonly short _value;

    public const short MaxValue = 0x7FFF;
    public const short MinValue = -MaxValue - 1;

    public bool Equals(short other) => _value == other;
    public int CompareTo(short other) => _value - other;
    public override bool Equals(object? other) => other is short value && _value == value;
    public override int GetHashCode() => _value;
}
