using System.Globalization;
using Internal.Runtime.CompilerHelpers;

namespace System.Buffers.Text;

public static partial class Utf8Parser
{
    public static bool TryParse(
        ReadOnlySpan<byte> source, out double value, out int bytesConsumed, char standardFormat = default)
    {
        bytesConsumed = FloatLength(source, standardFormat);
        bool isParsed = double.TryParse(source.Slice(0, bytesConsumed), NumberStyles.Float, null, out value);
        if (!isParsed) bytesConsumed = 0;
        return isParsed;
    }

    public static bool TryParse(
        ReadOnlySpan<byte> source, out float value, out int bytesConsumed, char standardFormat = default)
    {
        bytesConsumed = FloatLength(source, standardFormat);
        bool isParsed = float.TryParse(source.Slice(0, bytesConsumed), NumberStyles.Float, null, out value);
        if (!isParsed) bytesConsumed = 0;
        return isParsed;
    }

    /// <returns>How many bytes are a number, or the name of none; 0 where there is neither.</returns>
    private static int FloatLength(ReadOnlySpan<byte> source, char format)
    {
        int kind = format == default ? 'g' : format | 0x20;
        if (kind is not ('g' or 'e' or 'f')) ThrowHelpers.ThrowFormatException();
        int start = !source.IsEmpty && source[0] is (byte)'+' or (byte)'-' ? 1 : 0;
        int length = NumberLength(source, start, kind);
        if (length != 0) return length;
        var rest = source.Slice(start);
        return StartsWithIgnoringCase(rest, "infinity"u8) ? start + "infinity"u8.Length
            : StartsWithIgnoringCase(rest, "nan"u8) ? start + "nan"u8.Length : 0;
    }

    /// <summary>E wants an exponent, F refuses one.</summary>
    private static int NumberLength(ReadOnlySpan<byte> source, int start, int kind)
    {
        int at = start;
        int digits = SkipDigits(source, ref at);
        if (at < source.Length && source[at] == '.')
        {
            at++;
            digits += SkipDigits(source, ref at);
        }
        if (digits == 0) return 0;
        if (at == source.Length || (source[at] | 0x20) != 'e') return kind == 'e' ? 0 : at;
        at++;
        if (at < source.Length && source[at] is (byte)'+' or (byte)'-') at++;
        return kind == 'f' || SkipDigits(source, ref at) == 0 ? 0 : at;
    }

    private static int SkipDigits(ReadOnlySpan<byte> source, ref int at)
    {
        int start = at;
        while (IsDigit(source, at)) at++;
        return at - start;
    }

    private static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase)
    {
        if (text.Length < lowerCase.Length) return false;
        for (int i = 0; i < lowerCase.Length; i++)
            if ((text[i] | 0x20) != lowerCase[i]) return false;
        return true;
    }
}
