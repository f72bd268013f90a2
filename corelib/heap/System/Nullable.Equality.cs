using System.Collections.Generic;

namespace System;

public partial struct Nullable<T>
{
    public override readonly bool Equals(object? other)
        => hasValue ? other != null && value.Equals(other) : other == null;

    public override readonly int GetHashCode() => hasValue ? value.GetHashCode() : 0;
    public override readonly string? ToString() => hasValue ? value.ToString() : "";
}

public static class Nullable
{
    /// <summary>None is less than any value.</summary>
    public static int Compare<T>(T? left, T? right) where T : struct
        => left.HasValue && right.HasValue
            ? Comparer<T>.Default.Compare(left.GetValueOrDefault(), right.GetValueOrDefault())
            : left.HasValue ? 1 : right.HasValue ? -1 : 0;

    public static bool Equals<T>(T? left, T? right) where T : struct
        => left.HasValue && right.HasValue
            ? EqualityComparer<T>.Default.Equals(left.GetValueOrDefault(), right.GetValueOrDefault())
            : left.HasValue == right.HasValue;
}
