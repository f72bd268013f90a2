namespace System;

public readonly partial struct Int64 : IEquatable<long>, IComparable<long>
{
    private readonly long _value;

    public const long MaxValue = 0x7FFF_FFFF_FFFF_FFFF;
    public const long MinValue = -MaxValue - 1;

    public bool Equals(long other) => _value == other;
    public int CompareTo(long other) => _value < other ? -1 : _value > other ? 1 : 0;
    public override bool Equals(object? other) => other is long value && _value == value;
    public override int GetHashCode() => unchecked((int)_value ^ (int)(_value >> 32));
}
