namespace System;

/// <summary>Writes itself as UTF-16 into a caller's buffer.</summary>
/// <remarks>The heap half adds <see cref="IFormattable"/>, which makes strings.</remarks>
public partial interface ISpanFormattable
{
    /// <returns>False, with nothing written, when the buffer is too short.</returns>
    bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider);
}
