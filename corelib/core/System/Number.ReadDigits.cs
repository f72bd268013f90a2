using System.Globalization;

namespace System;

/// <summary>Takes a number of any style apart into its digits.</summary>
internal static partial class Number
{
    private const int MostExponent = 200_000_000;

    /// <summary>Whether a sign, a parenthesis or a currency was read.</summary>
    private ref struct Surroundings
    {
        public bool HasSign;
        public bool HasParenthesis;
    }

    /// <param name="isCut">Whether digits other than zero had no room; their places count all the same.</param>
    private static bool TryReadDigits<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, ref DecimalDigits number, out bool isCut)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        Surroundings around = default;
        int at = ReadLeading(text, style, ref number, ref around);
        bool isNumber = ReadPlaces(text, style, ref number, ref at, out isCut);
        if (!isNumber) return false;
        if ((style & NumberStyles.AllowExponent) != 0) ReadExponent(text, ref number, ref at);
        return ReadTrailing(text, style, ref number, ref around, at);
    }

    private static int ReadLeading<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, ref DecimalDigits number, ref Surroundings around)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        int at = 0;
        while (true)
        {
            uint unit = UnitAt(text, at);
            // After a sign, white space ends what may lead: "- 5" is no number.
            bool isWhite = IsWhite(unit) && (style & NumberStyles.AllowLeadingWhite) != 0 && !around.HasSign;
            if (isWhite)
            {
            }
            else if (unit is '-' or '+' && (style & NumberStyles.AllowLeadingSign) != 0 && !around.HasSign)
            {
                around.HasSign = true;
                number.IsNegative = unit == '-';
            }
            else if (unit == '(' && (style & NumberStyles.AllowParentheses) != 0 && !around.HasSign)
            {
                around.HasSign = around.HasParenthesis = true;
                number.IsNegative = true;
            }
            else
            {
                return at;
            }
            at++;
        }
    }

    /// <summary>Digits, with their groups and their point.</summary>
    private static bool ReadPlaces<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, ref DecimalDigits number, ref int at, out bool isCut)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        bool hasDigits = false, hasPoint = false;
        isCut = false;
        while (true)
        {
            uint unit = UnitAt(text, at);
            if (unchecked(unit - '0') <= 9)
            {
                hasDigits = true;
                bool isLeadingZero = number.Count == 0 && unit == '0';
                if (!hasPoint && !isLeadingZero) number.Point++;
                if (hasPoint && isLeadingZero) number.Point--;
                if (!isLeadingZero)
                {
                    if (number.Count < number.Capacity) number.Add(unit - '0');
                    else isCut |= unit != '0';
                }
            }
            else if (unit == '.' && (style & NumberStyles.AllowDecimalPoint) != 0 && !hasPoint)
            {
                hasPoint = true;
            }
            else if (unit != ',' || (style & NumberStyles.AllowThousands) == 0 || !hasDigits || hasPoint)
            {
                break;
            }
            at++;
        }
        number.DropTrailingZeros();
        return hasDigits;
    }

    private static void ReadExponent<TUnit>(ReadOnlySpan<TUnit> text, ref DecimalDigits number, ref int at)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if ((UnitAt(text, at) | 0x20) != 'e') return;
        int next = at + 1;
        uint sign = UnitAt(text, next);
        if (sign is '-' or '+') next++;
        if (unchecked(UnitAt(text, next) - '0') > 9) return;
        int exponent = 0;
        while (unchecked(UnitAt(text, next) - '0') <= 9)
        {
            exponent = Math.Min(exponent * 10 + (int)(UnitAt(text, next) - '0'), MostExponent);
            next++;
        }
        if (number.Count != 0) number.Point += sign == '-' ? -exponent : exponent;
        at = next;
    }

    private static bool ReadTrailing<TUnit>(
        ReadOnlySpan<TUnit> text, NumberStyles style, ref DecimalDigits number, ref Surroundings around, int at)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        while (true)
        {
            uint unit = UnitAt(text, at);
            bool isWhite = IsWhite(unit) && (style & NumberStyles.AllowTrailingWhite) != 0;
            if (isWhite)
            {
            }
            else if (unit is '-' or '+' && (style & NumberStyles.AllowTrailingSign) != 0 && !around.HasSign)
            {
                around.HasSign = true;
                number.IsNegative = unit == '-';
            }
            else if (unit == ')' && around.HasParenthesis)
            {
                around.HasParenthesis = false;
            }
            else
            {
                break;
            }
            at++;
        }
        return !around.HasParenthesis && IsEnd(text, at, NumberStyles.None);
    }
}
