using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>A standard numeric format: a letter, and a number of digits unless that is left to the letter.</summary>
internal readonly struct NumberFormat
{
    public const int NoPrecision = -1;
    private const int MostPrecision = 999_999_999;

    public char Letter { get; }
    public int Precision { get; }

    public NumberFormat(char letter, int precision = NoPrecision)
    {
        Letter = letter;
        Precision = precision;
    }

    /// <summary>The letter as a capital.</summary>
    public char Kind => (char)(Letter & ~0x20);

    /// <summary>Whether the letter, and with it hexadecimal digits and the E of an exponent, are capitals.</summary>
    public bool IsUpper => (Letter & 0x20) == 0;

    public int PrecisionOr(int ofLetter) => Precision == NoPrecision ? ofLetter : Precision;

    /// <summary>Reads the format of .NET's <c>TryFormat</c>; nothing means <c>G</c>.</summary>
    public static NumberFormat From(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return new('G');
        if (!char.IsAsciiLetter(text[0])) ThrowHelpers.ThrowFormatException();
        if (text.Length == 1) return new(text[0]);
        int precision = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || precision > MostPrecision / 10) ThrowHelpers.ThrowFormatException();
            precision = precision * 10 + (text[i] - '0');
        }
        return new(text[0], precision);
    }
}
