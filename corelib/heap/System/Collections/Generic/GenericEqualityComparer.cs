namespace System.Collections.Generic;

/// <summary>For types that say themselves when two of them are equal.</summary>
public sealed class GenericEqualityComparer<T> : EqualityComparer<T> where T : IEquatable<T>?
{
    public override bool Equals(T? x, T? y)
    {
        if (x != null) return y != null && x.Equals(y);
        return y == null;
    }

    public override int GetHashCode(T obj) => obj?.GetHashCode() ?? 0;
}
