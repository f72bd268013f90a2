using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

/// <summary>Moments from text.</summary>
public readonly partial struct DateTime : ISpanParsable<DateTime>
{
    /// <summary>
    /// Reads 2024-12-31, or 12/31/2024, and behind it, after a T or a space, 23:59 with seconds and their fraction, Z
    /// or a zone as +01:00. .NET would read more, with names and guesses.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, DateTimeStyles styles, out DateTime result)
    {
        DateReader reader = new(s);
        return reader.TryReadDate() && reader.TryReadRest() && reader.TryGet(styles, out result)
            || IsNone(out result);
    }

    public static bool TryParse(ReadOnlySpan<char> s, out DateTime result)
        => TryParse(s, null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out DateTime result)
        => TryParse(s, null, DateTimeStyles.None, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, out DateTime result) => TryParse(s.AsSpan(), out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DateTime result)
        => TryParse(s.AsSpan(), out result);

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, DateTimeStyles styles, out DateTime result)
        => TryParse(s.AsSpan(), provider, styles, out result);

    /// <param name="format">As it is for writing.</param>
    public static bool TryParseExact(
        ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style,
        out DateTime result)
    {
        DateReader reader = new(s, style);
        return reader.TryRead(new DatePattern(format)) && reader.TryGet(style, out result) || IsNone(out result);
    }

    public static bool TryParseExact(
        [NotNullWhen(true)] string? s, [NotNullWhen(true)] string? format, IFormatProvider? provider,
        DateTimeStyles style, out DateTime result)
        => TryParseExact(s.AsSpan(), format.AsSpan(), provider, style, out result);

    public static DateTime Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null, DateTimeStyles styles = default)
    {
        Number.RequireNumber(TryParse(s, provider, styles, out var value));
        return value;
    }

    public static DateTime Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, provider, default);
    public static DateTime Parse(string s) => Parse(s.AsSpan(), null, default);
    public static DateTime Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), null, default);

    public static DateTime Parse(string s, IFormatProvider? provider, DateTimeStyles styles)
        => Parse(s.AsSpan(), provider, styles);

    public static DateTime ParseExact(
        ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style = default)
    {
        Number.RequireNumber(TryParseExact(s, format, provider, style, out var value));
        return value;
    }

    public static DateTime ParseExact(string s, string format, IFormatProvider? provider)
        => ParseExact(s.AsSpan(), format.AsSpan(), provider);

    public static DateTime ParseExact(string s, string format, IFormatProvider? provider, DateTimeStyles style)
        => ParseExact(s.AsSpan(), format.AsSpan(), provider, style);

    private static bool IsNone(out DateTime result)
    {
        result = default;
        return false;
    }
}
