using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Equality as a type defines it.</summary>
/// <remarks>
/// The compiler writes the body of <see cref="Create"/> for each type: it chooses among the classes beside this one,
/// which it knows by their names.
/// </remarks>
public abstract class EqualityComparer<T> : IEqualityComparer<T>
{
    private static EqualityComparer<T>? _default;

    public static EqualityComparer<T> Default
    {
        [Intrinsic] get => _default ??= Create();
    }

    [Intrinsic]
    private static EqualityComparer<T> Create() => new ObjectEqualityComparer<T>();

    public abstract bool Equals(T? x, T? y);
    public abstract int GetHashCode(T obj);
}
