using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace System;

/// <summary>The loops over elements that are compared by their bits, sixteen bytes at a time; what is left over, one by one.</summary>
internal static partial class SpanHelpers
{
    private const nuint VectorBytes = 16;

    /// <summary>Whether elements of a type are lanes of a vector that are equal when their bits are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLane<T>(int bytes) => RuntimeHelpers.IsBitwiseEquatable<T>() && Unsafe.SizeOf<T>() == bytes;

    /// <summary>Whether elements are just so many bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasBits<T>(int bytes)
        => !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && Unsafe.SizeOf<T>() == bytes;

    private static int IndexOfLane<TLane>(ref TLane first, TLane value, int length) where TLane : unmanaged, IEquatable<TLane>
    {
        nuint lanes = VectorBytes / (nuint)Unsafe.SizeOf<TLane>();
        nuint count = (uint)length;
        nuint i = 0;
        unchecked
        {
            if (count >= lanes)
            {
                var wanted = Vector128.Create(value);
                for (; i <= count - lanes; i += lanes)
                {
                    uint found = BitsOf(Vector128.Equals(Vector128.LoadUnsafe(ref first, i), wanted));
                    if (found != 0) return (int)i + FirstLane<TLane>(found);
                }
            }
            for (; i < count; i++)
                if (Unsafe.Add(ref first, i).Equals(value)) return (int)i;
        }
        return -1;
    }

    private static int IndexOfAnyLane<TLane>(ref TLane first, TLane value0, TLane value1, TLane value2, int length)
        where TLane : unmanaged, IEquatable<TLane>
    {
        nuint lanes = VectorBytes / (nuint)Unsafe.SizeOf<TLane>();
        nuint count = (uint)length;
        nuint i = 0;
        unchecked
        {
            if (count >= lanes)
            {
                var wanted0 = Vector128.Create(value0);
                var wanted1 = Vector128.Create(value1);
                var wanted2 = Vector128.Create(value2);
                for (; i <= count - lanes; i += lanes)
                {
                    var vector = Vector128.LoadUnsafe(ref first, i);
                    uint found = BitsOf(Vector128.Equals(vector, wanted0)) | BitsOf(Vector128.Equals(vector, wanted1))
                        | BitsOf(Vector128.Equals(vector, wanted2));
                    if (found != 0) return (int)i + FirstLane<TLane>(found);
                }
            }
            for (; i < count; i++)
            {
                var lane = Unsafe.Add(ref first, i);
                if (lane.Equals(value0) || lane.Equals(value1) || lane.Equals(value2)) return (int)i;
            }
        }
        return -1;
    }

    private static void FillLanes<TLane>(ref TLane first, TLane value, int length) where TLane : unmanaged
    {
        nuint lanes = VectorBytes / (nuint)Unsafe.SizeOf<TLane>();
        nuint count = (uint)length;
        nuint i = 0;
        unchecked
        {
            if (count >= lanes)
            {
                var vector = Vector128.Create(value);
                for (; i <= count - lanes; i += lanes)
                    Unsafe.As<TLane, Vector128<TLane>>(ref Unsafe.Add(ref first, i)) = vector;
            }
            for (; i < count; i++) Unsafe.Add(ref first, i) = value;
        }
    }

    /// <param name="length">At least that of a vector. The last one overlaps the one before.</param>
    private static bool AreVectorsEqual(ref byte left, ref byte right, nuint length)
    {
        nuint last = unchecked(length - VectorBytes);
        for (nuint i = 0; i < last; i = unchecked(i + VectorBytes))
            if (!AreEqual(ref left, ref right, i)) return false;
        return AreEqual(ref left, ref right, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEqual(ref byte left, ref byte right, nuint offset)
        => BitsOf(Vector128.Equals(Vector128.LoadUnsafe(ref left, offset), Vector128.LoadUnsafe(ref right, offset)))
            == (1u << (int)VectorBytes) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint BitsOf<TLane>(Vector128<TLane> equal) => equal.AsByte().ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstLane<TLane>(uint bits) => BitOperations.TrailingZeroCount(bits) / Unsafe.SizeOf<TLane>();
}
