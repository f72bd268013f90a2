using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Runtime.Intrinsics;

/// <summary>Sixteen bytes in a register, as elements of one type.</summary>
[Intrinsic, StructLayout(LayoutKind.Sequential, Size = 16)]
public readonly struct Vector128<T>
{
    private readonly ulong _lower;
    private readonly ulong _upper;
}

/// <summary>Operations on such registers: what SSE2 and AdvSIMD both have. The compiler puts instructions in their place.</summary>
public static class Vector128
{
    /// <summary>With the same value in all elements.</summary>
    [Intrinsic]
    public static Vector128<T> Create<T>(T value)
    {
        NotReplaced();
        return default;
    }

    /// <summary>From memory that need not be aligned.</summary>
    [Intrinsic]
    public static Vector128<T> LoadUnsafe<T>(ref readonly T source, nuint elementOffset)
    {
        NotReplaced();
        return default;
    }

    /// <summary>All bits of an element set where both are equal, else none.</summary>
    [Intrinsic]
    public static Vector128<T> Equals<T>(Vector128<T> left, Vector128<T> right)
    {
        NotReplaced();
        return default;
    }

    [Intrinsic]
    public static Vector128<byte> AsByte<T>(this Vector128<T> vector)
    {
        NotReplaced();
        return default;
    }

    /// <summary>The highest bit of each element, that of the first as the lowest. Of bytes: SSE2 has it for these.</summary>
    [Intrinsic]
    public static uint ExtractMostSignificantBits<T>(this Vector128<T> vector)
    {
        NotReplaced();
        return 0;
    }

    // Nothing defines it: should the compiler ever leave a body of above in place, the linker says so.
    [RuntimeImport("*", "diesis_error_intrinsic_not_replaced"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void NotReplaced();
}
