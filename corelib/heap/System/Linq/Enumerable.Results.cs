using System.Collections.Generic;

namespace System.Linq;

/// <summary>Sequences as collections, and what is true of them.</summary>
public static partial class Enumerable
{
    public static List<T> ToList<T>(this IEnumerable<T> source) => new(source);
    public static T[] ToArray<T>(this IEnumerable<T> source) => source.ToList().ToArray();

    public static HashSet<T> ToHashSet<T>(this IEnumerable<T> source, IEqualityComparer<T>? comparer = null)
        => new(source, comparer);

    public static Dictionary<TKey, T> ToDictionary<T, TKey>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
        => source.ToDictionary(keySelector, item => item, comparer);

    public static Dictionary<TKey, TElement> ToDictionary<T, TKey, TElement>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector,
        IEqualityComparer<TKey>? comparer = null) where TKey : notnull
    {
        Dictionary<TKey, TElement> table = new(comparer);
        foreach (var item in source) table.Add(keySelector(item), elementSelector(item));
        return table;
    }

    public static bool Any<T>(this IEnumerable<T> source)
    {
        foreach (var _ in source) return true;
        return false;
    }

    public static bool Any<T>(this IEnumerable<T> source, Func<T, bool> predicate) => source.Where(predicate).Any();

    public static bool All<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var item in source)
            if (!predicate(item)) return false;
        return true;
    }

    public static bool Contains<T>(this IEnumerable<T> source, T value)
    {
        var comparer = EqualityComparer<T>.Default;
        foreach (var item in source)
            if (comparer.Equals(item, value)) return true;
        return false;
    }

    public static bool SequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second)
    {
        var comparer = EqualityComparer<T>.Default;
        using var others = second.GetEnumerator();
        foreach (var item in first)
            if (!others.MoveNext() || !comparer.Equals(item, others.Current)) return false;
        return !others.MoveNext();
    }

    public static int Count<T>(this IEnumerable<T> source)
    {
        if (source is IReadOnlyCollection<T> collection) return collection.Count;
        int count = 0;
        foreach (var _ in source) count++;
        return count;
    }

    public static int Count<T>(this IEnumerable<T> source, Func<T, bool> predicate) => source.Where(predicate).Count();

    public static TAccumulate Aggregate<T, TAccumulate>(
        this IEnumerable<T> source, TAccumulate seed, Func<TAccumulate, T, TAccumulate> func)
    {
        var result = seed;
        foreach (var item in source) result = func(result, item);
        return result;
    }

    public static T Aggregate<T>(this IEnumerable<T> source, Func<T, T, T> func)
        => source.Skip(1).Aggregate(source.First(), func);
}
