namespace System;

public readonly partial struct Int32 : IEquatable<int>, IComparable<int>
{
    private readonly int _value;

    public const int MaxValue = 0x7FFF_FFFF;
    public const int MinValue = -MaxValue - 1;

    public bool Equals(int other) => _value == other;
    public int CompareTo(int other) => _value < other ? -1 : _value > other ? 1 : 0;
    public override bool Equals(object? other) => other is int value && _value == value;
    public override int GetHashCode() => _value;
}
