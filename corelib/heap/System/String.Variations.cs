using System.Buffers;
using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>More of what can be made of a string.</summary>
public sealed partial class String
{
    // There is one culture.
    public string ToUpper() => ToUpperInvariant();
    public string ToLower() => ToLowerInvariant();

    public string TrimStart(char value) => From(this.AsSpan().TrimStart(value));
    public string TrimEnd(char value) => From(this.AsSpan().TrimEnd(value));

    /// <summary>Any of the characters; white space when there are none.</summary>
    public string Trim(params char[]? trimChars) => TrimStart(trimChars).TrimEnd(trimChars);

    public string TrimStart(params char[]? trimChars)
    {
        if (trimChars is null or []) return TrimStart();
        int start = this.AsSpan().IndexOfAnyExcept(trimChars);
        return start < 0 ? "" : Substring(start);
    }

    public string TrimEnd(params char[]? trimChars)
    {
        if (trimChars is null or []) return TrimEnd();
        return Substring(0, this.AsSpan().LastIndexOfAnyExcept(trimChars) + 1);
    }

    public string Replace(string oldValue, string? newValue, StringComparison comparisonType)
    {
        if (oldValue.Length == 0) ThrowHelpers.ThrowArgumentException();
        Text.StringBuilder builder = new(Length);
        var rest = this.AsSpan();
        while (true)
        {
            int found = rest.IndexOf(oldValue, comparisonType);
            if (found < 0) break;
            _ = builder.Append(rest.Slice(0, found)).Append(newValue);
            rest = rest.Slice(found + oldValue.Length);
        }
        return builder.Append(rest).ToString();
    }

    public static string Create<TState>(int length, TState state, SpanAction<char, TState> action)
        where TState : allows ref struct
    {
        string text = Allocate(length);
        action(text.Contents, state);
        return text;
    }

    public static string Concat(IEnumerable<string?> values) => Join("", values);
    public static string Concat<T>(IEnumerable<T> values) => Join("", values);

    public static string Join(string? separator, IEnumerable<string?> values) => Join<string?>(separator, values);

    public static string Join<T>(char separator, IEnumerable<T> values)
        => Join(From(new ReadOnlySpan<char>(in separator)), values);

    public static string Join(string? separator, params object?[] values) => Join<object?>(separator, values);

    public static string Format(IFormatProvider? provider, string format, params ReadOnlySpan<object?> arguments)
        => Format(format, arguments);

    public static int Compare(string? left, string? right, bool ignoreCase)
        => Compare(left, right, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public int GetHashCode(StringComparison comparisonType) => StringComparer.FromComparison(comparisonType).GetHashCode(this);
}
