namespace System;

public readonly partial struct Boolean : IEquatable<bool>, IComparable<bool>
{
    private readonly bool _value;

    public static readonly string TrueString = "True";
    public static readonly string FalseString = "False";

    public bool Equals(bool other) => _value == other;
    public int CompareTo(bool other) => _value == other ? 0 : _value ? 1 : -1;
    public override bool Equals(object? other) => other is bool value && _value == value;
    public override int GetHashCode() => _value ? 1 : 0;
}
