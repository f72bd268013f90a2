using Internal.Runtime.CompilerHelpers;

namespace System.Buffers.Text;

public static partial class Utf8Parser
{
    public static bool TryParse(
        ReadOnlySpan<byte> source, out byte value, out int bytesConsumed, char standardFormat = default)
    {
        bool isParsed = TryParseUnsigned(source, standardFormat, byte.MaxValue, out ulong number, out bytesConsumed);
        value = (byte)number;
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> source, out sbyte value, out int bytesConsumed, char standardFormat = default)
    {
        bool isParsed = TryParseSigned(source, standardFormat, sbyte.MaxValue, out long number, out bytesConsumed);
        value = (sbyte)number;
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> source, out ushort value, out int bytesConsumed, char standardFormat = default)
    {
        bool isParsed = TryParseUnsigned(source, standardFormat, ushort.MaxValue, out ulong number, out bytesConsumed);
        value = (ushort)number;
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> source, out short value, out int bytesConsumed, char standardFormat = default)
    {
        bool isParsed = TryParseSigned(source, standardFormat, short.MaxValue, out long number, out bytesConsumed);
        value = (short)number;
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> source, out uint value, out int bytesConsumed, char standardFormat = default)
    {
        bool isParsed = TryParseUnsigned(source, standardFormat, uint.MaxValue, out ulong number, out bytesConsumed);
        value = (uint)number;
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> source, out int value, out int bytesConsumed, char standardFormat = default)
    {
        bool isParsed = TryParseSigned(source, standardFormat, int.MaxValue, out long number, out bytesConsumed);
        value = (int)number;
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> source, out ulong value, out int bytesConsumed, char standardFormat = default)
    {
        bool isParsed = TryParseUnsigned(source, standardFormat, ulong.MaxValue, out ulong number, out bytesConsumed);
        value = number;
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> source, out long value, out int bytesConsumed, char standardFormat = default)
    {
        bool isParsed = TryParseSigned(source, standardFormat, long.MaxValue, out long number, out bytesConsumed);
        value = number;
        return isParsed;
    }

    /// <param name="max">The greatest value; the least is the one below its negation.</param>
    private static bool TryParseSigned(
        ReadOnlySpan<byte> source, char format, long max, out long value, out int consumed)
    {
        ulong mostMagnitude = (ulong)max + 1;
        if (KindOf(format) == 'x')
        {
            bool isParsed = TryReadHex(source, (ulong)max * 2 + 1, out ulong bits, out consumed);
            // The top bit of the type is its sign.
            value = unchecked((long)(bits ^ mostMagnitude) - (long)mostMagnitude);
            return isParsed;
        }
        value = 0;
        bool isNegative = !source.IsEmpty && source[0] == '-';
        int start = isNegative || StartsWithPlus(source) ? 1 : 0;
        ulong most = isNegative ? mostMagnitude : (ulong)max;
        if (!TryReadDecimal(source, start, KindOf(format), most, out ulong magnitude, out consumed)) return false;
        value = unchecked(isNegative ? 0 - (long)magnitude : (long)magnitude);
        return true;
    }

    private static bool TryParseUnsigned(
        ReadOnlySpan<byte> source, char format, ulong max, out ulong value, out int consumed)
    {
        char kind = KindOf(format);
        if (kind == 'x') return TryReadHex(source, max, out value, out consumed);
        int start = kind == 'n' && StartsWithPlus(source) ? 1 : 0;
        return TryReadDecimal(source, start, kind, max, out value, out consumed);
    }

    /// <returns>d, n or x.</returns>
    private static char KindOf(char format)
    {
        if (format == default) return 'd';
        char kind = (char)(format | 0x20);
        if (kind is 'g' or 'r') kind = 'd';
        if (kind is not ('d' or 'n' or 'x')) ThrowHelpers.ThrowFormatException();
        return kind;
    }

    private static bool StartsWithPlus(ReadOnlySpan<byte> source) => !source.IsEmpty && source[0] == '+';

    private static bool TryReadDecimal(
        ReadOnlySpan<byte> source, int start, char kind, ulong most, out ulong value, out int consumed)
    {
        value = 0;
        consumed = 0;
        int at = start;
        ulong number = 0;
        for (; at < source.Length; at++)
        {
            if (kind == 'n' && source[at] == ',' && at > start) continue;
            if (!IsDigit(source, at)) break;
            uint digit = (uint)source[at] - '0';
            if (number > most / 10 || number * 10 > most - Math.Min(digit, most)) return false;
            number = number * 10 + digit;
        }
        if (kind == 'n' && !TrySkipZeros(source, start, ref at)) return false;
        if (at == start) return false;
        value = number;
        consumed = at;
        return true;
    }

    /// <summary>A point and zeros. A point with nothing before it needs one behind it.</summary>
    private static bool TrySkipZeros(ReadOnlySpan<byte> source, int start, ref int at)
    {
        if (at >= source.Length || source[at] != '.') return true;
        int zeros = at + 1;
        int end = zeros;
        while (end < source.Length && source[end] == '0') end++;
        if (IsDigit(source, end) || at == start && end == zeros) return false;
        at = end;
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> source, ulong max, out ulong value, out int consumed)
    {
        value = 0;
        consumed = 0;
        int at = 0;
        ulong bits = 0;
        for (; at < source.Length; at++)
        {
            uint digit = Number.HexDigit(source[at]);
            if (digit > 0xF) break;
            if (bits > max >> 4) return false;
            bits = bits << 4 | digit;
        }
        value = bits;
        consumed = at;
        return at != 0;
    }

    private static bool IsDigit(ReadOnlySpan<byte> source, int at)
        => at < source.Length && source[at] is >= (byte)'0' and <= (byte)'9';
}
