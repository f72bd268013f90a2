using System.Diagnostics.CodeAnalysis;

namespace System;

public readonly partial struct Boolean : ISpanParsable<bool>
{
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        bool fits = (_value ? TrueString : FalseString).AsSpan().TryCopyTo(destination);
        charsWritten = fits ? _value ? 4 : 5 : 0;
        return fits;
    }

    public static bool Parse(string value) => Parse(value.AsSpan());

    public static bool Parse(ReadOnlySpan<char> value)
    {
        if (!TryParse(value, out bool result)) Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowFormatException();
        return result;
    }

    public static bool TryParse([NotNullWhen(true)] string? value, out bool result)
        => TryParse(value.AsSpan(), out result);

    /// <summary>"True" or "False" in any case, with white space or zeros around it.</summary>
    public static bool TryParse(ReadOnlySpan<char> value, out bool result)
    {
        value = TrimWhiteAndZeros(value);
        result = Is(value, "true");
        return result || Is(value, "false");
    }

    static bool IParsable<bool>.Parse(string s, IFormatProvider? provider) => Parse(s);
    static bool ISpanParsable<bool>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<bool>.TryParse(string? s, IFormatProvider? provider, out bool result)
        => TryParse(s, out result);

    static bool ISpanParsable<bool>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out bool result)
        => TryParse(s, out result);

    private static ReadOnlySpan<char> TrimWhiteAndZeros(ReadOnlySpan<char> value)
    {
        while (value.Length != 0 && (char.IsWhiteSpace(value[0]) || value[0] == '\0')) value = value.Slice(1);
        while (value.Length != 0 && (char.IsWhiteSpace(value[^1]) || value[^1] == '\0')) value = value[..^1];
        return value;
    }

    private static bool Is(ReadOnlySpan<char> value, ReadOnlySpan<char> lowerCase)
    {
        if (value.Length != lowerCase.Length) return false;
        for (int i = 0; i < value.Length; i++)
            if (value[i] >= 0x80 || (value[i] | 0x20) != lowerCase[i]) return false;
        return true;
    }
}
