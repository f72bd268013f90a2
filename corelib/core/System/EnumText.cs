using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Writes values of enumerations, by their names where they have them.</summary>
internal static class EnumText
{
    /// <summary>More of different bits there cannot be.</summary>
    private const int MostFlags = 64;

    internal static bool TryFormat<TEnum, TUnit>(
        TEnum value, ReadOnlySpan<char> format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
        => TryFormat(EnumValue.Of(value), EnumMembers.Of<TEnum>(), format, destination, out written);

    internal static bool TryFormat<TUnit>(
        EnumValue value, EnumDescription description, ReadOnlySpan<char> format, Span<TUnit> destination,
        out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if (format.Length > 1) ThrowHelpers.ThrowFormatException();
        int kind = format.IsEmpty ? 'g' : format[0] | 0x20;
        switch (kind)
        {
            case 'g' when !description.IsFlags:
                int index = description.Values.IndexOf(value.Bits);
                return index < 0
                    ? TryFormatNumber(value, destination, out written)
                    : TUnit.TryEncode(description.NameOf(index), destination, out written);
            case 'g' or 'f':
                return TryFormatFlags(value, description, destination, out written);
            case 'd':
                return TryFormatNumber(value, destination, out written);
            case 'x':
                NumberFormat wide = new('X', 2 * value.Size);
                return Number.TryFormat(value.Bits, false, value.Bits, wide, destination, out written);
            default:
                ThrowHelpers.ThrowFormatException();
                written = 0;
                return false;
        }
    }

    private static bool TryFormatNumber<TUnit>(EnumValue value, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
        => Number.TryFormatDecimal(value.Magnitude, value.IsNegative, 1, destination, out written);

    /// <summary>Takes members off the value, from the greatest; if nothing is left, their names are its text.</summary>
    private static bool TryFormatFlags<TUnit>(
        EnumValue value, EnumDescription description, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        var values = description.Values;
        Span<int> found = stackalloc int[MostFlags];
        int count = 0;
        ulong rest = value.Bits;
        for (int i = values.Length - 1; i >= 0; i--)
        {
            ulong member = values[i];
            bool isPart = (rest & member) == member && (member != 0 || value.Bits == 0);
            if (!isPart) continue;
            found[count++] = i;
            rest -= member;
            if (rest == 0) break;
        }
        if (rest != 0 || count == 0) return TryFormatNumber(value, destination, out written);
        return TryJoin(description, found.Slice(0, count), destination, out written);
    }

    private static bool TryJoin<TUnit>(
        EnumDescription description, ReadOnlySpan<int> fromGreatest, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        written = 0;
        int count = 0;
        for (int i = fromGreatest.Length - 1; i >= 0; i--)
        {
            if (!TUnit.TryEncode(description.NameOf(fromGreatest[i]), destination.Slice(count), out int length))
                return false;
            count += length;
            if (i == 0) break;
            if (!TUnit.TryEncode(", "u8, destination.Slice(count), out length)) return false;
            count += length;
        }
        written = count;
        return true;
    }
}
