namespace System;

// Memory and segments of arrays, and memory of strings.
public static partial class MemoryExtensions
{
    public static Memory<T> AsMemory<T>(this T[]? array) => new(array);
    public static Memory<T> AsMemory<T>(this T[]? array, int start) => new Memory<T>(array).Slice(start);
    public static Memory<T> AsMemory<T>(this T[]? array, int start, int length) => new(array, start, length);
    public static Memory<T> AsMemory<T>(this T[]? array, Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(array?.Length ?? 0);
        return new(array, start, length);
    }

    public static Memory<T> AsMemory<T>(this ArraySegment<T> segment) => segment;
    public static Memory<T> AsMemory<T>(this ArraySegment<T> segment, int start) => segment.AsMemory().Slice(start);
    public static Memory<T> AsMemory<T>(this ArraySegment<T> segment, int start, int length) => segment.AsMemory().Slice(start, length);

    public static Span<T> AsSpan<T>(this ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);
    public static Span<T> AsSpan<T>(this ArraySegment<T> segment, int start) => segment.AsSpan().Slice(start);
    public static Span<T> AsSpan<T>(this ArraySegment<T> segment, int start, int length) => segment.AsSpan().Slice(start, length);

    public static ReadOnlyMemory<char> AsMemory(this string? text) => new((object?)text, 0, text?.Length ?? 0);
    public static ReadOnlyMemory<char> AsMemory(this string? text, int start) => text.AsMemory().Slice(start);
    public static ReadOnlyMemory<char> AsMemory(this string? text, int start, int length) => text.AsMemory().Slice(start, length);
    public static ReadOnlyMemory<char> AsMemory(this string? text, Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(text?.Length ?? 0);
        return text.AsMemory(start, length);
    }
}
