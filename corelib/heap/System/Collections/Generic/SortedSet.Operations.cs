namespace System.Collections.Generic;

// What sets have to do with others.
public partial class SortedSet<T>
{
    public void UnionWith(IEnumerable<T> other)
    {
        foreach (var item in Snapshot(other)) _ = Add(item);
    }

    public void ExceptWith(IEnumerable<T> other)
    {
        foreach (var item in Snapshot(other)) _ = Remove(item);
    }

    public void IntersectWith(IEnumerable<T> other)
    {
        SortedSet<T> wanted = new(other, _comparer);
        _ = RemoveWhere(item => !wanted.Contains(item));
    }

    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        foreach (var item in new SortedSet<T>(other, _comparer))
            if (!Remove(item)) _ = Add(item);
    }

    public bool IsSubsetOf(IEnumerable<T> other) => CountOfMine(other, out _) == Count;
    public bool IsProperSubsetOf(IEnumerable<T> other) => CountOfMine(other, out int distinct) == Count && distinct > Count;
    public bool IsSupersetOf(IEnumerable<T> other) => CountOfMine(other, out int distinct) == distinct;
    public bool IsProperSupersetOf(IEnumerable<T> other) => CountOfMine(other, out int distinct) == distinct && distinct < Count;
    public bool SetEquals(IEnumerable<T> other) => CountOfMine(other, out int distinct) == Count && distinct == Count;
    public bool Overlaps(IEnumerable<T> other) => CountOfMine(other, out _) != 0;

    /// <param name="distinct">How many different ones there are.</param>
    /// <returns>How many of them are in this one.</returns>
    private int CountOfMine(IEnumerable<T> other, out int distinct)
    {
        SortedSet<T> set = new(other, _comparer);
        distinct = set.Count;
        int mine = 0;
        foreach (var item in set)
            if (Contains(item)) mine++;
        return mine;
    }

    /// <summary>It may be this set itself.</summary>
    private List<T> Snapshot(IEnumerable<T> other) => [.. other];
}
