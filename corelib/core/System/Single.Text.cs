using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

public readonly partial struct Single
    : ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<float>, IUtf8SpanParsable<float>
{
    private const NumberStyles DefaultStyle = NumberStyles.Float | NumberStyles.AllowThousands;

    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormatFloat(
            FloatLayout.OfSingle, BitConverter.SingleToUInt32Bits(_value), format, destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => Number.TryFormatFloat(
            FloatLayout.OfSingle, BitConverter.SingleToUInt32Bits(_value), format, utf8Destination, out bytesWritten);

    public static float Parse(
        ReadOnlySpan<char> s, NumberStyles style = DefaultStyle, IFormatProvider? provider = null)
    {
        Number.RequireNumber(TryParse(s, style, provider, out float value));
        return value;
    }

    public static float Parse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style = DefaultStyle, IFormatProvider? provider = null)
    {
        Number.RequireNumber(TryParse(utf8Text, style, provider, out float value));
        return value;
    }

    public static float Parse(string s) => Parse(s.AsSpan());
    public static float Parse(string s, NumberStyles style) => Parse(s.AsSpan(), style);
    public static float Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());
    public static float Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(s.AsSpan(), style);
    public static float Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);
    public static float Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => Parse(utf8Text);

    public static bool TryParse(
        ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out float result)
    {
        bool isParsed = Number.TryParseFloat(s, style, FloatLayout.OfSingle, out ulong bits);
        result = BitConverter.UInt32BitsToSingle((uint)bits);
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out float result)
    {
        bool isParsed = Number.TryParseFloat(utf8Text, style, FloatLayout.OfSingle, out ulong bits);
        result = BitConverter.UInt32BitsToSingle((uint)bits);
        return isParsed;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out float result)
        => TryParse(s.AsSpan(), DefaultStyle, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out float result)
        => TryParse(s.AsSpan(), DefaultStyle, null, out result);

    public static bool TryParse(
        [NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out float result)
        => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out float result)
        => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out float result)
        => TryParse(s, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out float result)
        => TryParse(utf8Text, DefaultStyle, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out float result)
        => TryParse(utf8Text, DefaultStyle, null, out result);
}
