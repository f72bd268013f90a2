using System.Collections.Generic;

namespace System;

/// <summary>Strings out of strings.</summary>
public sealed partial class String
{
    public static string Concat(string? first, string? second) => Concat(first.AsSpan(), second.AsSpan());

    public static string Concat(string? first, string? second, string? third)
        => Concat(first.AsSpan(), second.AsSpan(), third.AsSpan());

    public static string Concat(string? first, string? second, string? third, string? fourth)
        => Concat(first.AsSpan(), second.AsSpan(), third.AsSpan(), fourth.AsSpan());

    public static string Concat(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
        => Concat(first, second, default, default);

    public static string Concat(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third)
        => Concat(first, second, third, default);

    public static string Concat(
        ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third, ReadOnlySpan<char> fourth)
    {
        string text = Allocate(checked(first.Length + second.Length + third.Length + fourth.Length));
        var rest = text.Contents;
        Put(first, ref rest);
        Put(second, ref rest);
        Put(third, ref rest);
        Put(fourth, ref rest);
        return text;
    }

    public static string Concat(params string?[] values) => Concat(new ReadOnlySpan<string?>(values));

    public static string Concat(params ReadOnlySpan<string?> values) => Join(default(ReadOnlySpan<char>), values);

    public static string Concat(object? value) => value?.ToString() ?? "";

    public static string Concat(object? first, object? second) => Concat(first?.ToString(), second?.ToString());

    public static string Concat(object? first, object? second, object? third)
        => Concat(first?.ToString(), second?.ToString(), third?.ToString());

    public static string Join(string? separator, params string?[] values)
        => Join(separator.AsSpan(), new ReadOnlySpan<string?>(values));

    public static string Join(string? separator, params ReadOnlySpan<string?> values)
        => Join(separator.AsSpan(), values);

    public static string Join(char separator, params string?[] values)
        => Join(new ReadOnlySpan<char>(in separator), new ReadOnlySpan<string?>(values));

    public static string Join<T>(string? separator, IEnumerable<T> values)
    {
        Text.StringBuilder builder = new();
        bool isFirst = true;
        foreach (var value in values)
        {
            if (!isFirst) _ = builder.Append(separator);
            _ = builder.Append(value?.ToString());
            isFirst = false;
        }
        return builder.ToString();
    }

    private static string Join(ReadOnlySpan<char> separator, ReadOnlySpan<string?> values)
    {
        if (values.IsEmpty) return "";
        int length = separator.Length * (values.Length - 1);
        foreach (string? value in values) length = checked(length + value.AsSpan().Length);
        string text = Allocate(length);
        var rest = text.Contents;
        Put(values[0], ref rest);
        foreach (string? value in values.Slice(1))
        {
            Put(separator, ref rest);
            Put(value, ref rest);
        }
        return text;
    }

    private static void Put(ReadOnlySpan<char> part, ref Span<char> rest)
    {
        part.CopyTo(rest);
        rest = rest.Slice(part.Length);
    }
}
