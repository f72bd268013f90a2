using System.Collections.ObjectModel;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>Parts, searches and order.</summary>
public partial class List<T>
{
    public void InsertRange(int index, IEnumerable<T> collection)
    {
        if ((uint)index > (uint)_count) ThrowHelpers.ThrowArgumentOutOfRangeException();
        int tail = _count - index;
        AddRange(collection);
        // What was added at the end changes places with what is to stand behind it.
        var moved = Contents.Slice(index);
        moved.Slice(0, tail).Reverse();
        moved.Slice(tail).Reverse();
        moved.Reverse();
    }

    public List<T> GetRange(int index, int count)
    {
        List<T> part = new(count);
        part.SetCount(count);
        Contents.Slice(index, count).CopyTo(part.Contents);
        return part;
    }

    public List<T> Slice(int start, int length) => GetRange(start, length);

    public void CopyTo(int index, T[] array, int arrayIndex, int count)
        => Contents.Slice(index, count).CopyTo(array.AsSpan(arrayIndex));

    public int IndexOf(T item, int index)
    {
        var comparer = EqualityComparer<T>.Default;
        for (int i = index; i < _count; i++)
            if (comparer.Equals(_items[i], item)) return i;
        return -1;
    }

    public int LastIndexOf(T item)
    {
        var comparer = EqualityComparer<T>.Default;
        for (int i = _count - 1; i >= 0; i--)
            if (comparer.Equals(_items[i], item)) return i;
        return -1;
    }

    public int FindLastIndex(Predicate<T> match)
    {
        for (int i = _count - 1; i >= 0; i--)
            if (match(_items[i])) return i;
        return -1;
    }

    public T? FindLast(Predicate<T> match)
    {
        int index = FindLastIndex(match);
        return index < 0 ? default : _items[index];
    }

    public List<T> FindAll(Predicate<T> match)
    {
        List<T> found = [];
        foreach (var item in this)
            if (match(item)) found.Add(item);
        return found;
    }

    public bool TrueForAll(Predicate<T> match)
    {
        foreach (var item in this)
            if (!match(item)) return false;
        return true;
    }

    public List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)
    {
        List<TOutput> converted = new(_count);
        foreach (var item in this) converted.Add(converter(item));
        return converted;
    }

    public int BinarySearch(T item) => BinarySearch(item, null);

    /// <returns>Where it stands; else the complement of where it would.</returns>
    public int BinarySearch(T item, IComparer<T>? comparer) => Array.BinarySearch(_items, 0, _count, item, comparer);

    public void Reverse(int index, int count) => Contents.Slice(index, count).Reverse();

    public void Sort(int index, int count, IComparer<T>? comparer)
        => Contents.Slice(index, count).Sort(comparer ?? Comparer<T>.Default);

    public void TrimExcess() => Capacity = _count;

    public ReadOnlyCollection<T> AsReadOnly() => new(this);
}
