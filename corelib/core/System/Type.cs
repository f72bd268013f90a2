using System.Runtime;
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

    // Of types known where code is generated, which are all that may be asked. The compiler puts the answers in place.

    public bool IsEnum
    {
        [Intrinsic]
        get
        {
            NotReplaced();
            return false;
        }
    }

    [Intrinsic]
    public Type GetEnumUnderlyingType()
    {
        NotReplaced();
        return this;
    }

    [RuntimeImport("*", "diesis_error_reflection"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void NotReplaced();

    public override bool Equals(object? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => base.GetHashCode();
}
