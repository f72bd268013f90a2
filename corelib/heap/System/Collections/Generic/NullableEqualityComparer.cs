namespace System.Collections.Generic;

/// <summary>For a value or none.</summary>
public sealed class NullableEqualityComparer<T> : EqualityComparer<T?> where T : struct
{
    public override bool Equals(T? x, T? y)
    {
        if (!x.HasValue || !y.HasValue) return x.HasValue == y.HasValue;
        return EqualityComparer<T>.Default.Equals(x.GetValueOrDefault(), y.GetValueOrDefault());
    }

    public override int GetHashCode(T? obj)
        => obj.HasValue ? EqualityComparer<T>.Default.GetHashCode(obj.GetValueOrDefault()) : 0;
}
