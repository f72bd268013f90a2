using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>A sequence that grows.</summary>
public partial class List<T> : IList<T>, IReadOnlyList<T>
{
    private const int FirstCapacity = 4;

    private T[] _items;
    private int _count;

    public List() => _items = [];
    public List(int capacity) => _items = capacity == 0 ? [] : new T[capacity];

    public List(IEnumerable<T> collection) : this() => AddRange(collection);

    public int Count => _count;

    public int Capacity
    {
        get => _items.Length;
        set
        {
            if (value < _count) ThrowHelpers.ThrowArgumentOutOfRangeException();
            var items = new T[value];
            Contents.CopyTo(items);
            _items = items;
        }
    }

    public T this[int index]
    {
        get => Contents[index];
        set => Contents[index] = value;
    }

    internal Span<T> Contents => new(_items, 0, _count);

    public void Add(T item)
    {
        if (_count == _items.Length) _ = EnsureCapacity(_count + 1);
        _items[_count++] = item;
    }

    public void AddRange(IEnumerable<T> collection)
    {
        if (collection is ICollection<T> sized)
        {
            int count = sized.Count;
            _ = EnsureCapacity(_count + count);
            sized.CopyTo(_items, _count);
            _count += count;
            return;
        }
        foreach (var item in collection) Add(item);
    }

    public int EnsureCapacity(int capacity)
    {
        int doubled = _items.Length == 0 ? FirstCapacity : _items.Length * 2;
        if (capacity > _items.Length) Capacity = Math.Max(doubled, capacity);
        return _items.Length;
    }

    internal void SetCount(int count)
    {
        if (count < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        if (count < _count) RemoveRange(count, _count - count);
        _ = EnsureCapacity(count);
        _count = count;
    }

    public void Insert(int index, T item)
    {
        if ((uint)index > (uint)_count) ThrowHelpers.ThrowArgumentOutOfRangeException();
        Add(item);
        Contents[index..^1].CopyTo(Contents.Slice(index + 1));
        _items[index] = item;
    }

    public void RemoveAt(int index) => RemoveRange(index, 1);

    public void RemoveRange(int index, int count)
    {
        var tail = Contents.Slice(index).Slice(count);
        tail.CopyTo(Contents.Slice(index));
        // What is not in the list any more is not kept alive by it.
        Contents.Slice(_count - count).Clear();
        _count -= count;
    }

    public bool Remove(T item)
    {
        int index = IndexOf(item);
        if (index >= 0) RemoveAt(index);
        return index >= 0;
    }

    public int RemoveAll(Predicate<T> match)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
            if (!match(_items[i])) _items[kept++] = _items[i];
        int removed = _count - kept;
        RemoveRange(kept, removed);
        return removed;
    }

    public void Clear() => RemoveRange(0, _count);

    public int IndexOf(T item)
    {
        var comparer = EqualityComparer<T>.Default;
        for (int i = 0; i < _count; i++)
            if (comparer.Equals(_items[i], item)) return i;
        return -1;
    }

    public bool Contains(T item) => IndexOf(item) >= 0;

    public int FindIndex(Predicate<T> match)
    {
        for (int i = 0; i < _count; i++)
            if (match(_items[i])) return i;
        return -1;
    }

    public T? Find(Predicate<T> match)
    {
        int index = FindIndex(match);
        return index < 0 ? default : _items[index];
    }

    public bool Exists(Predicate<T> match) => FindIndex(match) >= 0;

    public void ForEach(Action<T> action)
    {
        foreach (var item in this) action(item);
    }

    public void Reverse() => Contents.Reverse();
    public void Sort() => Contents.Sort(Comparer<T>.Default);
    public void Sort(Comparison<T> comparison) => Contents.Sort(comparison);
    public void Sort(IComparer<T>? comparer) => Contents.Sort(comparer ?? Comparer<T>.Default);

    public T[] ToArray() => Contents.ToArray();

    public void CopyTo(T[] array) => Contents.CopyTo(array);
    public void CopyTo(T[] array, int arrayIndex) => Contents.CopyTo(array.AsSpan(arrayIndex));

    bool ICollection<T>.IsReadOnly => false;
}
