using System.Diagnostics.CodeAnalysis;

namespace System;

public abstract partial class Enum : ISpanFormattable, IUtf8SpanFormattable
{
    /// <param name="format">G (or nothing): by name; F: by names, flags or not; D, X: a number.</param>
    public static bool TryFormat<TEnum>(
        TEnum value, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default)
        where TEnum : struct
        => EnumText.TryFormat(value, format, destination, out charsWritten);

    public static bool IsDefined<TEnum>(TEnum value) where TEnum : struct, Enum
        => EnumMembers.Of<TEnum>().Values.Contains(EnumValue.Of(value).Bits);

    /// <summary>Reads a number, or names with commas between them.</summary>
    public static TEnum Parse<TEnum>(ReadOnlySpan<char> value) where TEnum : struct => Parse<TEnum>(value, false);

    /// <param name="ignoreCase">Whether the case of letters is no difference, which is so for those of ASCII.</param>
    public static TEnum Parse<TEnum>(ReadOnlySpan<char> value, bool ignoreCase) where TEnum : struct
    {
        Number.RequireParsed(EnumParser.Parse(value, ignoreCase, out TEnum result));
        return result;
    }

    public static TEnum Parse<TEnum>(string value) where TEnum : struct => Parse<TEnum>(value.AsSpan(), false);

    public static TEnum Parse<TEnum>(string value, bool ignoreCase) where TEnum : struct
        => Parse<TEnum>(value.AsSpan(), ignoreCase);

    public static bool TryParse<TEnum>(ReadOnlySpan<char> value, out TEnum result) where TEnum : struct
        => TryParse(value, false, out result);

    public static bool TryParse<TEnum>(ReadOnlySpan<char> value, bool ignoreCase, out TEnum result) where TEnum : struct
        => EnumParser.Parse(value, ignoreCase, out result) == Number.ParsingResult.Parsed;

    public static bool TryParse<TEnum>([NotNullWhen(true)] string? value, out TEnum result) where TEnum : struct
        => TryParse(value.AsSpan(), false, out result);

    public static bool TryParse<TEnum>([NotNullWhen(true)] string? value, bool ignoreCase, out TEnum result)
        where TEnum : struct
        => TryParse(value.AsSpan(), ignoreCase, out result);
}
