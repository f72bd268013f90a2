using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>Values by keys, in the order of the keys.</summary>
public class SortedDictionary<TKey, TValue> : ICollection<KeyValuePair<TKey, TValue>>, IReadOnlyCollection<KeyValuePair<TKey, TValue>> where TKey : notnull
{
    private sealed class ByKey(IComparer<TKey> keys) : IComparer<KeyValuePair<TKey, TValue>>
    {
        public readonly IComparer<TKey> Keys = keys;

        public int Compare(KeyValuePair<TKey, TValue> x, KeyValuePair<TKey, TValue> y) => Keys.Compare(x.Key, y.Key);
    }

    private readonly ByKey _order;
    private readonly SortedSet<KeyValuePair<TKey, TValue>> _pairs;

    public SortedDictionary() : this((IComparer<TKey>?)null) { }

    public SortedDictionary(IComparer<TKey>? comparer)
    {
        _order = new(comparer ?? Comparer<TKey>.Default);
        _pairs = new(_order);
    }

    public SortedDictionary(IEnumerable<KeyValuePair<TKey, TValue>> dictionary) : this(dictionary, null) { }

    public SortedDictionary(IEnumerable<KeyValuePair<TKey, TValue>> dictionary, IComparer<TKey>? comparer) : this(comparer)
    {
        foreach (var (key, value) in dictionary) Add(key, value);
    }

    public int Count => _pairs.Count;
    public IComparer<TKey> Comparer => _order.Keys;

    public TValue this[TKey key]
    {
        get
        {
            if (!TryGetValue(key, out var value)) ThrowHelpers.ThrowKeyNotFoundException();
            return value;
        }
        set
        {
            KeyValuePair<TKey, TValue> pair = new(key, value);
            if (_pairs.Find(pair) is { } node) node.Item = new(node.Item.Key, value);
            else _ = _pairs.Add(pair);
        }
    }

    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value)) ThrowHelpers.ThrowArgumentException();
    }

    internal bool TryAdd(TKey key, TValue value)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        return _pairs.Add(new(key, value));
    }

    public bool Remove(TKey key) => _pairs.Remove(new(key, default!));
    public bool ContainsKey(TKey key) => _pairs.Contains(new(key, default!));

    public bool ContainsValue(TValue value)
    {
        var comparer = EqualityComparer<TValue>.Default;
        foreach (var pair in _pairs)
            if (comparer.Equals(pair.Value, value)) return true;
        return false;
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        bool isThere = _pairs.TryGetValue(new(key, default!), out var pair);
        value = isThere ? pair.Value : default;
        return isThere;
    }

    public void Clear() => _pairs.Clear();

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int index) => _pairs.CopyTo(array, index);

    public KeyCollection Keys => new(this);
    public ValueCollection Values => new(this);

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;
    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);
    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => IsThere(item) && Remove(item.Key);
    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) => IsThere(item);

    private bool IsThere(KeyValuePair<TKey, TValue> item)
        => TryGetValue(item.Key, out var value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    public SortedSet<KeyValuePair<TKey, TValue>>.Enumerator GetEnumerator() => _pairs.GetEnumerator();
    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public sealed class KeyCollection(SortedDictionary<TKey, TValue> dictionary) : IReadOnlyCollection<TKey>
    {
        public int Count => dictionary.Count;

        public IEnumerator<TKey> GetEnumerator()
        {
            foreach (var pair in dictionary) yield return pair.Key;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public sealed class ValueCollection(SortedDictionary<TKey, TValue> dictionary) : IReadOnlyCollection<TValue>
    {
        public int Count => dictionary.Count;

        public IEnumerator<TValue> GetEnumerator()
        {
            foreach (var pair in dictionary) yield return pair.Value;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
