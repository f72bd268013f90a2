namespace System;

/// <summary>Without what stands at the ends.</summary>
public static partial class MemoryExtensions
{
    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span) => span.TrimStart().TrimEnd();

    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span)
    {
        int start = 0;
        while (start < span.Length && char.IsWhiteSpace(span[start])) start++;
        return span.Slice(start);
    }

    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span)
    {
        int end = span.Length;
        while (end > 0 && char.IsWhiteSpace(span[end - 1])) end--;
        return span.Slice(0, end);
    }

    public static ReadOnlySpan<T> Trim<T>(this ReadOnlySpan<T> span, T element) where T : IEquatable<T>?
        => span.TrimStart(element).TrimEnd(element);

    public static ReadOnlySpan<T> TrimStart<T>(this ReadOnlySpan<T> span, T element) where T : IEquatable<T>?
    {
        int start = 0;
        while (start < span.Length && SpanHelpers.AreEqual(span[start], element)) start++;
        return span.Slice(start);
    }

    public static ReadOnlySpan<T> TrimEnd<T>(this ReadOnlySpan<T> span, T element) where T : IEquatable<T>?
    {
        int end = span.Length;
        while (end > 0 && SpanHelpers.AreEqual(span[end - 1], element)) end--;
        return span.Slice(0, end);
    }
}
