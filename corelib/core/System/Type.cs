using System.Runtime.CompilerServices;

namespace System;

/// <summary>What <c>typeof</c> gives inside attributes; there is no reflection.</summary>
public class Type
{
    [Intrinsic]
    public static Type? GetTypeFromHandle(RuntimeTypeHandle handle) => null;

    // Each type has one object, which the compiler puts into the image.

    [Intrinsic]
    public static bool operator ==(Type? left, Type? right) => (object?)left == right;

    [Intrinsic]
    public static bool operator !=(Type? left, Type? right) => (object?)left != right;

    public override bool Equals(object? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => base.GetHashCode();
}
