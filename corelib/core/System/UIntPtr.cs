namespace System;

public readonly partial struct UIntPtr : IEquatable<nuint>, IComparable<nuint>
{
    private readonly nuint _value;

    public static readonly nuint Zero = 0;

    public static unsafe int Size => sizeof(nuint);
    public static nuint MaxValue => unchecked((nuint)ulong.MaxValue);
    public static nuint MinValue => unchecked((nuint)ulong.MinValue);

    public bool Equals(nuint other) => _value == other;
    public int CompareTo(nuint other) => _value < other ? -1 : _value > other ? 1 : 0;
    public override bool Equals(object? other) => other is nuint value && _value == value;
    public override int GetHashCode() => ((ulong)_value).GetHashCode();
}
