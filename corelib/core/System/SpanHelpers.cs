using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>
/// Block operations that the code generator calls or, where the length is known, unrolls. The loops behind them are
/// assembly, because a loop here would be compiled into a call of itself.
/// </summary>
internal static partial class SpanHelpers
{
    [Intrinsic, RuntimeImport("*", "memmove"), MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Memmove(ref byte destination, ref byte source, nuint length);

    [Intrinsic, RuntimeImport("*", "memset"), MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Fill(ref byte destination, byte value, nuint length);

    // A call of its own, never inlined, so that the code generator sees it and unrolls short lengths.
    [Intrinsic, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ClearWithoutReferences(ref byte destination, nuint length) => Fill(ref destination, 0, length);

    internal static void FillElements<T>(ref T first, T value, int length)
    {
        if (HasBits<T>(sizeof(ushort)))
            FillLanes(ref Unsafe.As<T, ushort>(ref first), Unsafe.As<T, ushort>(ref value), length);
        else if (HasBits<T>(sizeof(uint)))
            FillLanes(ref Unsafe.As<T, uint>(ref first), Unsafe.As<T, uint>(ref value), length);
        else if (HasBits<T>(sizeof(ulong)))
            FillLanes(ref Unsafe.As<T, ulong>(ref first), Unsafe.As<T, ulong>(ref value), length);
        else FillOneByOne(ref first, value, length);
    }

    private static void FillOneByOne<T>(ref T first, T value, int length)
    {
        for (nint i = 0; i < length; i++) Unsafe.Add(ref first, i) = value;
    }

    /// <summary>Copies elements; source and destination may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy<T>(ref T destination, ref T source, int length)
    {
        ref byte to = ref Unsafe.As<T, byte>(ref destination);
        ref byte from = ref Unsafe.As<T, byte>(ref source);
        nuint bytes = (uint)length * (nuint)Unsafe.SizeOf<T>();
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Buffer.BulkMoveWithWriteBarrier(ref to, ref from, bytes);
        else
            Memmove(ref to, ref from, bytes);
    }
}
