namespace System;

public readonly partial struct UInt64 : IEquatable<ulong>, IComparable<ulong>
{
    private readonly ulong _value;

    public const ulong MaxValue = 0xFFFF_FFFF_FFFF_FFFF;
    public const ulong MinValue = 0;

    public bool Equals(ulong other) => _value == other;
    public int CompareTo(ulong other) => _value < other ? -1 : _value > other ? 1 : 0;
    public override bool Equals(object? other) => other is ulong value && _value == value;
    public override int GetHashCode() => unchecked((int)_value ^ (int)(_value >> 32));
}
