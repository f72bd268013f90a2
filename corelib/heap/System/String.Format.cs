using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Composite formats: <c>"{0,5:x} of {1}"</c>.</summary>
public sealed partial class String
{
    public static string Format(string format, object? argument)
        => Format(format, new ReadOnlySpan<object?>(in argument));

    public static string Format(string format, object? first, object? second) => Format(format, [first, second]);

    public static string Format(string format, object? first, object? second, object? third)
        => Format(format, [first, second, third]);

    public static string Format(string format, params object?[] arguments)
        => Format(format, new ReadOnlySpan<object?>(arguments));

    public static string Format(string format, params ReadOnlySpan<object?> arguments)
    {
        Text.StringBuilder builder = new();
        ReadOnlySpan<char> rest = format;
        while (true)
        {
            int brace = rest.IndexOfAny('{', '}');
            if (brace < 0) return builder.Append(rest).ToString();
            _ = builder.Append(rest.Slice(0, brace));
            bool isDoubled = brace + 1 < rest.Length && rest[brace + 1] == rest[brace];
            if (isDoubled)
            {
                _ = builder.Append(rest[brace]);
                rest = rest.Slice(brace + 2);
                continue;
            }
            int end = rest.IndexOf('}');
            if (rest[brace] == '}' || end < 0) ThrowHelpers.ThrowFormatException();
            AppendItem(builder, rest.Slice(brace + 1, end - brace - 1), arguments);
            rest = rest.Slice(end + 1);
        }
    }

    /// <summary>Number of the argument, then alignment after a comma, then a format after a colon.</summary>
    private static void AppendItem(
        Text.StringBuilder builder, ReadOnlySpan<char> item, ReadOnlySpan<object?> arguments)
    {
        string? format = null;
        int colon = item.IndexOf(':');
        if (colon >= 0)
        {
            format = From(item.Slice(colon + 1));
            item = item.Slice(0, colon);
        }
        int alignment = 0;
        int comma = item.IndexOf(',');
        if (comma >= 0)
        {
            alignment = int.Parse(item.Slice(comma + 1));
            item = item.Slice(0, comma);
        }
        int number = int.Parse(item);
        if ((uint)number >= (uint)arguments.Length) ThrowHelpers.ThrowFormatException();
        builder.AppendAligned(TextOf(arguments[number], format), alignment);
    }

    internal static string? TextOf(object? value, string? format)
        => value is IFormattable formattable ? formattable.ToString(format, null) : value?.ToString();
}
