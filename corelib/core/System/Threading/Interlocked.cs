using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>
/// Operations on a word that other cores see as one step. The compiler replaces the bodies that call themselves
/// by single instructions (x86_64: with a lock prefix; AArch64: load-exclusive and store-exclusive).
/// </summary>
public static partial class Interlocked
{
    [Intrinsic]
    public static int CompareExchange(ref int location, int value, int comparand)
        => CompareExchange(ref location, value, comparand);

    [Intrinsic]
    public static int Exchange(ref int location, int value) => Exchange(ref location, value);

    [Intrinsic]
    private static int ExchangeAdd(ref int location, int value) => ExchangeAdd(ref location, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Add(ref int location, int value)
        => unchecked(ExchangeAdd(ref location, value) + value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Increment(ref int location)
        => Add(ref location, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Decrement(ref int location)
        => Add(ref location, -1);

    /// <returns>What stood there before.</returns>
    [Intrinsic]
    public static int And(ref int location, int value)
    {
        int seen = location;
        while (true)
        {
            int found = CompareExchange(ref location, seen & value, seen);
            if (found == seen) return found;
            seen = found;
        }
    }

    /// <returns>What stood there before.</returns>
    [Intrinsic]
    public static int Or(ref int location, int value)
    {
        int seen = location;
        while (true)
        {
            int found = CompareExchange(ref location, seen | value, seen);
            if (found == seen) return found;
            seen = found;
        }
    }

    [Intrinsic]
    public static long CompareExchange(ref long location, long value, long comparand)
        => CompareExchange(ref location, value, comparand);

    [Intrinsic]
    public static long Exchange(ref long location, long value) => Exchange(ref location, value);

    [Intrinsic]
    private static long ExchangeAdd(ref long location, long value) => ExchangeAdd(ref location, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Add(ref long location, long value)
        => unchecked(ExchangeAdd(ref location, value) + value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Increment(ref long location)
        => Add(ref location, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Decrement(ref long location)
        => Add(ref location, -1);

    /// <returns>What stood there before.</returns>
    [Intrinsic]
    public static long And(ref long location, long value)
    {
        long seen = location;
        while (true)
        {
            long found = CompareExchange(ref location, seen & value, seen);
            if (found == seen) return found;
            seen = found;
        }
    }

    /// <returns>What stood there before.</returns>
    [Intrinsic]
    public static long Or(ref long location, long value)
    {
        long seen = location;
        while (true)
        {
            long found = CompareExchange(ref location, seen | value, seen);
            if (found == seen) return found;
            seen = found;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint CompareExchange(ref uint location, uint value, uint comparand)
        => unchecked((uint)CompareExchange(ref Unsafe.As<uint, int>(ref location), (int)value, (int)comparand));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Exchange(ref uint location, uint value)
        => unchecked((uint)Exchange(ref Unsafe.As<uint, int>(ref location), (int)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Add(ref uint location, uint value)
        => unchecked((uint)Add(ref Unsafe.As<uint, int>(ref location), (int)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Increment(ref uint location)
        => unchecked((uint)Add(ref Unsafe.As<uint, int>(ref location), 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Decrement(ref uint location)
        => unchecked((uint)Add(ref Unsafe.As<uint, int>(ref location), -1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint And(ref uint location, uint value)
        => unchecked((uint)And(ref Unsafe.As<uint, int>(ref location), (int)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Or(ref uint location, uint value)
        => unchecked((uint)Or(ref Unsafe.As<uint, int>(ref location), (int)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong CompareExchange(ref ulong location, ulong value, ulong comparand)
        => unchecked((ulong)CompareExchange(ref Unsafe.As<ulong, long>(ref location), (long)value, (long)comparand));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Exchange(ref ulong location, ulong value)
        => unchecked((ulong)Exchange(ref Unsafe.As<ulong, long>(ref location), (long)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ref ulong location, ulong value)
        => unchecked((ulong)Add(ref Unsafe.As<ulong, long>(ref location), (long)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Increment(ref ulong location)
        => unchecked((ulong)Add(ref Unsafe.As<ulong, long>(ref location), 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Decrement(ref ulong location)
        => unchecked((ulong)Add(ref Unsafe.As<ulong, long>(ref location), -1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong And(ref ulong location, ulong value)
        => unchecked((ulong)And(ref Unsafe.As<ulong, long>(ref location), (long)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Or(ref ulong location, ulong value)
        => unchecked((ulong)Or(ref Unsafe.As<ulong, long>(ref location), (long)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint CompareExchange(ref nint location, nint value, nint comparand)
        => unchecked((nint)CompareExchange(ref Unsafe.As<nint, long>(ref location), (long)value, (long)comparand));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Exchange(ref nint location, nint value)
        => unchecked((nint)Exchange(ref Unsafe.As<nint, long>(ref location), (long)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint CompareExchange(ref nuint location, nuint value, nuint comparand)
        => unchecked((nuint)CompareExchange(ref Unsafe.As<nuint, long>(ref location), (long)value, (long)comparand));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Exchange(ref nuint location, nuint value)
        => unchecked((nuint)Exchange(ref Unsafe.As<nuint, long>(ref location), (long)value));

    [Intrinsic]
    public static byte CompareExchange(ref byte location, byte value, byte comparand)
        => CompareExchange(ref location, value, comparand);

    [Intrinsic]
    public static byte Exchange(ref byte location, byte value) => Exchange(ref location, value);

    [Intrinsic]
    public static ushort CompareExchange(ref ushort location, ushort value, ushort comparand)
        => CompareExchange(ref location, value, comparand);

    [Intrinsic]
    public static ushort Exchange(ref ushort location, ushort value) => Exchange(ref location, value);

    /// <returns>The whole 64 bits, read in one step.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(ref readonly long location) => Volatile.Read(in location);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ref readonly ulong location) => Volatile.Read(in location);

    /// <summary>No access moves across it in either direction.</summary>
    [Intrinsic]
    public static void MemoryBarrier() => MemoryBarrier();
}
