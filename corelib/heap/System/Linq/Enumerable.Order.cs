using System.Collections.Generic;

namespace System.Linq;

/// <summary>Sequences in order. Those that compare as equal stay in the order in which they came.</summary>
public static partial class Enumerable
{
    public static IOrderedEnumerable<T> Order<T>(this IEnumerable<T> source, IComparer<T>? comparer = null)
        => source.OrderBy(item => item, comparer);

    public static IOrderedEnumerable<T> OrderDescending<T>(this IEnumerable<T> source, IComparer<T>? comparer = null)
        => source.OrderByDescending(item => item, comparer);

    public static IOrderedEnumerable<T> OrderBy<T, TKey>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null)
        => new OrderedSequence<T>(source, new KeyOrder<T, TKey>(null, keySelector, comparer));

    public static IOrderedEnumerable<T> OrderByDescending<T, TKey>(
        this IEnumerable<T> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null)
        => new OrderedSequence<T>(source, new KeyOrder<T, TKey>(null, keySelector, Reversed(comparer)));

    public static IOrderedEnumerable<T> ThenBy<T, TKey>(
        this IOrderedEnumerable<T> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null)
    {
        var sequence = (OrderedSequence<T>)source;
        return new OrderedSequence<T>(sequence.Source, new KeyOrder<T, TKey>(sequence.Order, keySelector, comparer));
    }

    public static IOrderedEnumerable<T> ThenByDescending<T, TKey>(
        this IOrderedEnumerable<T> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null)
        => source.ThenBy(keySelector, Reversed(comparer));

    private static Comparer<TKey> Reversed<TKey>(IComparer<TKey>? comparer)
    {
        var forward = comparer ?? Comparer<TKey>.Default;
        return Comparer<TKey>.Create((left, right) => forward.Compare(right, left));
    }
}
