using System.Buffers;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System.Text;

/// <summary>A Unicode scalar value: a code point that is no half of a surrogate pair.</summary>
public readonly partial struct Rune : IEquatable<Rune>, IComparable<Rune>, ISpanFormattable, IUtf8SpanFormattable
{
    private const uint MostAscii = 0x7F;
    private const uint MostBasic = 0xFFFF;
    private const uint Most = 0x10_FFFF;

    private readonly uint _value;

    public Rune(char value) : this((uint)value) { }
    public Rune(int value) : this(unchecked((uint)value)) { }

    public Rune(uint value)
    {
        if (!IsValid(value)) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _value = value;
    }

    public Rune(char highSurrogate, char lowSurrogate)
    {
        if (!char.IsHighSurrogate(highSurrogate) || !char.IsLowSurrogate(lowSurrogate))
            ThrowHelpers.ThrowArgumentOutOfRangeException();
        _value = Join(highSurrogate, lowSurrogate);
    }

    /// <summary>Made of what is known to be a scalar value.</summary>
    private Rune(uint value, bool _) => _value = value;

    internal static Rune Unchecked(uint value) => new(value, true);

    /// <summary>U+FFFD, which stands for what cannot be read.</summary>
    public static Rune ReplacementChar => Unchecked(0xFFFD);

    public int Value => (int)_value;
    public bool IsAscii => _value <= MostAscii;
    public bool IsBmp => _value <= MostBasic;
    public int Plane => (int)(_value >> 16);
    public int Utf16SequenceLength => IsBmp ? 1 : 2;
    public int Utf8SequenceLength => _value <= MostAscii ? 1 : _value < 0x800 ? 2 : IsBmp ? 3 : 4;

    public static bool IsValid(int value) => IsValid(unchecked((uint)value));
    public static bool IsValid(uint value) => value <= Most && value >> 11 != 0xD800 >> 11;

    public static bool TryCreate(char value, out Rune result) => TryCreate((uint)value, out result);
    public static bool TryCreate(int value, out Rune result) => TryCreate(unchecked((uint)value), out result);

    public static bool TryCreate(uint value, out Rune result)
    {
        bool isValid = IsValid(value);
        result = isValid ? Unchecked(value) : default;
        return isValid;
    }

    public static bool TryCreate(char highSurrogate, char lowSurrogate, out Rune result)
    {
        bool isPair = char.IsHighSurrogate(highSurrogate) && char.IsLowSurrogate(lowSurrogate);
        result = isPair ? Unchecked(Join(highSurrogate, lowSurrogate)) : default;
        return isPair;
    }

    public static bool IsWhiteSpace(Rune value) => value.IsBmp && char.IsWhiteSpace((char)value._value);

    public bool Equals(Rune other) => _value == other._value;
    public int CompareTo(Rune other) => Value - other.Value;
    public override bool Equals(object? other) => other is Rune value && Equals(value);
    public override int GetHashCode() => Value;

    public static bool operator ==(Rune left, Rune right) => left._value == right._value;
    public static bool operator !=(Rune left, Rune right) => left._value != right._value;
    public static bool operator <(Rune left, Rune right) => left._value < right._value;
    public static bool operator >(Rune left, Rune right) => left._value > right._value;
    public static bool operator <=(Rune left, Rune right) => left._value <= right._value;
    public static bool operator >=(Rune left, Rune right) => left._value >= right._value;

    public static explicit operator Rune(char value) => new(value);
    public static explicit operator Rune(uint value) => new(value);
    public static explicit operator Rune(int value) => new(value);

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => TryEncodeToUtf16(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => TryEncodeToUtf8(utf8Destination, out bytesWritten);

    private static uint Join(char high, char low) => 0x1_0000u + ((high & 0x3FFu) << 10 | low & 0x3FFu);
}
