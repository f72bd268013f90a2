using Internal.Runtime;

namespace System;

/// <summary>The root of the type hierarchy. Its first word, which the compiler names, points to its type.</summary>
public partial class Object
{
    internal unsafe MethodTable* m_pEEType;

    public Object() { }

    public virtual bool Equals(object? other) => this == other;

    public static bool ReferenceEquals(object? left, object? right) => left == right;
}
