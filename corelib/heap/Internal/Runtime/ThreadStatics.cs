using System;
using System.Runtime.CompilerServices;
using Internal.Runtime.Threading;

namespace Internal.Runtime;

/// <summary>
/// Static fields of which each thread has its own: an object for each type that has any, made when a thread first uses it. The
/// compiler calls this by its name.
/// </summary>
/// <remarks>The section of these types is a list of addresses, one a type; the compiler numbers them.</remarks>
internal static unsafe class ThreadStatics
{
    private const int SectionNumber = 202;

    private static object GetThreadStaticBaseForType(void* module, int index)
    {
        object?[]? storage = Storage;
        if (storage != null && (uint)index < (uint)storage.Length && storage[index] is { } fields) return fields;
        return Make(index);
    }

    private static ref object?[]? Storage => ref Unsafe.As<nuint, object?[]?>(ref ThreadBlock.Current->Statics);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Make(int index)
    {
        if (!ImageSections.TryFind(SectionNumber, out byte* start, out byte* end) || index >= (end - start) / sizeof(MethodTable*))
            CompilerHelpers.ThrowHelpers.FailFast("a thread's static field of an unknown type");
        Storage ??= new object?[(int)((end - start) / sizeof(MethodTable*))];
        return Storage[index] = Heap.Allocate(((MethodTable**)start)[index]);
    }
}
