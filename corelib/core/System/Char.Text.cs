namespace System;

public readonly partial struct Char : ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>White space as Unicode has it.</summary>
    public static bool IsWhiteSpace(char value)
        => value <= 0xFF
            ? value == ' ' || IsBetween(value, '\t', '\r') || value is '\u0085' or '\u00A0'
            : value is '\u1680' or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000'
                || IsBetween(value, '\u2000', '\u200A');

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        bool fits = !destination.IsEmpty;
        if (fits) destination[0] = _value;
        charsWritten = fits ? 1 : 0;
        return fits;
    }

    /// <summary>Half of a surrogate pair is written as the replacement character.</summary>
    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (!Text.Rune.TryCreate(_value, out var rune)) rune = Text.Rune.ReplacementChar;
        return rune.TryEncodeToUtf8(utf8Destination, out bytesWritten);
    }
}
