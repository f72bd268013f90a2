namespace System.Collections.Generic;

/// <summary>Order as a type defines it.</summary>
public abstract class Comparer<T> : IComparer<T>
{
    private static Comparer<T>? _default;

    public static Comparer<T> Default => _default ??= new DefaultComparer<T>();

    public static Comparer<T> Create(Comparison<T> comparison) => new ComparisonComparer<T>(comparison);

    public abstract int Compare(T? x, T? y);
}
