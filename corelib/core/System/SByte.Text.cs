using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

public readonly partial struct SByte
    : ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<sbyte>, IUtf8SpanParsable<sbyte>
{
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormat(_value, unchecked((byte)_value), format, destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormat(_value, unchecked((byte)_value), format, utf8Destination, out bytesWritten);

    public static sbyte Parse(
        ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        Number.RequireParsed(Number.ParseSigned(s, style, MaxValue, out long value));
        return unchecked((sbyte)value);
    }

    public static sbyte Parse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        Number.RequireParsed(Number.ParseSigned(utf8Text, style, MaxValue, out long value));
        return unchecked((sbyte)value);
    }

    public static sbyte Parse(string s) => Parse(s.AsSpan());
    public static sbyte Parse(string s, NumberStyles style) => Parse(s.AsSpan(), style);
    public static sbyte Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());
    public static sbyte Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);
    public static sbyte Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    public static bool TryParse(
        ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out sbyte result)
    {
        bool isParsed = Number.ParseSigned(s, style, MaxValue, out long value) == Number.ParsingResult.Parsed;
        result = unchecked((sbyte)value);
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out sbyte result)
    {
        bool isParsed = Number.ParseSigned(utf8Text, style, MaxValue, out long value) == Number.ParsingResult.Parsed;
        result = unchecked((sbyte)value);
        return isParsed;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out sbyte result)
        => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out sbyte result)
        => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse(
        [NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out sbyte result)
        => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out sbyte result)
        => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out sbyte result)
        => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out sbyte result)
        => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out sbyte result)
        => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
