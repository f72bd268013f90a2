using System;
using System.Runtime.CompilerServices;
using System.Threading;

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
        ref nint place = ref Unsafe.AsRef<nint>(methodTable->TypeObject);
        nint made = Volatile.Read(ref place);
        if (made == 0)
        {
            nint mine = Make(methodTable);
            made = Interlocked.CompareExchange(ref place, mine, 0);
            if (made == 0) made = mine;
        }
        return Unsafe.As<Type>(Boxes.ObjectAt((nuint)made));
    }

    /// <summary>It lives as long as its type, and so is none of the collector's.</summary>
    private static nint Make(MethodTable* type)
    {
        var typeOfTypes = MethodTable.Of<RuntimeType>();
        // An object's address is that of its type's; a word in front of it belongs to it.
        var words = (nint*)Records.Take(typeOfTypes->BaseSize) + 1;
        words[0] = (nint)typeOfTypes;
        words[1] = (nint)type;
        return (nint)words;
    }
}
