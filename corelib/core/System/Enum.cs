using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

public abstract partial class Enum : ValueType
{
    /// <summary>The compiler replaces it by an operation on bits, boxes and all.</summary>
    [Intrinsic]
    public bool HasFlag(Enum flag)
    {
        NotReplaced();
        return false;
    }

    [RuntimeImport("*", "diesis_error_boxing"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void NotReplaced();
}
