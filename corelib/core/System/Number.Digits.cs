using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Writes digits, which are rounded already, by the formats that integers and floats share.</summary>
internal static partial class Number
{
    private const int DefaultDecimals = 2;
    private const int DefaultExponentialDecimals = 6;
    private const int LeastPointOfPlain = -3;

    /// <summary>How many digits a format shows of a number whose point stands there.</summary>
    internal static int DigitsWanted(this NumberFormat format, int point)
    {
        switch (format.Kind)
        {
            case 'F' or 'N': return Add(point, format.PrecisionOr(DefaultDecimals));
            case 'P': return Add(point + 2, format.PrecisionOr(DefaultDecimals));
            case 'E': return Add(1, format.PrecisionOr(DefaultExponentialDecimals));
            case 'G' or 'R': return format.Precision <= 0 ? int.MaxValue : format.Precision;
            default:
                ThrowHelpers.ThrowFormatException();
                return 0;
        }

        static int Add(int left, int right) => (int)Math.Min((long)left + right, int.MaxValue);
    }

    /// <param name="mostPlainDigits">From how many digits before the point on <c>G</c> writes an exponent.</param>
    internal static bool TryFormatDigits<TUnit>(
        ref DecimalDigits number, NumberFormat format, int mostPlainDigits, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        UnitWriter<TUnit> writer = new(destination);
        if (number.IsNegative) writer.Add('-');
        switch (format.Kind)
        {
            case 'F':
                AddFixed(ref writer, ref number, format.PrecisionOr(DefaultDecimals), isGrouped: false);
                break;
            case 'N':
                AddFixed(ref writer, ref number, format.PrecisionOr(DefaultDecimals), isGrouped: true);
                break;
            case 'P':
                if (number.Count != 0) number.Point += 2;
                AddFixed(ref writer, ref number, format.PrecisionOr(DefaultDecimals), isGrouped: true);
                writer.Add(' ');
                writer.Add('%');
                break;
            case 'E':
                AddExponential(
                    ref writer, ref number, format, format.PrecisionOr(DefaultExponentialDecimals), leastExponent: 3);
                break;
            default:
                if (number.Point > mostPlainDigits || number.Point < LeastPointOfPlain)
                    AddExponential(ref writer, ref number, format, Math.Max(number.Count - 1, 0), leastExponent: 2);
                else
                    AddFixed(ref writer, ref number, Math.Max(number.Count - number.Point, 0), isGrouped: false);
                break;
        }
        written = writer.Written;
        return writer.Fits;
    }

    private static void AddFixed<TUnit>(
        ref UnitWriter<TUnit> writer, ref DecimalDigits number, int decimals, bool isGrouped)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if (number.Point <= 0) writer.Add('0');
        for (int i = 0; i < number.Point; i++)
        {
            if (isGrouped && i != 0 && (number.Point - i) % 3 == 0) writer.Add(',');
            writer.Add(number[i]);
        }
        if (decimals == 0) return;
        writer.Add('.');
        for (int i = 0; i < decimals && writer.Fits; i++) writer.Add(number[number.Point + i]);
    }

    private static void AddExponential<TUnit>(
        ref UnitWriter<TUnit> writer, ref DecimalDigits number, NumberFormat format, int decimals, int leastExponent)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        writer.Add(number[0]);
        if (decimals != 0) writer.Add('.');
        for (int i = 1; i <= decimals && writer.Fits; i++) writer.Add(number[i]);

        // A letter that is not E itself (G, R) has its case followed.
        writer.Add(format.IsUpper ? 'E' : 'e');
        int exponent = number.Count == 0 ? 0 : number.Point - 1;
        writer.Add(exponent < 0 ? '-' : '+');
        Span<byte> digits = stackalloc byte[DecimalDigits.MostOfInteger];
        _ = TryFormatDecimal((ulong)Math.Abs(exponent), false, leastExponent, digits, out int count);
        foreach (byte digit in digits.Slice(0, count)) writer.Add(digit);
    }
}
