using System.Collections.Generic;

namespace System.Linq;

/// <summary>Sequences by keys.</summary>
public static partial class Enumerable
{
    public static IEnumerable<IGrouping<TKey, T>> GroupBy<T, TKey>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        => source.GroupBy(keySelector, item => item, comparer);

    public static IEnumerable<IGrouping<TKey, TElement>> GroupBy<T, TKey, TElement>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector,
        IEqualityComparer<TKey>? comparer = null)
    {
        foreach (var group in source.ToLookup(keySelector, elementSelector, comparer)) yield return group;
    }

    public static ILookup<TKey, T> ToLookup<T, TKey>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        => source.ToLookup(keySelector, item => item, comparer);

    public static ILookup<TKey, TElement> ToLookup<T, TKey, TElement>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector,
        IEqualityComparer<TKey>? comparer = null)
    {
        Lookup<TKey, TElement> lookup = new(comparer);
        foreach (var item in source) lookup.Add(keySelector(item), elementSelector(item));
        return lookup;
    }

    public static IEnumerable<TResult> Join<TOuter, TInner, TKey, TResult>(
        this IEnumerable<TOuter> outer, IEnumerable<TInner> inner, Func<TOuter, TKey> outerKeySelector,
        Func<TInner, TKey> innerKeySelector, Func<TOuter, TInner, TResult> resultSelector)
    {
        var lookup = inner.Where(item => innerKeySelector(item) is not null).ToLookup(innerKeySelector);
        foreach (var item in outer)
            foreach (var match in lookup[outerKeySelector(item)]) yield return resultSelector(item, match);
    }

    public static IEnumerable<TResult> GroupJoin<TOuter, TInner, TKey, TResult>(
        this IEnumerable<TOuter> outer, IEnumerable<TInner> inner, Func<TOuter, TKey> outerKeySelector,
        Func<TInner, TKey> innerKeySelector, Func<TOuter, IEnumerable<TInner>, TResult> resultSelector)
    {
        var lookup = inner.Where(item => innerKeySelector(item) is not null).ToLookup(innerKeySelector);
        foreach (var item in outer) yield return resultSelector(item, lookup[outerKeySelector(item)]);
    }
}
