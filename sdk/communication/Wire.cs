using System;
using System.Runtime.CompilerServices;

namespace Diesis.Communication;

/// <summary>
/// How values lie in the words of a message and in a connection's buffer: as they lie in memory. Generated code uses it, having seen to it that
/// the types have no gaps and no references, and looks afterwards whether what came can be a value.
/// </summary>
public static unsafe class Wire
{
    public const int WordBytes = 8;

    /// <summary>Everything in a buffer begins at a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Align(int bytes) => bytes + (WordBytes - 1) & ~(WordBytes - 1);

    /// <summary>How many bytes so many items take in a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BytesOf<T>(int count) where T : unmanaged => Align(checked(count * sizeof(T)));

    /// <summary>One word of a value of several, zeros behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong WordOf<T>(in T value, int word) where T : unmanaged
    {
        ref byte first = ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in value));
        int at = word * WordBytes, left = sizeof(T) - at;
        if (left >= WordBytes) return ReadAt<ulong>(ref first, at);
        ulong result = 0;
        int shift = 0;
        if ((left & 4) != 0)
        {
            result = ReadAt<uint>(ref first, at);
            shift = 32;
            at += 4;
        }
        if ((left & 2) != 0)
        {
            result |= (ulong)ReadAt<ushort>(ref first, at) << shift;
            shift += 16;
            at += 2;
        }
        if ((left & 1) != 0) result |= (ulong)ReadAt<byte>(ref first, at) << shift;
        return result;
    }

    /// <summary>The reverse of <see cref="WordOf"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetWord<T>(ref T value, int word, ulong bits) where T : unmanaged
    {
        ref byte first = ref Unsafe.As<T, byte>(ref value);
        int at = word * WordBytes, left = sizeof(T) - at;
        if (left >= WordBytes)
        {
            WriteAt(ref first, at, bits);
            return;
        }
        if ((left & 4) != 0)
        {
            WriteAt(ref first, at, unchecked((uint)bits));
            bits >>= 32;
            at += 4;
        }
        if ((left & 2) != 0)
        {
            WriteAt(ref first, at, unchecked((ushort)bits));
            bits >>= 16;
            at += 2;
        }
        if ((left & 1) != 0) WriteAt(ref first, at, unchecked((byte)bits));
    }

    /// <summary>A field of a value, by its place, as it is: whatever bits it has.</summary>
    /// <safety>The field lies within the value.</safety>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TField FieldAt<T, TField>(in T value, int offset) where T : unmanaged where TField : unmanaged
        => ReadAt<TField>(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in value)), offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TField ReadAt<TField>(ref byte first, int offset) where TField : unmanaged
        => Unsafe.ReadUnaligned<TField>(ref Unsafe.AddByteOffset(ref first, (nint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteAt<TField>(ref byte first, int offset, TField value) where TField : unmanaged
        => Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref first, (nint)offset), value);
}
