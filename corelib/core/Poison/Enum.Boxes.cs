namespace System;

/// <summary>Without a heap there are no boxes; interpolation asks enumerations that are none.</summary>
public abstract partial class Enum
{
    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        NotReplaced();
        charsWritten = 0;
        return false;
    }

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        NotReplaced();
        bytesWritten = 0;
        return false;
    }
}
