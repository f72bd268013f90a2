namespace System;

public readonly partial struct UInt16 : IEquatable<ushort>, IComparable<ushort>
{
    private readonly ushort _value;

    public const ushort MaxValue = 0xFFFF;
    public const ushort MinValue = 0;

    public bool Equals(ushort other) => _value == other;
    public int CompareTo(ushort other) => _value - other;
    public override bool Equals(object? other) => other is ushort value && _value == value;
    public override int GetHashCode() => _value;
}
