namespace System;

public readonly partial struct SByte : IEquatable<sbyte>, IComparable<sbyte>
{
    private readonly sbyte _value;

    public const sbyte MaxValue = 0x7F;
    public const sbyte MinValue = -MaxValue - 1;

    public bool Equals(sbyte other) => _value == other;
    public int CompareTo(sbyte other) => _value - other;
    public override bool Equals(object? other) => other is sbyte value && _value == value;
    public override int GetHashCode() => _value;
}
