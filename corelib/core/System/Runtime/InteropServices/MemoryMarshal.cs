using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System.Runtime.InteropServices;

/// <summary>Memory seen as other types, or without its checks. The caller answers for layout and length.</summary>
public static partial class MemoryMarshal
{
    public static ref T GetReference<T>(Span<T> span) => ref span._reference;
    public static ref T GetReference<T>(ReadOnlySpan<T> span) => ref span._reference;

    [Intrinsic]
    public static ref T GetArrayDataReference<T>(T[] array)
        => ref Unsafe.As<byte, T>(ref Unsafe.As<RawArrayData>(array).Data);

    public static ref byte GetArrayDataReference(Array array) => ref Unsafe.As<RawArrayData>(array).Data;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> CreateSpan<T>(scoped ref T reference, int length)
        => new(ref Unsafe.AsRef(in reference), length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> CreateReadOnlySpan<T>(scoped ref readonly T reference, int length)
        => new(ref Unsafe.AsRef(in reference), length);

    /// <returns>The bytes up to, and without, the first that is zero.</returns>
    public static unsafe ReadOnlySpan<byte> CreateReadOnlySpanFromNullTerminated(byte* value)
    {
        if (value == null) return default;
        int length = 0;
        // SAFETY: the caller answers for the zero that ends the text.
        while (value[length] != 0) length = checked(length + 1);
        return new(value, length);
    }

    public static unsafe ReadOnlySpan<char> CreateReadOnlySpanFromNullTerminated(char* value)
    {
        if (value == null) return default;
        int length = 0;
        // SAFETY: the caller answers for the zero that ends the text.
        while (value[length] != 0) length = checked(length + 1);
        return new(value, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<byte> AsBytes<T>(Span<T> span) where T : struct
    {
        RequireNoReferences<T>();
        return new(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> span) where T : struct
    {
        RequireNoReferences<T>();
        return new(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span) where TFrom : struct where TTo : struct
    {
        RequireNoReferences<TFrom>();
        RequireNoReferences<TTo>();
        return new(ref Unsafe.As<TFrom, TTo>(ref span._reference), CastLength<TFrom, TTo>(span.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span) where TFrom : struct where TTo : struct
    {
        RequireNoReferences<TFrom>();
        RequireNoReferences<TTo>();
        return new(ref Unsafe.As<TFrom, TTo>(ref span._reference), CastLength<TFrom, TTo>(span.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ReadOnlySpan<byte> source) where T : struct
    {
        RequireNoReferences<T>();
        if (Unsafe.SizeOf<T>() > source.Length) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return Unsafe.ReadUnaligned<T>(ref source._reference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead<T>(ReadOnlySpan<byte> source, out T value) where T : struct
    {
        RequireNoReferences<T>();
        bool fits = Unsafe.SizeOf<T>() <= (uint)source.Length;
        value = fits ? Unsafe.ReadUnaligned<T>(ref source._reference) : default;
        return fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(Span<byte> destination, in T value) where T : struct
    {
        RequireNoReferences<T>();
        if ((uint)Unsafe.SizeOf<T>() > (uint)destination.Length) ThrowHelpers.ThrowArgumentOutOfRangeException();
        Unsafe.WriteUnaligned(ref destination._reference, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite<T>(Span<byte> destination, in T value) where T : struct
    {
        RequireNoReferences<T>();
        if (Unsafe.SizeOf<T>() > (uint)destination.Length) return false;
        Unsafe.WriteUnaligned(ref destination._reference, value);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T AsRef<T>(Span<byte> span) where T : struct
    {
        RequireNoReferences<T>();
        if (Unsafe.SizeOf<T>() > (uint)span.Length) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return ref Unsafe.As<byte, T>(ref span._reference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly T AsRef<T>(ReadOnlySpan<byte> span) where T : struct
    {
        RequireNoReferences<T>();
        if (Unsafe.SizeOf<T>() > (uint)span.Length) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return ref Unsafe.As<byte, T>(ref span._reference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireNoReferences<T>()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) ThrowHelpers.ThrowArgumentException();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CastLength<TFrom, TTo>(int length)
    {
        uint from = (uint)Unsafe.SizeOf<TFrom>(), to = (uint)Unsafe.SizeOf<TTo>();
        if (from == to) return length;
        if (from == 1) return (int)((uint)length / to);
        return checked((int)((ulong)(uint)length * from / to));
    }
}
