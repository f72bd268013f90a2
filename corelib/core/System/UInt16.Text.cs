using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

public readonly partial struct UInt16
    : ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<ushort>, IUtf8SpanParsable<ushort>
{
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormat(_value, format, destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormat(_value, format, utf8Destination, out bytesWritten);

    public static ushort Parse(
        ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        Number.RequireParsed(Number.ParseUnsigned(s, style, MaxValue, out ulong value));
        return unchecked((ushort)value);
    }

    public static ushort Parse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null)
    {
        Number.RequireParsed(Number.ParseUnsigned(utf8Text, style, MaxValue, out ulong value));
        return unchecked((ushort)value);
    }

    public static ushort Parse(string s) => Parse(s.AsSpan());
    public static ushort Parse(string s, NumberStyles style) => Parse(s.AsSpan(), style);
    public static ushort Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());
    public static ushort Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);
    public static ushort Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    public static bool TryParse(
        ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out ushort result)
    {
        bool isParsed = Number.ParseUnsigned(s, style, MaxValue, out ulong value) == Number.ParsingResult.Parsed;
        result = unchecked((ushort)value);
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out ushort result)
    {
        bool isParsed = Number.ParseUnsigned(utf8Text, style, MaxValue, out ulong value) == Number.ParsingResult.Parsed;
        result = unchecked((ushort)value);
        return isParsed;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out ushort result)
        => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ushort result)
        => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse(
        [NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out ushort result)
        => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out ushort result)
        => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ushort result)
        => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out ushort result)
        => TryParse(utf8Text, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out ushort result)
        => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
