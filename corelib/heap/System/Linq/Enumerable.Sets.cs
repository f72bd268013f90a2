using System.Collections.Generic;

namespace System.Linq;

/// <summary>Sequences as sets; the order is that of first appearance.</summary>
public static partial class Enumerable
{
    public static IEnumerable<T> Distinct<T>(this IEnumerable<T> source, IEqualityComparer<T>? comparer = null)
        => source.DistinctBy(item => item, comparer);

    public static IEnumerable<T> DistinctBy<T, TKey>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
    {
        HashSet<TKey> seen = new(comparer);
        foreach (var item in source)
            if (seen.Add(keySelector(item))) yield return item;
    }

    public static IEnumerable<T> Union<T>(
        this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T>? comparer = null)
        => first.Concat(second).Distinct(comparer);

    public static IEnumerable<T> Intersect<T>(
        this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T>? comparer = null)
    {
        HashSet<T> others = new(second, comparer);
        foreach (var item in first)
            if (others.Remove(item)) yield return item;
    }

    public static IEnumerable<T> Except<T>(
        this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T>? comparer = null)
    {
        HashSet<T> seen = new(second, comparer);
        foreach (var item in first)
            if (seen.Add(item)) yield return item;
    }
}
