namespace System.Collections.Generic;

/// <summary>For all other types.</summary>
public sealed class ObjectEqualityComparer<T> : EqualityComparer<T>
{
    public override bool Equals(T? x, T? y)
    {
        if (x != null) return y != null && x.Equals(y);
        return y == null;
    }

    public override int GetHashCode(T obj) => obj?.GetHashCode() ?? 0;
}
