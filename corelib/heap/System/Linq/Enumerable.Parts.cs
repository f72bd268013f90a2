using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System.Linq;

/// <summary>Parts of sequences, and sequences put together.</summary>
public static partial class Enumerable
{
    public static IEnumerable<T> Take<T>(this IEnumerable<T> source, int count)
    {
        if (count <= 0) yield break;
        foreach (var item in source)
        {
            yield return item;
            if (--count == 0) yield break;
        }
    }

    public static IEnumerable<T> Skip<T>(this IEnumerable<T> source, int count)
    {
        foreach (var item in source)
            if (count-- <= 0) yield return item;
    }

    public static IEnumerable<T> TakeWhile<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var item in source)
        {
            if (!predicate(item)) yield break;
            yield return item;
        }
    }

    public static IEnumerable<T> SkipWhile<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        bool isSkipping = true;
        foreach (var item in source)
        {
            isSkipping = isSkipping && predicate(item);
            if (!isSkipping) yield return item;
        }
    }

    public static IEnumerable<T> TakeLast<T>(this IEnumerable<T> source, int count)
    {
        var items = source.ToList();
        for (int i = Math.Max(0, items.Count - Math.Max(0, count)); i < items.Count; i++) yield return items[i];
    }

    public static IEnumerable<T> SkipLast<T>(this IEnumerable<T> source, int count)
    {
        var items = source.ToList();
        for (int i = 0; i < items.Count - Math.Max(0, count); i++) yield return items[i];
    }

    public static IEnumerable<T[]> Chunk<T>(this IEnumerable<T> source, int size)
    {
        if (size < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return Chunks(source, size);

        static IEnumerable<T[]> Chunks(IEnumerable<T> source, int size)
        {
            List<T> chunk = [];
            foreach (var item in source)
            {
                chunk.Add(item);
                if (chunk.Count < size) continue;
                yield return chunk.ToArray();
                chunk.Clear();
            }
            if (chunk.Count != 0) yield return chunk.ToArray();
        }
    }

    public static IEnumerable<T> Concat<T>(this IEnumerable<T> first, IEnumerable<T> second)
    {
        foreach (var item in first) yield return item;
        foreach (var item in second) yield return item;
    }

    public static IEnumerable<T> Append<T>(this IEnumerable<T> source, T element)
    {
        foreach (var item in source) yield return item;
        yield return element;
    }

    public static IEnumerable<T> Prepend<T>(this IEnumerable<T> source, T element)
    {
        yield return element;
        foreach (var item in source) yield return item;
    }

    public static IEnumerable<T> Reverse<T>(this IEnumerable<T> source)
    {
        var items = source.ToList();
        for (int i = items.Count - 1; i >= 0; i--) yield return items[i];
    }
}
