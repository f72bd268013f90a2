namespace System.Collections.Generic;

/// <summary>A set and other elements. These are gone through once, and may be the set itself.</summary>
public partial class HashSet<T>
{
    public void UnionWith(IEnumerable<T> other)
    {
        if (other == this) return;
        foreach (var item in other) _ = Add(item);
    }

    public void ExceptWith(IEnumerable<T> other)
    {
        if (other == this)
        {
            Clear();
            return;
        }
        foreach (var item in other) _ = Remove(item);
    }

    public void IntersectWith(IEnumerable<T> other)
    {
        if (other == this) return;
        var others = SetOf(other);
        _ = RemoveWhere(item => !others.Contains(item));
    }

    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        if (other == this)
        {
            Clear();
            return;
        }
        foreach (var item in SetOf(other))
            if (!Remove(item)) _ = Add(item);
    }

    public bool IsSubsetOf(IEnumerable<T> other) => Count == CountIn(SetOf(other));
    
    public bool IsSupersetOf(IEnumerable<T> other)
    {
        foreach (var item in other)
            if (!Contains(item)) return false;
        return true;
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        var others = SetOf(other);
        return Count < others.Count && Count == CountIn(others);
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        var others = SetOf(other);
        return others.Count < Count && others.Count == CountIn(others);
    }

    public bool Overlaps(IEnumerable<T> other)
    {
        foreach (var item in other)
            if (Contains(item)) return true;
        return false;
    }

    public bool SetEquals(IEnumerable<T> other)
    {
        var others = SetOf(other);
        return Count == others.Count && Count == CountIn(others);
    }

    /// <summary>Others by what this set takes for equal.</summary>
    private HashSet<T> SetOf(IEnumerable<T> other)
        => other is HashSet<T> set && set.Comparer == Comparer ? set : new HashSet<T>(other, Comparer);

    /// <returns>How many elements are in others too.</returns>
    private int CountIn(HashSet<T> others)
    {
        int count = 0;
        foreach (var item in this)
            if (others.Contains(item)) count++;
        return count;
    }
}
