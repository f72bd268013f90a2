using System.Collections.Generic;

namespace System;

/// <summary>Sorting and searching in order.</summary>
/// <remarks>
/// The order is known to the compiler, as that of the elements or of a struct: nothing is boxed. Sorting is in place, in
/// O(n log n) at worst and without recursion; equal elements may change places, as in .NET.
/// </remarks>
public static partial class MemoryExtensions
{
    public static void Sort<T>(this Span<T> span) where T : IComparable<T>?
        => HeapSort.Sort(span, new NaturalOrder<T>());

    public static void Sort<T>(this Span<T> span, Comparison<T> comparison)
        => HeapSort.Sort(span, new ComparisonOrder<T>(comparison));

    public static void Sort<T, TComparer>(this Span<T> span, TComparer comparer) where TComparer : IComparer<T>
        => HeapSort.Sort(span, comparer);

    public static int BinarySearch<T>(this ReadOnlySpan<T> span, T value) where T : IComparable<T>?
        => BinarySearch(span, value, new NaturalOrder<T>());

    public static int BinarySearch<T>(this Span<T> span, T value) where T : IComparable<T>?
        => BinarySearch((ReadOnlySpan<T>)span, value, new NaturalOrder<T>());

    /// <returns>Where the value is, or else the complement of where it would be.</returns>
    public static int BinarySearch<T, TComparer>(this ReadOnlySpan<T> span, T value, TComparer comparer)
        where TComparer : IComparer<T>
    {
        int low = 0, high = span.Length - 1;
        while (low <= high)
        {
            int middle = low + (high - low >> 1);
            int order = comparer.Compare(value, span[middle]);
            if (order == 0) return middle;
            if (order > 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}
