using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>Lengths of time from text.</summary>
public readonly partial struct TimeSpan : ISpanParsable<TimeSpan>
{
    private const char EitherSeparator = '\0';

    /// <summary>Reads days alone, or [-][d.]hh:mm[:ss[.fffffff]], the days with a colon behind them, too.</summary>
    public static bool TryParse(ReadOnlySpan<char> input, IFormatProvider? formatProvider, out TimeSpan result)
        => TimeSpanReader.TryRead(input.Trim(), EitherSeparator, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out TimeSpan result) => TryParse(s, null, out result);
    public static bool TryParse([NotNullWhen(true)] string? s, out TimeSpan result) => TryParse(s.AsSpan(), out result);

    public static bool TryParse([NotNullWhen(true)] string? input, IFormatProvider? formatProvider, out TimeSpan result)
        => TryParse(input.AsSpan(), out result);

    /// <param name="format">c: with a point behind the days; g or G: with a colon.</param>
    public static bool TryParseExact(
        ReadOnlySpan<char> input, ReadOnlySpan<char> format, IFormatProvider? formatProvider, out TimeSpan result)
    {
        result = default;
        if (format.Length != 1) return false;
        input = input.Trim();
        return format[0] switch
        {
            'c' or 't' or 'T' => TimeSpanReader.TryRead(input, '.', out result),
            'g' or 'G' => TimeSpanReader.TryRead(input, ':', out result),
            _ => false,
        };
    }

    public static bool TryParseExact(
        [NotNullWhen(true)] string? input, [NotNullWhen(true)] string? format, IFormatProvider? formatProvider,
        out TimeSpan result)
        => TryParseExact(input.AsSpan(), format.AsSpan(), formatProvider, out result);

    public static TimeSpan Parse(ReadOnlySpan<char> input, IFormatProvider? formatProvider = null)
    {
        Number.RequireNumber(TryParse(input, out var value));
        return value;
    }

    public static TimeSpan Parse(string s) => Parse(s.AsSpan());
    public static TimeSpan Parse(string input, IFormatProvider? formatProvider) => Parse(input.AsSpan());
}
