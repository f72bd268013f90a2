using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.GarbageCollection;
using Internal.Runtime.Threading;

namespace Internal.Runtime;

/// <summary>Memory for objects, which the collector takes back when nobody can reach them.</summary>
public static unsafe class Heap
{
    private const nuint Alignment = 8;

    /// <summary>
    /// To be called before anything else of the program, when the first thread has its block; also makes static fields ready.
    /// </summary>
    /// <param name="limit">The most that objects may take up, in bytes; the heap's own records come to a tenth more.
    /// </param>
    public static void Initialize(nuint limit)
    {
        WaitTable.Initialize();
        Allocator.Initialize(limit);
        ThreadList.Add(ThreadBlock.Current, null);
        ThreadList.Begin(ThreadBlock.Current);
        Marker.Initialize(limit);
        StaticFields.Initialize();
    }

    /// <summary>The most that objects may take up, in bytes; never more than at the start.</summary>
    public static nuint Limit
    {
        get => Allocator.Limit;
        set => Allocator.Limit = value;
    }

    /// <summary>Every allocation collects, and what is dead is overwritten.</summary>
    public static bool IsStressed
    {
        get => Collector.IsStressed;
        set => Collector.IsStressed = value;
    }

    internal static object Allocate(MethodTable* type) => Allocate(type, type->BaseSize);

    internal static object AllocateFinalizable(MethodTable* type)
    {
        var value = Allocate(type);
        Finalization.Register(value);
        return value;
    }

    internal static object AllocateArray(MethodTable* type, nint length)
    {
        if ((nuint)length > int.MaxValue) ThrowHelpers.ThrowOverflowException();
        return MakeArray(type, Allocator.Allocate(SizeOfArray(type, length)), length);
    }

    /// <returns>Null when there is no room, after a collection either.</returns>
    internal static object? TryAllocateArray(MethodTable* type, int length)
    {
        byte* cell = Allocator.TryAllocate(SizeOfArray(type, length));
        return cell == null ? null : MakeArray(type, cell, length);
    }

    private static nuint SizeOfArray(MethodTable* type, nint length)
        => type->BaseSize + (nuint)length * (nuint)type->ElementSize + Alignment - 1 & ~(Alignment - 1);

    private static object MakeArray(MethodTable* type, byte* cell, nint length)
    {
        var array = MakeObject(type, cell);
        // The length stands where the first field of an object would.
        Unsafe.As<byte, int>(ref Boxes.DataOf(array)) = (int)length;
        return array;
    }

    /// <param name="size">Of a multiple of the alignment.</param>
    private static object Allocate(MethodTable* type, nuint size) => MakeObject(type, Allocator.Allocate(size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static object MakeObject(MethodTable* type, byte* cell)
    {
        // An object's address is that of its type's; the word in front of it is part of the cell.
        byte* address = cell + sizeof(nint);
        *(MethodTable**)address = type;
        return Boxes.ObjectAt((nuint)address);
    }
}
