namespace System;

/// <summary>Comparison that may look past the case of letters, which it does for those of ASCII.</summary>
public static partial class MemoryExtensions
{
    public static bool Equals(
        this ReadOnlySpan<char> span, ReadOnlySpan<char> other, StringComparison comparisonType)
        => span.Length == other.Length && span.CompareTo(other, comparisonType) == 0;

    public static int CompareTo(
        this ReadOnlySpan<char> span, ReadOnlySpan<char> other, StringComparison comparisonType)
    {
        if (!IgnoresCase(comparisonType)) return span.SequenceCompareTo(other);
        int common = Math.Min(span.Length, other.Length);
        for (int i = 0; i < common; i++)
        {
            int order = Upper(span[i]) - Upper(other[i]);
            if (order != 0) return order;
        }
        return span.Length - other.Length;
    }

    public static bool StartsWith(
        this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType)
        => span.Length >= value.Length && span.Slice(0, value.Length).Equals(value, comparisonType);

    public static bool EndsWith(
        this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType)
        => span.Length >= value.Length && span.Slice(span.Length - value.Length).Equals(value, comparisonType);

    public static bool Contains(
        this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType)
        => span.IndexOf(value, comparisonType) >= 0;

    public static int IndexOf(
        this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType)
    {
        if (!IgnoresCase(comparisonType)) return span.IndexOf(value);
        for (int i = 0; i <= span.Length - value.Length; i++)
            if (span.Slice(i, value.Length).Equals(value, comparisonType)) return i;
        return -1;
    }

    private static bool IgnoresCase(StringComparison comparisonType)
        => comparisonType is StringComparison.OrdinalIgnoreCase or StringComparison.InvariantCultureIgnoreCase
            or StringComparison.CurrentCultureIgnoreCase;

    private static char Upper(char unit) => char.IsAsciiLetterLower(unit) ? (char)(unit - 0x20) : unit;
}
