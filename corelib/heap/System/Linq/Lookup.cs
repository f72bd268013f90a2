using System.Collections;
using System.Collections.Generic;

namespace System.Linq;

/// <summary>Groups in the order in which their keys appeared.</summary>
public sealed class Lookup<TKey, TElement> : ILookup<TKey, TElement>
{
    /// <summary>A key that may be null.</summary>
    private readonly struct AnyKey(TKey key)
    {
        public readonly TKey Key = key;
    }

    private sealed class KeyComparer(IEqualityComparer<TKey> comparer) : IEqualityComparer<AnyKey>
    {
        public bool Equals(AnyKey x, AnyKey y) => comparer.Equals(x.Key, y.Key);
        public int GetHashCode(AnyKey key) => key.Key is null ? 0 : comparer.GetHashCode(key.Key);
    }

    private sealed class Group(TKey key) : IGrouping<TKey, TElement>
    {
        public readonly List<TElement> Elements = [];

        public TKey Key => key;

        public IEnumerator<TElement> GetEnumerator() => Elements.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => Elements.GetEnumerator();
    }

    private readonly Dictionary<AnyKey, Group> _groups;

    internal Lookup(IEqualityComparer<TKey>? comparer)
        => _groups = new(new KeyComparer(comparer ?? EqualityComparer<TKey>.Default));

    public int Count => _groups.Count;

    public IEnumerable<TElement> this[TKey key]
        => _groups.TryGetValue(new AnyKey(key), out var group) ? group : Enumerable.Empty<TElement>();

    public bool Contains(TKey key) => _groups.ContainsKey(new AnyKey(key));

    internal void Add(TKey key, TElement element)
    {
        if (!_groups.TryGetValue(new AnyKey(key), out var group))
            _groups.Add(new AnyKey(key), group = new Group(key));
        group.Elements.Add(element);
    }

    public IEnumerator<IGrouping<TKey, TElement>> GetEnumerator()
    {
        // Nothing is ever removed, so the table's order is that of adding.
        foreach (var pair in _groups) yield return pair.Value;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
