using System.Collections.Generic;

namespace System.Linq;

/// <summary>What a sequence is ordered by, and what comes into it only where that is equal.</summary>
internal abstract class KeyOrder<T>
{
    /// <summary>Takes the keys of all elements once, before any are compared.</summary>
    public abstract void Take(List<T> items);

    /// <summary>Compares elements by their indices.</summary>
    public abstract int Compare(int left, int right);
}

/// <param name="first">What comes before; null for nothing.</param>
internal sealed class KeyOrder<T, TKey>(KeyOrder<T>? first, Func<T, TKey> keySelector, IComparer<TKey>? comparer)
    : KeyOrder<T>
{
    private readonly IComparer<TKey> _comparer = comparer ?? Comparer<TKey>.Default;
    private TKey[] _keys = [];

    public override void Take(List<T> items)
    {
        first?.Take(items);
        _keys = new TKey[items.Count];
        for (int i = 0; i < _keys.Length; i++) _keys[i] = keySelector(items[i]);
    }

    public override int Compare(int left, int right)
    {
        int order = first?.Compare(left, right) ?? 0;
        return order != 0 ? order : _comparer.Compare(_keys[left], _keys[right]);
    }
}
