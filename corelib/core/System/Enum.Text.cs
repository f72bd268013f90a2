using System.Runtime.CompilerServices;

namespace System;

public abstract partial class Enum : ISpanFormattable, IUtf8SpanFormattable
{
    /// <param name="format">G (or nothing): by name; F: by names, even if it is no set of flags; D and X: as a number.</param>
    public static bool TryFormat<TEnum>(
        TEnum value, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default)
        where TEnum : struct
        => EnumText.TryFormat(value, format, destination, out charsWritten);

    public static bool IsDefined<TEnum>(TEnum value) where TEnum : struct, Enum
        => EnumMembers.Of<TEnum>().Values.Contains(EnumValue.Of(value).Bits);
}
