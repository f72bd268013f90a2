using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

public readonly partial struct Byte
    : ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<byte>, IUtf8SpanParsable<byte>
{
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormat(_value, format, destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormat(_value, format, utf8Destination, out bytesWritten);

    public static byte Parse(
        ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        Number.RequireParsed(Number.ParseUnsigned(s, style, MaxValue, out ulong value));
        return unchecked((byte)value);
    }

    public static byte Parse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        Number.RequireParsed(Number.ParseUnsigned(utf8Text, style, MaxValue, out ulong value));
        return unchecked((byte)value);
    }

    public static byte Parse(string s) => Parse(s.AsSpan());
    public static byte Parse(string s, NumberStyles style) => Parse(s.AsSpan(), style);
    public static byte Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());
    public static byte Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);
    public static byte Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    public static bool TryParse(
        ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out byte result)
    {
        bool isParsed = Number.ParseUnsigned(s, style, MaxValue, out ulong value) == Number.ParsingResult.Parsed;
        result = unchecked((byte)value);
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out byte result)
    {
        bool isParsed = Number.ParseUnsigned(utf8Text, style, MaxValue, out ulong value) == Number.ParsingResult.Parsed;
        result = unchecked((byte)value);
        return isParsed;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out byte result)
        => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out byte result)
        => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse(
        [NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out byte result)
        => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out byte result)
        => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out byte result)
        => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out byte result)
        => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out byte result)
        => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
