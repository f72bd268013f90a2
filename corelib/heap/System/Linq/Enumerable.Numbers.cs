using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System.Linq;

/// <summary>Sums and extremes.</summary>
public static partial class Enumerable
{
    public static int Sum(this IEnumerable<int> source) => source.Aggregate(0, (sum, item) => checked(sum + item));
    public static long Sum(this IEnumerable<long> source) => source.Aggregate(0L, (sum, item) => checked(sum + item));
    public static double Sum(this IEnumerable<double> source) => source.Aggregate(0.0, (sum, item) => sum + item);

    public static int Sum<T>(this IEnumerable<T> source, Func<T, int> selector) => source.Select(selector).Sum();
    public static long Sum<T>(this IEnumerable<T> source, Func<T, long> selector) => source.Select(selector).Sum();
    public static double Sum<T>(this IEnumerable<T> source, Func<T, double> selector) => source.Select(selector).Sum();

    public static double Average(this IEnumerable<int> source) => source.Select(item => (long)item).Average();

    public static double Average(this IEnumerable<long> source)
    {
        long sum = 0, count = 0;
        foreach (long item in source)
        {
            sum = checked(sum + item);
            count++;
        }
        if (count == 0) ThrowHelpers.ThrowInvalidOperationException();
        return (double)sum / count;
    }

    public static double Average(this IEnumerable<double> source)
    {
        double sum = 0;
        long count = 0;
        foreach (double item in source)
        {
            sum += item;
            count++;
        }
        if (count == 0) ThrowHelpers.ThrowInvalidOperationException();
        return sum / count;
    }

    public static double Average<T>(this IEnumerable<T> source, Func<T, int> selector)
        => source.Select(selector).Average();

    public static double Average<T>(this IEnumerable<T> source, Func<T, long> selector)
        => source.Select(selector).Average();

    public static double Average<T>(this IEnumerable<T> source, Func<T, double> selector)
        => source.Select(selector).Average();

    public static T? Min<T>(this IEnumerable<T> source) => source.MinBy(item => item);
    public static T? Max<T>(this IEnumerable<T> source) => source.MaxBy(item => item);

    public static TResult? Min<T, TResult>(this IEnumerable<T> source, Func<T, TResult> selector)
        => source.Select(selector).Min();

    public static TResult? Max<T, TResult>(this IEnumerable<T> source, Func<T, TResult> selector)
        => source.Select(selector).Max();

    public static T? MinBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector)
        => Extreme(source, keySelector, Comparer<TKey>.Default);

    public static T? MaxBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector)
        => Extreme(source, keySelector, Reversed<TKey>(null));

    /// <returns>The first of those that come before all others; null, where there is such a thing, without any.</returns>
    private static T? Extreme<T, TKey>(IEnumerable<T> source, Func<T, TKey> keySelector, Comparer<TKey> order)
    {
        T? best = default;
        TKey? bestKey = default;
        bool isFound = false;
        foreach (var item in source)
        {
            var key = keySelector(item);
            // Null is smaller than all, and yet neither the least nor the greatest.
            if (key is null || isFound && order.Compare(key, bestKey) >= 0) continue;
            (best, bestKey, isFound) = (item, key, true);
        }
        if (!isFound && default(T) is not null) ThrowHelpers.ThrowInvalidOperationException();
        return best;
    }
}
