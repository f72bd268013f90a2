using System.Runtime.CompilerServices;

namespace System;

/// <summary>The root of the type hierarchy. Its first word, which the compiler lays out, points to its type.</summary>
public class Object
{
#pragma warning disable CS0169, CS0649 // The compiler writes and reads this word.
    internal unsafe Internal.Runtime.MethodTable* _methodTable;
#pragma warning restore CS0169, CS0649

    public Object() { }

    public virtual bool Equals(object? other) => (object)this == other;
    public virtual int GetHashCode() => 0;
    public virtual string? ToString() => "object";

    public static bool ReferenceEquals(object? left, object? right) => left == right;
}
