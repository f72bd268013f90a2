using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace Internal.Runtime;

/// <summary>
/// Memory for objects: a region that the host hands in at its start, given out from one end and never taken back.
/// Right for programs that end soon: tests, the loader.
/// </summary>
/// <remarks>One thread at a time: there is no lock.</remarks>
public static unsafe class Heap
{
    private const nuint Alignment = 8;
    private const int ArrayLengthSize = 8;

    private static byte* _next;
    private static byte* _end;

    /// <summary>To be called before anything else of the program; also makes its static fields ready.</summary>
    /// <safety>The region belongs to the heap from now on.</safety>
    public static void Initialize(void* region, nuint length)
    {
        nuint start = (nuint)region + Alignment - 1 & ~(Alignment - 1);
        _next = (byte*)start;
        _end = (byte*)region + length;
        StaticFields.Initialize();
    }

    public static nuint Remaining => (nuint)(_end - _next);

    internal static object Allocate(MethodTable* type) => Allocate(type, type->BaseSize);

    internal static object AllocateArray(MethodTable* type, nint length)
    {
        if ((nuint)length > int.MaxValue) ThrowHelpers.ThrowOverflowException();
        nuint size = type->BaseSize + (nuint)length * (nuint)type->ElementSize;
        var array = Allocate(type, size);
        // The length stands where the first field of an object would.
        Unsafe.As<byte, int>(ref Boxes.DataOf(array)) = (int)length;
        return array;
    }

    private static object Allocate(MethodTable* type, nuint size)
    {
        size = size + Alignment - 1 & ~(Alignment - 1);
        if (size > Remaining) ThrowHelpers.FailFast("the heap is full");
        byte* block = _next;
        _next += size;
        SpanHelpers.ClearWithoutReferences(ref *block, size);

        // An object's address is that of its type's; the word in front of it is part of the block.
        byte* address = block + sizeof(nint);
        *(MethodTable**)address = type;
        return Unsafe.As<nuint, object>(ref Unsafe.AsRef<nuint>(&address));
    }
}
