using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

public readonly partial struct Double
    : ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<double>, IUtf8SpanParsable<double>
{
    private const NumberStyles DefaultStyle = NumberStyles.Float | NumberStyles.AllowThousands;

    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormatFloat(
            FloatLayout.OfDouble, BitConverter.DoubleToUInt64Bits(_value), format, destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormatFloat(
            FloatLayout.OfDouble, BitConverter.DoubleToUInt64Bits(_value), format, utf8Destination, out bytesWritten);

    public static double Parse(
        ReadOnlySpan<char> s, NumberStyles style = DefaultStyle, IFormatProvider? provider = null)
    {
        Number.RequireNumber(TryParse(s, style, provider, out double value));
        return value;
    }

    public static double Parse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style = DefaultStyle, IFormatProvider? provider = null)
    {
        Number.RequireNumber(TryParse(utf8Text, style, provider, out double value));
        return value;
    }

    public static double Parse(string s) => Parse(s.AsSpan());
    public static double Parse(string s, NumberStyles style) => Parse(s.AsSpan(), style);
    public static double Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());
    public static double Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(s.AsSpan(), style);
    public static double Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);
    public static double Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    public static bool TryParse(
        ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out double result)
    {
        bool isParsed = Number.TryParseFloat(s, style, FloatLayout.OfDouble, out ulong bits);
        result = BitConverter.UInt64BitsToDouble(bits);
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out double result)
    {
        bool isParsed = Number.TryParseFloat(utf8Text, style, FloatLayout.OfDouble, out ulong bits);
        result = BitConverter.UInt64BitsToDouble(bits);
        return isParsed;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out double result)
        => TryParse(s.AsSpan(), DefaultStyle, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out double result)
        => TryParse(s.AsSpan(), DefaultStyle, null, out result);

    public static bool TryParse(
        [NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out double result)
        => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out double result)
        => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out double result)
        => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out double result)
        => TryParse(utf8Text, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out double result)
        => TryParse(utf8Text, DefaultStyle, null, out result);
}
