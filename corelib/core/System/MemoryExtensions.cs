namespace System;

public static class MemoryExtensions
{
    public static ReadOnlySpan<char> AsSpan(this string? text) => text == null ? default : new(ref text._firstChar, text.Length);
    public static Span<T> AsSpan<T>(this T[]? array) => new(array);
}
