using System.Globalization;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Reads integers.</summary>
internal static partial class Number
{
    /// <summary>Why a text is no number of its type.</summary>
    internal enum ParsingResult
    {
        Parsed,
        NotANumber,
        OutOfRange,
    }

    internal static void RequireParsed(ParsingResult result)
    {
        if (result == ParsingResult.NotANumber) ThrowHelpers.ThrowFormatException();
        if (result == ParsingResult.OutOfRange) ThrowHelpers.ThrowOverflowException();
    }

    internal static void RequireNumber(bool isParsed)
    {
        if (!isParsed) ThrowHelpers.ThrowFormatException();
    }

    /// <param name="max">The greatest value; the least is the one below its negation.</param>
    internal static ParsingResult ParseSigned<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, long max, out long value)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        ulong mostMagnitude = (ulong)max + 1;
        value = 0;
        if ((style & (NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) != 0)
        {
            var bitsResult = ParseBits(text, style, (ulong)max * 2 + 1, out ulong bits);
            // The top bit of the type is its sign.
            value = unchecked((long)(bits ^ mostMagnitude) - (long)mostMagnitude);
            if (bitsResult != ParsingResult.Parsed) value = 0;
            return bitsResult;
        }
        var result = ParseMagnitude(text, style, mostMagnitude, out ulong magnitude, out bool isNegative);
        if (result != ParsingResult.Parsed) return result;
        if (!isNegative && magnitude == mostMagnitude) return ParsingResult.OutOfRange;
        value = unchecked(isNegative ? 0 - (long)magnitude : (long)magnitude);
        return ParsingResult.Parsed;
    }

    internal static ParsingResult ParseUnsigned<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, ulong max, out ulong value)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if ((style & (NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) != 0)
            return ParseBits(text, style, max, out value);
        var result = ParseMagnitude(text, style, max, out value, out bool isNegative);
        if (result == ParsingResult.Parsed && isNegative && value != 0) result = ParsingResult.OutOfRange;
        if (result != ParsingResult.Parsed) value = 0;
        return result;
    }

    private static ParsingResult ParseMagnitude<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, ulong most, out ulong magnitude, out bool isNegative)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if ((style & ~NumberStyles.Integer) != 0)
            return ParseByDigits(text, style, most, out magnitude, out isNegative);

        int at = (style & NumberStyles.AllowLeadingWhite) != 0 ? SkipWhite(text, 0) : 0;
        uint sign = UnitAt(text, at);
        isNegative = sign == '-';
        if (isNegative || sign == '+')
        {
            if ((style & NumberStyles.AllowLeadingSign) == 0) return Refuse(out magnitude);
            at++;
        }
        int firstDigit = at;
        bool isOver = false;
        ulong value = 0;
        while (true)
        {
            uint digit = unchecked(UnitAt(text, at) - '0');
            if (digit > 9) break;
            isOver |= value > most / 10 || value * 10 > most - Math.Min(digit, most);
            value = unchecked(value * 10 + digit);
            at++;
        }
        if (at == firstDigit || !IsEnd(text, at, style)) return Refuse(out magnitude);
        magnitude = isOver ? 0 : value;
        return isOver ? ParsingResult.OutOfRange : ParsingResult.Parsed;
    }

    /// <summary>The way over single digits, for points, groups, exponents and what else a style may allow.</summary>
    private static ParsingResult ParseByDigits<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, ulong most, out ulong magnitude, out bool isNegative)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        DecimalDigits number = new(stackalloc byte[DecimalDigits.MostOfInteger + 1], false);
        magnitude = 0;
        bool isNumber = TryReadDigits(text, style, ref number, out bool isCut);
        isNegative = number.IsNegative;
        if (!isNumber) return ParsingResult.NotANumber;
        // Digits behind the point are zeros that were dropped, or make it no integer; so do digits that had no room.
        if (isCut || number.Point > DecimalDigits.MostOfInteger || number.Count > Math.Max(number.Point, 0))
            return ParsingResult.OutOfRange;
        for (int i = 0; i < number.Point; i++)
        {
            uint digit = number[i] - '0';
            if (magnitude > most / 10 || magnitude * 10 > most - Math.Min(digit, most))
            {
                magnitude = 0;
                return ParsingResult.OutOfRange;
            }
            magnitude = magnitude * 10 + digit;
        }
        return ParsingResult.Parsed;
    }

    private static ParsingResult ParseBits<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, ulong max, out ulong value)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        bool isHex = (style & NumberStyles.AllowHexSpecifier) != 0;
        var others = style & ~(isHex ? NumberStyles.HexNumber : NumberStyles.BinaryNumber);
        if (others != 0) ThrowHelpers.ThrowArgumentException();

        int bitsPerDigit = isHex ? 4 : 1;
        uint digitLimit = 1u << bitsPerDigit;
        int at = (style & NumberStyles.AllowLeadingWhite) != 0 ? SkipWhite(text, 0) : 0;
        int firstDigit = at;
        bool isOver = false;
        ulong bits = 0;
        while (true)
        {
            uint digit = HexDigit(UnitAt(text, at));
            if (digit >= digitLimit) break;
            isOver |= bits > max >> bitsPerDigit;
            bits = bits << bitsPerDigit | digit;
            at++;
        }
        if (at == firstDigit || !IsEnd(text, at, style)) return Refuse(out value);
        value = isOver ? 0 : bits;
        return isOver ? ParsingResult.OutOfRange : ParsingResult.Parsed;
    }

    /// <returns>16 or more for what is no digit.</returns>
    internal static uint HexDigit(uint unit)
    {
        unchecked
        {
            uint digit = unit - '0';
            if (digit <= 9) return digit;
            uint letter = (unit | 0x20) - 'a';
            return letter <= 5 && unit < 0x80 ? letter + 10 : uint.MaxValue;
        }
    }

    private static ParsingResult Refuse(out ulong value)
    {
        value = 0;
        return ParsingResult.NotANumber;
    }

    /// <summary>Whether nothing but white space, where it is allowed, and then zeros stand from there on.</summary>
    private static bool IsEnd<TUnit>(ReadOnlySpan<TUnit> text, int at, NumberStyles style)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if ((style & NumberStyles.AllowTrailingWhite) != 0) at = SkipWhite(text, at);
        while (at < text.Length && TUnit.ToUInt32(text[at]) == 0) at++;
        return at == text.Length;
    }

    private static int SkipWhite<TUnit>(ReadOnlySpan<TUnit> text, int at) where TUnit : unmanaged, ITextUnit<TUnit>
    {
        while (IsWhite(UnitAt(text, at))) at++;
        return at;
    }

    private static bool IsWhite(uint unit) => unit == ' ' || unchecked(unit - '\t') <= '\r' - '\t';

    /// <returns>The unit there; past the end something that no number holds.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint UnitAt<TUnit>(ReadOnlySpan<TUnit> text, int at) where TUnit : unmanaged, ITextUnit<TUnit>
        => (uint)at < (uint)text.Length ? TUnit.ToUInt32(text[at]) : uint.MaxValue;
}
