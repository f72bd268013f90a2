using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Spans of arrays and strings, and what can be asked of spans.</summary>
public static partial class MemoryExtensions
{
    public static Span<T> AsSpan<T>(this T[]? array) => new(array);
    public static Span<T> AsSpan<T>(this T[]? array, int start) => new Span<T>(array).Slice(start);
    public static Span<T> AsSpan<T>(this T[]? array, int start, int length) => new(array, start, length);
    public static Span<T> AsSpan<T>(this T[]? array, Range range) => new Span<T>(array)[range];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<char> AsSpan(this string? text)
        => text == null ? default : new(ref text._firstChar, text.Length);

    public static ReadOnlySpan<char> AsSpan(this string? text, int start) => text.AsSpan().Slice(start);
    public static ReadOnlySpan<char> AsSpan(this string? text, int start, int length)
        => text.AsSpan().Slice(start, length);
    public static ReadOnlySpan<char> AsSpan(this string? text, Range range) => text.AsSpan()[range];

    public static void CopyTo<T>(this T[]? source, Span<T> destination)
        => new ReadOnlySpan<T>(source).CopyTo(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Overlaps<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        if (span.IsEmpty || other.IsEmpty) return false;
        nuint distance = (nuint)Unsafe.ByteOffset(ref span._reference, ref other._reference);
        return distance < (uint)span.Length * (nuint)Unsafe.SizeOf<T>()
            || unchecked(0 - distance) < (uint)other.Length * (nuint)Unsafe.SizeOf<T>();
    }

    public static bool Overlaps<T>(this Span<T> span, ReadOnlySpan<T> other) => Overlaps((ReadOnlySpan<T>)span, other);

    public static void Reverse<T>(this Span<T> span)
    {
        for (int low = 0, high = span.Length - 1; low < high; low++, high--)
            (span[low], span[high]) = (span[high], span[low]);
    }
}
