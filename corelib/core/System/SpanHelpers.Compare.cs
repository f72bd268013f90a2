using System.Runtime.CompilerServices;

namespace System;

internal static partial class SpanHelpers
{
    /// <summary>Compares word by word; the last word may overlap the one before it.</summary>
    [Intrinsic]
    internal static bool SequenceEqual(ref byte left, ref byte right, nuint length)
    {
        if (length >= VectorBytes) return AreVectorsEqual(ref left, ref right, length);
        if (length >= sizeof(ulong))
        {
            nuint last = length - sizeof(ulong);
            for (nuint i = 0; i < last; i += sizeof(ulong))
                if (Word(ref left, i) != Word(ref right, i)) return false;
            return Word(ref left, last) == Word(ref right, last);
        }
        for (nuint i = 0; i < length; i++)
            if (Unsafe.AddByteOffset(ref left, i) != Unsafe.AddByteOffset(ref right, i)) return false;
        return true;
    }

    internal static bool SequenceEqual<T>(ref T left, ref T right, int length) where T : IEquatable<T>?
    {
        if (IsComparedByBits<T>())
        {
            nuint bytes = (uint)length * (nuint)Unsafe.SizeOf<T>();
            return SequenceEqual(ref Unsafe.As<T, byte>(ref left), ref Unsafe.As<T, byte>(ref right), bytes);
        }
        for (nint i = 0; i < length; i++)
            if (!AreEqual(Unsafe.Add(ref left, i), Unsafe.Add(ref right, i))) return false;
        return true;
    }

    internal static int SequenceCompareTo<T>(ref T left, int leftLength, ref T right, int rightLength)
        where T : IComparable<T>?
    {
        int common = leftLength < rightLength ? leftLength : rightLength;
        for (nint i = 0; i < common; i++)
        {
            int order = Unsafe.Add(ref left, i)!.CompareTo(Unsafe.Add(ref right, i));
            if (order != 0) return order;
        }
        return leftLength.CompareTo(rightLength);
    }

    internal static int CommonPrefixLength<T>(ref T left, ref T right, int length) where T : IEquatable<T>?
    {
        nint i = 0;
        while (i < length && AreEqual(Unsafe.Add(ref left, i), Unsafe.Add(ref right, i))) i++;
        return (int)i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreEqual<T>(T left, T right) where T : IEquatable<T>?
    {
        if (left != null) return left.Equals(right);
        // Only a reference is null. Asked with ==, the question would be compiled to a box.
        return Unsafe.As<T, nint>(ref right) == 0;
    }

    /// <summary>Whether equal means equal bits: known for those types of which the compiler knows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsComparedByBits<T>() => RuntimeHelpers.IsBitwiseEquatable<T>();

    private static ulong Word(ref byte first, nuint offset)
        => Unsafe.ReadUnaligned<ulong>(ref Unsafe.AddByteOffset(ref first, offset));
}
