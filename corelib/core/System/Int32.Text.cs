using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

public readonly partial struct Int32
    : ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<int>, IUtf8SpanParsable<int>
{
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormat(_value, unchecked((uint)_value), format, destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormat(_value, unchecked((uint)_value), format, utf8Destination, out bytesWritten);

    public static int Parse(
        ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        Number.RequireParsed(Number.ParseSigned(s, style, MaxValue, out long value));
        return unchecked((int)value);
    }

    public static int Parse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        Number.RequireParsed(Number.ParseSigned(utf8Text, style, MaxValue, out long value));
        return unchecked((int)value);
    }

    public static int Parse(string s) => Parse(s.AsSpan());
    public static int Parse(string s, NumberStyles style) => Parse(s.AsSpan(), style);
    public static int Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());
    public static int Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);
    public static int Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    public static bool TryParse(
        ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out int result)
    {
        bool isParsed = Number.ParseSigned(s, style, MaxValue, out long value) == Number.ParsingResult.Parsed;
        result = unchecked((int)value);
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out int result)
    {
        bool isParsed = Number.ParseSigned(utf8Text, style, MaxValue, out long value) == Number.ParsingResult.Parsed;
        result = unchecked((int)value);
        return isParsed;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out int result)
        => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out int result)
        => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse(
        [NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out int result)
        => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out int result)
        => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out int result)
        => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out int result)
        => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out int result)
        => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
