using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System.Linq;

/// <summary>Single elements of sequences.</summary>
public static partial class Enumerable
{
    public static T First<T>(this IEnumerable<T> source)
    {
        foreach (var item in source) return item;
        ThrowHelpers.ThrowInvalidOperationException();
        return default;
    }

    public static T First<T>(this IEnumerable<T> source, Func<T, bool> predicate) => source.Where(predicate).First();

    public static T FirstOrDefault<T>(this IEnumerable<T> source, T defaultValue)
    {
        foreach (var item in source) return item;
        return defaultValue;
    }

    public static T? FirstOrDefault<T>(this IEnumerable<T> source) => FirstOrDefault<T?>(source, (T?)default);

    public static T? FirstOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)
        => source.Where(predicate).FirstOrDefault();

    public static T Last<T>(this IEnumerable<T> source)
    {
        if (!TryGetLast(source, out var last)) ThrowHelpers.ThrowInvalidOperationException();
        return last!;
    }

    public static T Last<T>(this IEnumerable<T> source, Func<T, bool> predicate) => source.Where(predicate).Last();

    public static T? LastOrDefault<T>(this IEnumerable<T> source)
    {
        _ = TryGetLast(source, out var last);
        return last;
    }

    public static T? LastOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)
        => source.Where(predicate).LastOrDefault();

    public static T Single<T>(this IEnumerable<T> source)
    {
        if (CountUpToTwo(source, out var only) != 1) ThrowHelpers.ThrowInvalidOperationException();
        return only!;
    }

    public static T Single<T>(this IEnumerable<T> source, Func<T, bool> predicate) => source.Where(predicate).Single();

    public static T? SingleOrDefault<T>(this IEnumerable<T> source)
    {
        if (CountUpToTwo(source, out var only) > 1) ThrowHelpers.ThrowInvalidOperationException();
        return only;
    }

    public static T? SingleOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)
        => source.Where(predicate).SingleOrDefault();

    public static T ElementAt<T>(this IEnumerable<T> source, int index)
    {
        if (index < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        foreach (var item in source)
            if (index-- == 0) return item;
        ThrowHelpers.ThrowArgumentOutOfRangeException();
        return default;
    }

    public static T? ElementAtOrDefault<T>(this IEnumerable<T> source, int index)
        => index < 0 ? default : source.Skip(index).FirstOrDefault();

    private static bool TryGetLast<T>(IEnumerable<T> source, out T? last)
    {
        last = default;
        bool isFound = false;
        foreach (var item in source)
        {
            last = item;
            isFound = true;
        }
        return isFound;
    }

    private static int CountUpToTwo<T>(IEnumerable<T> source, out T? first)
    {
        first = default;
        int count = 0;
        foreach (var item in source)
        {
            if (++count == 2) break;
            first = item;
        }
        return count;
    }
}
