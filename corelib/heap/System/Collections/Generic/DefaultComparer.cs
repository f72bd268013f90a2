using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>Asks the values themselves; nothing stands before everything.</summary>
internal sealed class DefaultComparer<T> : Comparer<T>
{
    public override int Compare(T? x, T? y)
    {
        if (x == null || y == null) return x != null ? 1 : y != null ? -1 : 0;
        if (x is IComparable<T>) return ((IComparable<T>)x).CompareTo(y);
        if (x is IComparable) return ((IComparable)x).CompareTo(y);
        ThrowHelpers.ThrowInvalidOperationException();
        return 0;
    }
}
