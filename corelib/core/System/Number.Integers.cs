using System.Numerics;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Writes integers.</summary>
internal static partial class Number
{
    private static ReadOnlySpan<byte> UpperDigits => "0123456789ABCDEF"u8;
    private static ReadOnlySpan<byte> LowerDigits => "0123456789abcdef"u8;

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <param name="bits">The value in two's complement, no wider than its type: what hexadecimal shows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryFormat<TUnit>(
        long value, ulong bits, ReadOnlySpan<char> format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        bool isNegative = value < 0;
        ulong magnitude = unchecked(isNegative ? 0 - (ulong)value : (ulong)value);
        return format.IsEmpty
            ? TryFormatDecimal(magnitude, isNegative, 1, destination, out written)
            : TryFormat(magnitude, isNegative, bits, NumberFormat.From(format), destination, out written);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryFormat<TUnit>(
        ulong value, ReadOnlySpan<char> format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
        => format.IsEmpty
            ? TryFormatDecimal(value, false, 1, destination, out written)
            : TryFormat(value, false, value, NumberFormat.From(format), destination, out written);

    internal static bool TryFormat<TUnit>(
        ulong magnitude, bool isNegative, ulong bits, NumberFormat format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        switch (format.Kind)
        {
            case 'D':
                return TryFormatDecimal(magnitude, isNegative, format.PrecisionOr(1), destination, out written);
            case 'X':
                var digits = format.IsUpper ? UpperDigits : LowerDigits;
                return TryFormatBits(bits, 4, digits, format.PrecisionOr(1), destination, out written);
            case 'B':
                return TryFormatBits(bits, 1, LowerDigits, format.PrecisionOr(1), destination, out written);
            case 'G' or 'R' when format.Precision <= 0 || format.Precision >= CountDigits(magnitude):
                return TryFormatDecimal(magnitude, isNegative, 1, destination, out written);
            default:
                return TryFormatByDigits(magnitude, isNegative, format, destination, out written);
        }
    }

    /// <summary>The way over single digits, for the formats that round, group or shift them.</summary>
    private static bool TryFormatByDigits<TUnit>(
        ulong magnitude, bool isNegative, NumberFormat format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        Span<byte> digits = stackalloc byte[DecimalDigits.MostOfInteger];
        _ = TryFormatDecimal(magnitude, false, 1, digits, out int count);
        DecimalDigits number = new(digits, isNegative) { Count = count, Point = count };
        if (magnitude == 0) number.Count = 0;
        number.DropTrailingZeros();
        number.RoundHalfUp(format.DigitsWanted(number.Point));
        return TryFormatDigits(ref number, format, format.Precision, destination, out written);
    }

    internal static bool TryFormatDecimal<TUnit>(
        ulong magnitude, bool isNegative, int leastDigits, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        int digits = Math.Max(CountDigits(magnitude), leastDigits);
        int start = isNegative ? 1 : 0;
        if (destination.Length - start < digits)
        {
            written = 0;
            return false;
        }
        if (isNegative) destination[0] = TUnit.FromAscii('-');
        for (int at = start + digits - 1; at >= start; at--)
        {
            ulong rest = magnitude / 10;
            destination[at] = TUnit.FromAscii('0' + (uint)(magnitude - rest * 10));
            magnitude = rest;
        }
        written = start + digits;
        return true;
    }

    private static bool TryFormatBits<TUnit>(
        ulong bits, int bitsPerDigit, ReadOnlySpan<byte> alphabet, int leastDigits, Span<TUnit> destination,
        out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        int digits = Math.Max(BitOperations.Log2(bits) / bitsPerDigit + 1, leastDigits);
        if (destination.Length < digits)
        {
            written = 0;
            return false;
        }
        ulong mask = (1ul << bitsPerDigit) - 1;
        for (int at = digits - 1; at >= 0; at--)
        {
            destination[at] = TUnit.FromAscii(alphabet[(int)(bits & mask)]);
            bits >>= bitsPerDigit;
        }
        written = digits;
        return true;
    }

    /// <returns>The number of decimal digits; 1 for 0.</returns>
    internal static int CountDigits(ulong value)
    {
        // 1233/4096 is log10(2), exact enough for 64 bits: the estimate is the count or one below it.
        int estimate = (BitOperations.Log2(value) + 1) * 1233 >> 12;
        return value >= PowersOfTen[estimate] ? estimate + 1 : Math.Max(estimate, 1);
    }
}
