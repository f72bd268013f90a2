namespace System;

/// <summary>A unit of UTF-16.</summary>
public readonly partial struct Char : IEquatable<char>, IComparable<char>
{
    private readonly char _value;

    public const char MaxValue = '\uFFFF';
    public const char MinValue = '\0';

    public bool Equals(char other) => _value == other;
    public int CompareTo(char other) => _value - other;
    public override bool Equals(object? other) => other is char value && _value == value;
    public override int GetHashCode() => _value | _value << 16;

    public static bool IsAscii(char value) => value < 0x80;
    public static bool IsAsciiDigit(char value) => IsBetween(value, '0', '9');
    public static bool IsAsciiLetterLower(char value) => IsBetween(value, 'a', 'z');
    public static bool IsAsciiLetterUpper(char value) => IsBetween(value, 'A', 'Z');
    public static bool IsAsciiLetter(char value) => IsBetween((char)(value | 0x20), 'a', 'z');
    public static bool IsAsciiLetterOrDigit(char value) => IsAsciiLetter(value) || IsAsciiDigit(value);
    public static bool IsAsciiHexDigitLower(char value) => IsAsciiDigit(value) || IsBetween(value, 'a', 'f');
    public static bool IsAsciiHexDigitUpper(char value) => IsAsciiDigit(value) || IsBetween(value, 'A', 'F');
    public static bool IsAsciiHexDigit(char value) => IsAsciiDigit(value) || IsBetween((char)(value | 0x20), 'a', 'f');

    public static bool IsBetween(char value, char first, char last)
        => unchecked((uint)(value - first) <= (uint)(last - first));

    public static bool IsSurrogate(char value) => IsBetween(value, '\uD800', '\uDFFF');
    public static bool IsHighSurrogate(char value) => IsBetween(value, '\uD800', '\uDBFF');
    public static bool IsLowSurrogate(char value) => IsBetween(value, '\uDC00', '\uDFFF');
}
