namespace System;

/// <summary>Writes floating point.</summary>
internal static partial class Number
{
    /// <summary>No double has more digits: 2^-1074 × (2^53 - 1) has so many.</summary>
    private const int MostFloatDigits = 767;

    private const int MostShortestDigits = 17;

    internal static bool TryFormatFloat<TUnit>(
        FloatLayout layout, ulong bits, ReadOnlySpan<char> format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        ulong magnitude = bits & ~layout.SignBit;
        bool isNegative = magnitude != bits;
        if (magnitude >= layout.Infinity)
            return TryCopy(NameOf(magnitude > layout.Infinity, isNegative), destination, out written);

        var how = NumberFormat.From(format);
        bool isShortest = how.Kind == 'R' || how.Kind == 'G' && how.Precision <= 0;
        return isShortest
            ? TryFormatShortest(layout, bits, how, destination, out written)
            : TryFormatRounded(layout, bits, how, destination, out written);
    }

    private static bool TryFormatShortest<TUnit>(
        FloatLayout layout, ulong bits, NumberFormat format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        FloatParts value = new(layout, bits);
        DecimalDigits digits = new(stackalloc byte[MostShortestDigits], value.IsNegative);
        if (value.Significand != 0)
            new FloatFraction(value, stackalloc uint[4 * FloatFraction.Words]).TakeShortest(ref digits);
        return TryFormatDigits(ref digits, format, layout.RoundTripDigits, destination, out written);
    }

    private static bool TryFormatRounded<TUnit>(
        FloatLayout layout, ulong bits, NumberFormat format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        FloatParts value = new(layout, bits);
        DecimalDigits digits = new(stackalloc byte[MostFloatDigits], value.IsNegative);
        if (value.Significand != 0)
            new FloatFraction(value, stackalloc uint[4 * FloatFraction.Words]).Take(format, ref digits);
        else
            _ = format.DigitsWanted(0);
        return TryFormatDigits(ref digits, format, format.Precision, destination, out written);
    }

    private static ReadOnlySpan<byte> NameOf(bool isNaN, bool isNegative)
        => isNaN ? "NaN"u8 : isNegative ? "-Infinity"u8 : "Infinity"u8;

    private static bool TryCopy<TUnit>(ReadOnlySpan<byte> ascii, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        UnitWriter<TUnit> writer = new(destination);
        writer.Add(ascii);
        written = writer.Written;
        return writer.Fits;
    }
}
