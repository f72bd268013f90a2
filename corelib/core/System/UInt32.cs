namespace System;

public readonly partial struct UInt32 : IEquatable<uint>, IComparable<uint>
{
    private readonly uint _value;

    public const uint MaxValue = 0xFFFF_FFFF;
    public const uint MinValue = 0;

    public bool Equals(uint other) => _value == other;
    public int CompareTo(uint other) => _value < other ? -1 : _value > other ? 1 : 0;
    public override bool Equals(object? other) => other is uint value && _value == value;
    public override int GetHashCode() => unchecked((int)_value);
}
