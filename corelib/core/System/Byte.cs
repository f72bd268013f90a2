namespace System;

public readonly partial struct Byte : IEquatable<byte>, IComparable<byte>
{
    private readonly byte _value;

    public const byte MaxValue = 0xFF;
    public const byte MinValue = 0;

    public bool Equals(byte other) => _value == other;
    public int CompareTo(byte other) => _value - other;
    public override bool Equals(object? other) => other is byte value && _value == value;
    public override int GetHashCode() => _value;
}
