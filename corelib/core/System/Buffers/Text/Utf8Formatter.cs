using Internal.Runtime.CompilerHelpers;

namespace System.Buffers.Text;

/// <summary>Writes values as UTF-8, as they write themselves in the format that is asked for.</summary>
public static class Utf8Formatter
{
    private const int MostFormat = 3;

    /// <param name="format">G (or nothing): True or False; l: true or false.</param>
    public static bool TryFormat(
        bool value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
    {
        if (!format.IsDefault && format.Symbol is not ('G' or 'l')) ThrowHelpers.ThrowFormatException();
        var text = format.Symbol == 'l' ? value ? "true"u8 : "false"u8 : value ? "True"u8 : "False"u8;
        bool fits = text.TryCopyTo(destination);
        bytesWritten = fits ? text.Length : 0;
        return fits;
    }

    public static bool TryFormat(
        byte value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatInteger(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        sbyte value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatInteger(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        ushort value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatInteger(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        short value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatInteger(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        uint value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatInteger(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        int value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatInteger(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        ulong value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatInteger(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        long value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatInteger(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        float value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatAny(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        double value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatAny(value, format, destination, out bytesWritten);

    public static bool TryFormat(
        Guid value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
        => TryFormatAny(value, format, destination, out bytesWritten);

    /// <summary>Not every format that integers know is allowed here.</summary>
    private static bool TryFormatInteger<T>(
        T value, StandardFormat format, Span<byte> destination, out int written)
        where T : struct, IUtf8SpanFormattable
    {
        int kind = format.IsDefault ? 'd' : format.Symbol | 0x20;
        bool isAllowed = kind is 'd' or 'n' or 'x' || kind is 'g' or 'r' && !format.HasPrecision;
        if (!isAllowed) ThrowHelpers.ThrowFormatException();
        return TryFormatAny(value, format, destination, out written);
    }

    private static bool TryFormatAny<T>(T value, StandardFormat format, Span<byte> destination, out int written)
        where T : struct, IUtf8SpanFormattable
    {
        Span<char> text = stackalloc char[MostFormat];
        return value.TryFormat(destination, out written, text.Slice(0, Write(format, text)), null);
    }

    private static int Write(StandardFormat format, Span<char> text)
    {
        if (format.IsDefault) return 0;
        text[0] = format.Symbol;
        if (!format.HasPrecision) return 1;
        _ = format.Precision.TryFormat(text.Slice(1), out int digits);
        return 1 + digits;
    }
}
