using System;
using System.Runtime.CompilerServices;

namespace Diesis.Kernel.Console;

public ref partial struct LogLine
{
    public void AppendFormatted(int value, int alignment = 0, string? format = null)
        => AppendInteger(MagnitudeOf(value), value < 0, unchecked((uint)value), alignment, format);

    public void AppendFormatted(uint value, int alignment = 0, string? format = null)
        => AppendInteger(value, false, value, alignment, format);

    public void AppendFormatted(long value, int alignment = 0, string? format = null)
        => AppendInteger(MagnitudeOf(value), value < 0, unchecked((ulong)value), alignment, format);

    public void AppendFormatted(ulong value, int alignment = 0, string? format = null)
        => AppendInteger(value, false, value, alignment, format);

    /// <summary>An enumeration's number: names of members are not part of the image.</summary>
    public unsafe void AppendFormatted<T>(T value, int alignment = 0, string? format = null) where T : unmanaged, Enum
    {
        ulong number = sizeof(T) switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, uint>(ref value),
            _ => Unsafe.As<T, ulong>(ref value),
        };
        AppendInteger(number, false, number, alignment, format);
    }

    private static ulong MagnitudeOf(long value) => unchecked(value < 0 ? 0 - (ulong)value : (ulong)value);

    /// <param name="bits">The value as two's complement of its own width, which is what hexadecimal shows.</param>
    private void AppendInteger(ulong magnitude, bool isNegative, ulong bits, int alignment, string? format)
    {
        int start = _length;
        char kind = format == null ? 'd' : format[0];
        if (kind == 'x') AppendHexadecimal(bits, DigitsOf(format));
        else
        {
            if (isNegative) Append((byte)'-');
            if (kind == 'd') AppendDecimal(magnitude, DigitsOf(format));
            else AppendSize(magnitude);
        }
        Align(start, alignment);
    }

    /// <summary>The least number of digits that a format asks for after its letter.</summary>
    private static int DigitsOf(string? format)
    {
        int digits = 0;
        for (int i = 1; format != null && i < format.Length; i++) digits = digits * 10 + (format[i] - '0');
        return digits;
    }

    private void AppendHexadecimal(ulong value, int leastDigits)
    {
        int digits = 1;
        while (digits < 16 && (digits < leastDigits || value >> (4 * digits) != 0)) digits++;
        while (digits-- > 0)
        {
            int digit = (int)(value >> (4 * digits)) & 15;
            Append((byte)(digit < 10 ? '0' + digit : 'a' - 10 + digit));
        }
    }

    private void AppendDecimal(ulong value, int leastDigits)
    {
        ulong unit = 1;
        int digits = 1;
        while (digits < leastDigits || value / unit >= 10)
        {
            unit *= 10;
            digits++;
        }
        for (; unit != 0; unit /= 10) Append((byte)('0' + (int)(value / unit % 10)));
    }

    private void AppendSize(ulong bytes)
    {
        int unit = 0;
        while (unit < 4 && bytes >> (10 * (unit + 1)) != 0) unit++;
        ulong whole = bytes >> (10 * unit);
        ulong tenths = unit == 0 ? 0 : (bytes >> (10 * (unit - 1)) & 1023) * 10 >> 10;
        AppendDecimal(whole, leastDigits: 1);
        if (whole < 10 && tenths != 0)
        {
            Append((byte)'.');
            Append((byte)('0' + (int)tenths));
        }
        Append((byte)' ');
        if (unit != 0)
        {
            Append("KMGT"u8[unit - 1]);
            Append((byte)'i');
        }
        Append((byte)'B');
    }
}
