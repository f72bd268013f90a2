using System.Collections;
using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System.Linq;

/// <summary>Questions to sequences. Nothing is computed before somebody goes through the result.</summary>
public static partial class Enumerable
{
    public static IEnumerable<TResult> Empty<TResult>() => Array.Empty<TResult>();

    public static IEnumerable<int> Range(int start, int count)
    {
        if (count < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return Numbers(start, count);

        static IEnumerable<int> Numbers(int start, int count)
        {
            for (int i = 0; i < count; i++) yield return start + i;
        }
    }

    public static IEnumerable<TResult> Repeat<TResult>(TResult element, int count)
    {
        if (count < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return Copies(element, count);

        static IEnumerable<TResult> Copies(TResult element, int count)
        {
            for (int i = 0; i < count; i++) yield return element;
        }
    }

    public static IEnumerable<T> Where<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var item in source)
            if (predicate(item)) yield return item;
    }

    public static IEnumerable<T> Where<T>(this IEnumerable<T> source, Func<T, int, bool> predicate)
    {
        int index = 0;
        foreach (var item in source)
            if (predicate(item, index++)) yield return item;
    }

    public static IEnumerable<TResult> Select<T, TResult>(this IEnumerable<T> source, Func<T, TResult> selector)
    {
        foreach (var item in source) yield return selector(item);
    }

    public static IEnumerable<TResult> Select<T, TResult>(this IEnumerable<T> source, Func<T, int, TResult> selector)
    {
        int index = 0;
        foreach (var item in source) yield return selector(item, index++);
    }

    public static IEnumerable<TResult> SelectMany<T, TResult>(
        this IEnumerable<T> source, Func<T, IEnumerable<TResult>> selector)
    {
        foreach (var item in source)
            foreach (var inner in selector(item)) yield return inner;
    }

    public static IEnumerable<TResult> SelectMany<T, TCollection, TResult>(
        this IEnumerable<T> source, Func<T, IEnumerable<TCollection>> collectionSelector,
        Func<T, TCollection, TResult> resultSelector)
    {
        foreach (var item in source)
            foreach (var inner in collectionSelector(item)) yield return resultSelector(item, inner);
    }

    public static IEnumerable<(int Index, T Item)> Index<T>(this IEnumerable<T> source)
    {
        int index = 0;
        foreach (var item in source) yield return (index++, item);
    }

    public static IEnumerable<TResult> OfType<TResult>(this IEnumerable source)
    {
        foreach (object? item in source)
            if (item is TResult result) yield return result;
    }

    public static IEnumerable<TResult> Cast<TResult>(this IEnumerable source)
    {
        foreach (object? item in source) yield return (TResult)item!;
    }

    public static IEnumerable<T> DefaultIfEmpty<T>(this IEnumerable<T> source, T defaultValue)
    {
        bool isEmpty = true;
        foreach (var item in source)
        {
            isEmpty = false;
            yield return item;
        }
        if (isEmpty) yield return defaultValue;
    }

    public static IEnumerable<T?> DefaultIfEmpty<T>(this IEnumerable<T> source) => DefaultIfEmpty<T?>(source, default);

    public static IEnumerable<T> AsEnumerable<T>(this IEnumerable<T> source) => source;

    public static IEnumerable<TResult> Zip<TFirst, TSecond, TResult>(
        this IEnumerable<TFirst> first, IEnumerable<TSecond> second, Func<TFirst, TSecond, TResult> resultSelector)
    {
        using var others = second.GetEnumerator();
        foreach (var item in first)
        {
            if (!others.MoveNext()) yield break;
            yield return resultSelector(item, others.Current);
        }
    }

    public static IEnumerable<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(
        this IEnumerable<TFirst> first, IEnumerable<TSecond> second)
        => first.Zip(second, (one, other) => (one, other));
}
