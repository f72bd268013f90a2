using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>Values by keys, in the order of the keys, in two arrays: small, quick to search, slow to add to in the middle.</summary>
public class SortedList<TKey, TValue> : ICollection<KeyValuePair<TKey, TValue>>, IReadOnlyCollection<KeyValuePair<TKey, TValue>> where TKey : notnull
{
    private readonly List<TKey> _keys;
    private readonly List<TValue> _values;

    public SortedList() : this(0, null) { }
    public SortedList(int capacity) : this(capacity, null) { }
    public SortedList(IComparer<TKey>? comparer) : this(0, comparer) { }

    public SortedList(int capacity, IComparer<TKey>? comparer)
    {
        _keys = new(capacity);
        _values = new(capacity);
        Comparer = comparer ?? Comparer<TKey>.Default;
    }

    public SortedList(IEnumerable<KeyValuePair<TKey, TValue>> dictionary) : this(0, null)
    {
        foreach (var (key, value) in dictionary) Add(key, value);
    }

    public int Count => _keys.Count;
    public IComparer<TKey> Comparer { get; }

    public int Capacity
    {
        get => _keys.Capacity;
        set => _keys.Capacity = _values.Capacity = value;
    }

    public IList<TKey> Keys => _keys.AsReadOnly();
    public IList<TValue> Values => _values.AsReadOnly();

    public TValue this[TKey key]
    {
        get
        {
            if (!TryGetValue(key, out var value)) ThrowHelpers.ThrowKeyNotFoundException();
            return value;
        }
        set
        {
            int index = Search(key);
            if (index >= 0) _values[index] = value;
            else Insert(~index, key, value);
        }
    }

    public void Add(TKey key, TValue value)
    {
        int index = Search(key);
        if (index >= 0) ThrowHelpers.ThrowArgumentException();
        Insert(~index, key, value);
    }

    private void Insert(int index, TKey key, TValue value)
    {
        _keys.Insert(index, key);
        _values.Insert(index, value);
    }

    /// <returns>The place, or the complement of where it would be.</returns>
    private int Search(TKey key)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        return _keys.BinarySearch(key, Comparer);
    }

    public int IndexOfKey(TKey key) => Math.Max(Search(key), -1);
    public int IndexOfValue(TValue value) => _values.IndexOf(value);
    public bool ContainsKey(TKey key) => Search(key) >= 0;
    public bool ContainsValue(TValue value) => IndexOfValue(value) >= 0;
    public TKey GetKeyAtIndex(int index) => _keys[index];
    public TValue GetValueAtIndex(int index) => _values[index];
    public void SetValueAtIndex(int index, TValue value) => _values[index] = value;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        int index = Search(key);
        value = index >= 0 ? _values[index] : default;
        return index >= 0;
    }

    public bool Remove(TKey key)
    {
        int index = Search(key);
        if (index >= 0) RemoveAt(index);
        return index >= 0;
    }

    public void RemoveAt(int index)
    {
        _keys.RemoveAt(index);
        _values.RemoveAt(index);
    }

    public void Clear()
    {
        _keys.Clear();
        _values.Clear();
    }

    public void TrimExcess()
    {
        _keys.TrimExcess();
        _values.TrimExcess();
    }

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;
    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);
    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) => IsThere(item);
    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => IsThere(item) && Remove(item.Key);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var pair in this) array[arrayIndex++] = pair;
    }

    private bool IsThere(KeyValuePair<TKey, TValue> item)
        => TryGetValue(item.Key, out var value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return new(_keys[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
