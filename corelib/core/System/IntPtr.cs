namespace System;

public readonly partial struct IntPtr : IEquatable<nint>, IComparable<nint>
{
    private readonly nint _value;

    public static readonly nint Zero = 0;

    public static unsafe int Size => sizeof(nint);
    public static nint MaxValue => unchecked((nint)long.MaxValue);
    public static nint MinValue => unchecked((nint)long.MinValue);

    public bool Equals(nint other) => _value == other;
    public int CompareTo(nint other) => _value < other ? -1 : _value > other ? 1 : 0;
    public override bool Equals(object? other) => other is nint value && _value == value;
    public override int GetHashCode() => ((long)_value).GetHashCode();
}
