namespace System;

/// <summary>Writes itself as UTF-8 into a caller's buffer.</summary>
public interface IUtf8SpanFormattable
{
    /// <returns>False, with nothing written, when the buffer is too short.</returns>
    bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider);
}
