using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

/// <summary>Values, each once: the keys of a table without values.</summary>
public partial class HashSet<T> : ISet<T>, IReadOnlyCollection<T>
{
    private readonly struct Nothing;

    /// <summary>What stands for an element, so that null can be one.</summary>
    private readonly struct Key(T value)
    {
        public readonly T Value = value;
    }

    private sealed class KeyComparer(IEqualityComparer<T> comparer) : IEqualityComparer<Key>
    {
        public readonly IEqualityComparer<T> Comparer = comparer;

        public bool Equals(Key x, Key y) => Comparer.Equals(x.Value, y.Value);
        public int GetHashCode(Key key) => key.Value is null ? 0 : Comparer.GetHashCode(key.Value);
    }

    private readonly KeyComparer _comparer;
    private readonly Dictionary<Key, Nothing> _elements;

    public HashSet() : this((IEqualityComparer<T>?)null) { }

    public HashSet(int capacity) : this(capacity, null) { }

    public HashSet(IEqualityComparer<T>? comparer) : this(0, comparer) { }

    public HashSet(int capacity, IEqualityComparer<T>? comparer)
    {
        _comparer = new KeyComparer(comparer ?? EqualityComparer<T>.Default);
        _elements = new(capacity, _comparer);
    }

    public HashSet(IEnumerable<T> collection) : this(collection, null) { }

    public HashSet(IEnumerable<T> collection, IEqualityComparer<T>? comparer) : this(comparer) => UnionWith(collection);

    public int Count => _elements.Count;

    public IEqualityComparer<T> Comparer => _comparer.Comparer;

    public bool Add(T item) => _elements.TryAdd(new Key(item), default);
    public bool Contains(T item) => _elements.ContainsKey(new Key(item));
    public bool Remove(T item) => _elements.Remove(new Key(item));
    public void Clear() => _elements.Clear();

    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        bool isThere = _elements.TryGetKey(new Key(equalValue), out var key);
        actualValue = key.Value;
        return isThere;
    }

    public int RemoveWhere(Predicate<T> match)
    {
        int removed = 0;
        // Removing does not move others.
        foreach (var item in this)
            if (match(item) && Remove(item)) removed++;
        return removed;
    }

    public void CopyTo(T[] array) => CopyTo(array, 0);

    public void CopyTo(T[] array, int arrayIndex)
    {
        var destination = array.AsSpan(arrayIndex, Count);
        int next = 0;
        foreach (var item in this) destination[next++] = item;
    }

    void ICollection<T>.Add(T item) => _ = Add(item);

    bool ICollection<T>.IsReadOnly => false;

    public Enumerator GetEnumerator() => new(this);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);
    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    public struct Enumerator : IEnumerator<T>
    {
        private Dictionary<Key, Nothing>.Enumerator _elements;

        internal Enumerator(HashSet<T> set) => _elements = set._elements.GetEnumerator();

        public readonly T Current => _elements.Current.Key.Value;
        readonly object? IEnumerator.Current => Current;

        public bool MoveNext() => _elements.MoveNext();
        public void Reset() => _elements.Reset();
        public readonly void Dispose() { }
    }
}
