using System.Diagnostics.CodeAnalysis;

namespace System;

public readonly partial struct Guid
    : ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<Guid>, IUtf8SpanParsable<Guid>
{
    public Guid(string g) => this = Parse(g);

    /// <param name="format">D (or nothing), N, B, P or X.</param>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default)
        => GuidText.TryFormat(this, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default)
        => GuidText.TryFormat(this, format, utf8Destination, out bytesWritten);

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => TryFormat(destination, out charsWritten, format);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => TryFormat(utf8Destination, out bytesWritten, format);

    public static Guid Parse(ReadOnlySpan<char> input)
    {
        Number.RequireNumber(TryParse(input, out var value));
        return value;
    }

    public static Guid Parse(ReadOnlySpan<byte> utf8Text)
    {
        Number.RequireNumber(TryParse(utf8Text, out var value));
        return value;
    }

    public static Guid ParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format)
    {
        Number.RequireNumber(TryParseExact(input, format, out var value));
        return value;
    }

    public static Guid Parse(string input) => Parse(input.AsSpan());
    public static Guid Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());
    public static Guid Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);
    public static Guid Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);
    public static Guid ParseExact(string input, string format) => ParseExact(input.AsSpan(), format.AsSpan());

    public static bool TryParse(ReadOnlySpan<char> input, out Guid result) => GuidText.TryParse(input, out result);
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Guid result)
        => GuidText.TryParse(utf8Text, out result);

    public static bool TryParse([NotNullWhen(true)] string? input, out Guid result)
        => TryParse(input.AsSpan(), out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Guid result)
        => TryParse(s.AsSpan(), out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Guid result)
        => TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out Guid result)
        => TryParse(utf8Text, out result);

    public static bool TryParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format, out Guid result)
        => GuidText.TryParseExact(input, format, out result);

    public static bool TryParseExact(
        [NotNullWhen(true)] string? input, [NotNullWhen(true)] string? format, out Guid result)
        => GuidText.TryParseExact(input.AsSpan(), format.AsSpan(), out result);
}
