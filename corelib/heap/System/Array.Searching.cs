using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace System;

public abstract partial class Array
{
    public static int BinarySearch<T>(T[] array, T value) => BinarySearch(array, 0, array.Length, value, null);

    public static int BinarySearch<T>(T[] array, T value, IComparer<T>? comparer)
        => BinarySearch(array, 0, array.Length, value, comparer);

    /// <returns>Where it stands; else the complement of where it would.</returns>
    public static int BinarySearch<T>(T[] array, int index, int length, T value, IComparer<T>? comparer)
    {
        comparer ??= Comparer<T>.Default;
        int low = index, high = index + length - 1;
        while (low <= high)
        {
            int middle = low + (high - low) / 2;
            int order = comparer.Compare(array[middle], value);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    public static TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)
    {
        var converted = new TOutput[array.Length];
        for (int i = 0; i < array.Length; i++) converted[i] = converter(array[i]);
        return converted;
    }

    public static int FindIndex<T>(T[] array, Predicate<T> match)
    {
        for (int i = 0; i < array.Length; i++)
            if (match(array[i])) return i;
        return -1;
    }

    public static T? Find<T>(T[] array, Predicate<T> match)
    {
        int index = FindIndex(array, match);
        return index < 0 ? default : array[index];
    }

    public static T[] FindAll<T>(T[] array, Predicate<T> match)
    {
        List<T> found = [];
        foreach (var item in array)
            if (match(item)) found.Add(item);
        return found.ToArray();
    }

    public static bool Exists<T>(T[] array, Predicate<T> match) => FindIndex(array, match) >= 0;

    public static bool TrueForAll<T>(T[] array, Predicate<T> match)
    {
        foreach (var item in array)
            if (!match(item)) return false;
        return true;
    }

    public static void ForEach<T>(T[] array, Action<T> action)
    {
        foreach (var item in array) action(item);
    }

    public static int LastIndexOf<T>(T[] array, T value)
    {
        var comparer = EqualityComparer<T>.Default;
        for (int i = array.Length - 1; i >= 0; i--)
            if (comparer.Equals(array[i], value)) return i;
        return -1;
    }

    public static void Clear<T>(T[] array, int index, int length) => array.AsSpan(index, length).Clear();
    public static void Fill<T>(T[] array, T value, int startIndex, int count) => array.AsSpan(startIndex, count).Fill(value);
    public static void Reverse<T>(T[] array, int index, int length) => array.AsSpan(index, length).Reverse();
    public static void Sort<T>(T[] array, IComparer<T>? comparer) => array.AsSpan().Sort(comparer ?? Comparer<T>.Default);

    public static void Sort<T>(T[] array, int index, int length)
        => array.AsSpan(index, length).Sort(Comparer<T>.Default);

    public static ReadOnlyCollection<T> AsReadOnly<T>(T[] array) => new(array);
}
