namespace System;

/// <summary>Comparison and search.</summary>
/// <remarks>Each is there for both kinds of span, because type inference does not see through the conversion.</remarks>
public static partial class MemoryExtensions
{
    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other) where T : IEquatable<T>?
        => span.Length == other.Length
            && SpanHelpers.SequenceEqual(ref span._reference, ref other._reference, span.Length);

    public static bool SequenceEqual<T>(this Span<T> span, ReadOnlySpan<T> other) where T : IEquatable<T>?
        => SequenceEqual((ReadOnlySpan<T>)span, other);

    public static int SequenceCompareTo<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
        where T : IComparable<T>?
        => SpanHelpers.SequenceCompareTo(ref span._reference, span.Length, ref other._reference, other.Length);

    public static int SequenceCompareTo<T>(this Span<T> span, ReadOnlySpan<T> other) where T : IComparable<T>?
        => SequenceCompareTo((ReadOnlySpan<T>)span, other);

    public static int CommonPrefixLength<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T>?
        => SpanHelpers.CommonPrefixLength(
            ref span._reference, ref other._reference, span.Length < other.Length ? span.Length : other.Length);

    public static int CommonPrefixLength<T>(this Span<T> span, ReadOnlySpan<T> other) where T : IEquatable<T>?
        => CommonPrefixLength((ReadOnlySpan<T>)span, other);

    public static bool StartsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
        => span.Length >= value.Length
            && SpanHelpers.SequenceEqual(ref span._reference, ref value._reference, value.Length);

    public static bool StartsWith<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
        => StartsWith((ReadOnlySpan<T>)span, value);

    public static bool StartsWith<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
        => span.Length != 0 && SpanHelpers.AreEqual(span[0], value);

    public static bool StartsWith<T>(this Span<T> span, T value) where T : IEquatable<T>?
        => StartsWith((ReadOnlySpan<T>)span, value);

    public static bool EndsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
        => span.Length >= value.Length && span.Slice(span.Length - value.Length).SequenceEqual(value);

    public static bool EndsWith<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
        => EndsWith((ReadOnlySpan<T>)span, value);

    public static bool EndsWith<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
        => span.Length != 0 && SpanHelpers.AreEqual(span[^1], value);

    public static bool EndsWith<T>(this Span<T> span, T value) where T : IEquatable<T>?
        => EndsWith((ReadOnlySpan<T>)span, value);

    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
        => SpanHelpers.IndexOf(ref span._reference, value, span.Length);

    public static int IndexOf<T>(this Span<T> span, T value) where T : IEquatable<T>?
        => IndexOf((ReadOnlySpan<T>)span, value);

    public static int IndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
        => SpanHelpers.IndexOf(span, value);

    public static int IndexOf<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
        => IndexOf((ReadOnlySpan<T>)span, value);

    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
        => SpanHelpers.LastIndexOf(ref span._reference, value, span.Length);

    public static int LastIndexOf<T>(this Span<T> span, T value) where T : IEquatable<T>?
        => LastIndexOf((ReadOnlySpan<T>)span, value);

    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
        => SpanHelpers.LastIndexOf(span, value);

    public static int LastIndexOf<T>(this Span<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
        => LastIndexOf((ReadOnlySpan<T>)span, value);

    public static bool Contains<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
        => SpanHelpers.IndexOf(ref span._reference, value, span.Length) >= 0;

    public static bool Contains<T>(this Span<T> span, T value) where T : IEquatable<T>?
        => Contains((ReadOnlySpan<T>)span, value);

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>?
        => SpanHelpers.IndexOfAny(span, [value0, value1], isIn: true);

    public static int IndexOfAny<T>(this Span<T> span, T value0, T value1) where T : IEquatable<T>?
        => IndexOfAny((ReadOnlySpan<T>)span, value0, value1);

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2)
        where T : IEquatable<T>?
        => SpanHelpers.IndexOfAny(span, [value0, value1, value2], isIn: true);

    public static int IndexOfAny<T>(this Span<T> span, T value0, T value1, T value2) where T : IEquatable<T>?
        => IndexOfAny((ReadOnlySpan<T>)span, value0, value1, value2);

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => SpanHelpers.IndexOfAny(span, values, isIn: true);

    public static int IndexOfAny<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => IndexOfAny((ReadOnlySpan<T>)span, values);

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
        => SpanHelpers.IndexOfAny(span, new ReadOnlySpan<T>(in value), isIn: false);

    public static int IndexOfAnyExcept<T>(this Span<T> span, T value) where T : IEquatable<T>?
        => IndexOfAnyExcept((ReadOnlySpan<T>)span, value);

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
        => SpanHelpers.IndexOfAny(span, values, isIn: false);

    public static int IndexOfAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => IndexOfAnyExcept((ReadOnlySpan<T>)span, values);

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => SpanHelpers.LastIndexOfAny(span, values, isIn: true);

    public static int LastIndexOfAny<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => LastIndexOfAny((ReadOnlySpan<T>)span, values);

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
        => SpanHelpers.LastIndexOfAny(span, new ReadOnlySpan<T>(in value), isIn: false);

    public static int LastIndexOfAnyExcept<T>(this Span<T> span, T value) where T : IEquatable<T>?
        => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, value);

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
        => SpanHelpers.LastIndexOfAny(span, values, isIn: false);

    public static int LastIndexOfAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, values);

    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => SpanHelpers.IndexOfAny(span, values, isIn: true) >= 0;

    public static bool ContainsAny<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => ContainsAny((ReadOnlySpan<T>)span, values);

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
        => SpanHelpers.IndexOfAny(span, new ReadOnlySpan<T>(in value), isIn: false) >= 0;

    public static bool ContainsAnyExcept<T>(this Span<T> span, T value) where T : IEquatable<T>?
        => ContainsAnyExcept((ReadOnlySpan<T>)span, value);

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
        => SpanHelpers.IndexOfAny(span, values, isIn: false) >= 0;

    public static bool ContainsAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
        => ContainsAnyExcept((ReadOnlySpan<T>)span, values);
}
