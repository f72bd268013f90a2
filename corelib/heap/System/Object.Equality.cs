namespace System;

public partial class Object
{
    /// <summary>Whether both are nothing, or the first says that they are equal.</summary>
    public static bool Equals(object? objA, object? objB)
        => ReferenceEquals(objA, objB) || objA != null && objB != null && objA.Equals(objB);
}
