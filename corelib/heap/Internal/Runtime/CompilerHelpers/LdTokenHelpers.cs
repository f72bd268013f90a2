using System;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>What a handle of a type, method or field in code is compiled to.</summary>
internal static unsafe class LdTokenHelpers
{
    internal static RuntimeTypeHandle GetRuntimeTypeHandle(nint type) => new(type);

    // There is no reflection over methods and fields.

    internal static RuntimeMethodHandle GetRuntimeMethodHandle(nint method) => default;
    internal static RuntimeFieldHandle GetRuntimeFieldHandle(nint field) => default;

    /// <summary>The object for a type, made at the first question unless it is in the image.</summary>
    internal static Type GetRuntimeType(nint type)
    {
        var methodTable = (MethodTable*)type;
        // SAFETY: the compiler keeps one word for this with each type.
        ref object? place = ref Unsafe.As<nint, object?>(ref Unsafe.AsRef<nint>(methodTable->TypeObject));
        return Unsafe.As<Type>(place ??= new RuntimeType(methodTable));
    }
}
