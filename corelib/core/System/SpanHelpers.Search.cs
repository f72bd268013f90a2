using System.Runtime.CompilerServices;

namespace System;

/// <remarks>The sets that are searched for are few elements, so a loop over them is as good as anything.</remarks>
internal static partial class SpanHelpers
{
    internal static int IndexOf<T>(ref T first, T value, int length) where T : IEquatable<T>?
    {
        if (IsLane<T>(sizeof(byte)))
            return IndexOfLane(ref Unsafe.As<T, byte>(ref first), Unsafe.As<T, byte>(ref value), length);
        if (IsLane<T>(sizeof(ushort)))
            return IndexOfLane(ref Unsafe.As<T, ushort>(ref first), Unsafe.As<T, ushort>(ref value), length);
        if (IsLane<T>(sizeof(uint)))
            return IndexOfLane(ref Unsafe.As<T, uint>(ref first), Unsafe.As<T, uint>(ref value), length);
        for (nint i = 0; i < length; i++)
            if (AreEqual(Unsafe.Add(ref first, i), value)) return (int)i;
        return -1;
    }

    internal static int LastIndexOf<T>(ref T first, T value, int length) where T : IEquatable<T>?
    {
        for (nint i = (nint)length - 1; i >= 0; i--)
            if (AreEqual(Unsafe.Add(ref first, i), value)) return (int)i;
        return -1;
    }

    internal static int IndexOf<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
    {
        if (value.IsEmpty) return 0;
        int start = 0;
        int last = span.Length - value.Length;
        while (start <= last)
        {
            int found = IndexOf(ref Unsafe.Add(ref span._reference, start), value[0], last - start + 1);
            if (found < 0) return -1;
            start += found;
            if (SequenceEqual(ref Unsafe.Add(ref span._reference, start), ref value._reference, value.Length))
                return start;
            start++;
        }
        return -1;
    }

    internal static int LastIndexOf<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
    {
        for (int start = span.Length - value.Length; start >= 0; start--)
            if (SequenceEqual(ref Unsafe.Add(ref span._reference, start), ref value._reference, value.Length))
                return start;
        return -1;
    }

    /// <returns>Where the first element stands that is one of the values, or, with <paramref name="isIn"/> false,
    /// the first that is none.</returns>
    internal static int IndexOfAny<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> values, bool isIn) where T : IEquatable<T>?
    {
        if (isIn && values.Length is 2 or 3)
        {
            ref readonly T last = ref values[values.Length - 1];
            if (IsLane<T>(sizeof(byte)))
                return IndexOfAnyLane(
                    ref Unsafe.As<T, byte>(ref span._reference), As<T, byte>(in values[0]), As<T, byte>(in values[1]),
                    As<T, byte>(in last), span.Length);
            if (IsLane<T>(sizeof(ushort)))
                return IndexOfAnyLane(
                    ref Unsafe.As<T, ushort>(ref span._reference), As<T, ushort>(in values[0]),
                    As<T, ushort>(in values[1]), As<T, ushort>(in last), span.Length);
        }
        for (int i = 0; i < span.Length; i++)
            if (IndexOf(ref values._reference, span[i], values.Length) >= 0 == isIn) return i;
        return -1;
    }

    internal static int LastIndexOfAny<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> values, bool isIn)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
            if (IndexOf(ref values._reference, span[i], values.Length) >= 0 == isIn) return i;
        return -1;
    }

    private static TLane As<T, TLane>(ref readonly T value) => Unsafe.As<T, TLane>(ref Unsafe.AsRef(in value));
}
