using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>A position counted from the start, or from the end (stored as its complement).</summary>
public readonly struct Index : IEquatable<Index>
{
    private readonly int _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Index(int value, bool fromEnd = false)
    {
        if (value < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _value = fromEnd ? ~value : value;
    }

    private Index(int value) => _value = value;

    public static Index Start => new(0);
    public static Index End => new(~0);
    public static Index FromStart(int value) => new(value, fromEnd: false);
    public static Index FromEnd(int value) => new(value, fromEnd: true);

    public int Value => _value < 0 ? ~_value : _value;
    public bool IsFromEnd => _value < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOffset(int length) => _value < 0 ? length - ~_value : _value;

    public bool Equals(Index other) => _value == other._value;
    public override bool Equals(object? other) => other is Index value && Equals(value);
    public override int GetHashCode() => _value;

    public static implicit operator Index(int value) => FromStart(value);
}
