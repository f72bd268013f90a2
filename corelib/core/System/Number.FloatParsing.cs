using System.Globalization;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Reads floating point.</summary>
internal static partial class Number
{
    /// <summary>Digits behind these cannot change how a double is rounded, but for whether there are any.</summary>
    private const int MostDigitsRead = MostFloatDigits + 1;

    /// <summary>Greater than any double, and too small for any but 0.</summary>
    private const int PointOfInfinity = 310;
    private const int PointOfZero = -324;

    /// <summary>For as many digits as are read, and for the power of ten that divides them, and a word.</summary>
    /// <remarks>10^(768 + 324) as a power of five has 2,536 bits.</remarks>
    private const int WordsOfText = 84;
    private const int DigitsAtOnce = 9;

    internal static bool TryParseFloat<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, FloatLayout layout, out ulong bits)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if ((style & (NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) != 0)
            ThrowHelpers.ThrowArgumentException();
        DecimalDigits number = new(stackalloc byte[MostDigitsRead], false);
        if (!TryReadDigits(text, style, ref number, out bool isCut)) return TryParseName(text, layout, out bits);
        bits = FloatOf(number, isCut, layout);
        if (number.IsNegative) bits |= layout.SignBit;
        return true;
    }

    private static ulong FloatOf(DecimalDigits number, bool isCut, FloatLayout layout)
    {
        if (number.Count == 0 || number.Point < PointOfZero) return 0;
        if (number.Point > PointOfInfinity) return layout.Infinity;

        // digits × 10^power = numerator / denominator × 2^power, with powers of five in either.
        int power = number.Point - number.Count;
        BigNatural numerator = new(stackalloc uint[WordsOfText]);
        BigNatural denominator = new(stackalloc uint[WordsOfText]);
        SetTo(ref numerator, number.Digits);
        denominator.Set(1);
        if (power >= 0) numerator.MultiplyByPowerOfFive(power);
        else denominator.MultiplyByPowerOfFive(-power);

        // The numerator one bit shorter: a quotient of two words behind the binary point, at most one of its bits 0.
        int length = Math.Max(denominator.BitLength, numerator.BitLength + 1);
        length += -length & BigNatural.WordBits - 1;
        int above = length - 1 - numerator.BitLength, below = length - denominator.BitLength;
        numerator.ShiftLeft(above);
        denominator.ShiftLeft(below);
        ulong high = NextWord(ref numerator, denominator);
        ulong quotient = high << BigNatural.WordBits | NextWord(ref numerator, denominator);
        int exponent = power + below - above - 2 * BigNatural.WordBits;
        return layout.Round(quotient, exponent, hasMore: isCut || !numerator.IsZero);
    }

    private static uint NextWord(ref BigNatural numerator, scoped in BigNatural denominator)
    {
        numerator.ShiftLeft(BigNatural.WordBits);
        return numerator.Divide(denominator);
    }

    private static void SetTo(ref BigNatural number, ReadOnlySpan<byte> digits)
    {
        number.Set(0);
        while (!digits.IsEmpty)
        {
            int count = Math.Min(digits.Length, DigitsAtOnce);
            uint part = 0;
            foreach (byte digit in digits.Slice(0, count)) part = part * 10 + digit - '0';
            number.Multiply((uint)PowersOfTen[count], part);
            digits = digits.Slice(count);
        }
    }

    /// <summary>"Infinity" and "NaN" in any case, with a sign and white space around them, whatever the style.</summary>
    private static bool TryParseName<TUnit>(ReadOnlySpan<TUnit> text, FloatLayout layout, out ulong bits)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        text = TUnit.Trim(text);
        uint sign = UnitAt(text, 0);
        if (sign is '-' or '+') text = text.Slice(1);
        bool isInfinity = IsName(text, "infinity"u8);
        bits = isInfinity ? layout.Infinity : IsName(text, "nan"u8) ? layout.NaN : 0;
        if (isInfinity && sign == '-') bits |= layout.SignBit;
        return bits != 0;
    }

    private static bool IsName<TUnit>(ReadOnlySpan<TUnit> text, ReadOnlySpan<byte> lowerCase)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if (text.Length != lowerCase.Length) return false;
        for (int i = 0; i < lowerCase.Length; i++)
        {
            uint unit = TUnit.ToUInt32(text[i]);
            if (unit >= 0x80 || (unit | 0x20) != lowerCase[i]) return false;
        }
        return true;
    }
}
