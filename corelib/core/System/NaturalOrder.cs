using System.Collections.Generic;

namespace System;

/// <summary>The order that elements have by themselves.</summary>
internal readonly struct NaturalOrder<T> : IComparer<T> where T : IComparable<T>?
{
    public int Compare(T? x, T? y)
    {
        if (x != null) return x.CompareTo(y);
        if (y != null) return -1;
        return 0;
    }
}
