using System.Buffers;
using Internal.Runtime.CompilerHelpers;

namespace System.Text;

/// <summary>
/// Runes in UTF-8 and UTF-16. What is malformed is measured as Unicode's chapter 3.9 recommends ("maximal subpart"):
/// the longest beginning of a sequence that could still have become valid counts as one error.
/// </summary>
public readonly partial struct Rune
{
    private const int LongestUtf8Sequence = 4;

    public bool TryEncodeToUtf8(Span<byte> destination, out int bytesWritten)
    {
        int length = Utf8SequenceLength;
        if (destination.Length < length)
        {
            bytesWritten = 0;
            return false;
        }
        bytesWritten = length;
        switch (length)
        {
            case 1:
                destination[0] = (byte)_value;
                return true;
            case 2:
                destination[0] = (byte)(0xC0 | _value >> 6);
                break;
            case 3:
                destination[0] = (byte)(0xE0 | _value >> 12);
                destination[1] = (byte)(0x80 | _value >> 6 & 0x3F);
                break;
            default:
                destination[0] = (byte)(0xF0 | _value >> 18);
                destination[1] = (byte)(0x80 | _value >> 12 & 0x3F);
                destination[2] = (byte)(0x80 | _value >> 6 & 0x3F);
                break;
        }
        destination[length - 1] = (byte)(0x80 | _value & 0x3F);
        return true;
    }

    public int EncodeToUtf8(Span<byte> destination)
    {
        if (!TryEncodeToUtf8(destination, out int written)) ThrowHelpers.ThrowDestinationTooShort();
        return written;
    }

    public bool TryEncodeToUtf16(Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        if (destination.Length < Utf16SequenceLength) return false;
        if (IsBmp)
        {
            destination[0] = (char)_value;
        }
        else
        {
            destination[0] = (char)(0xD800 + (_value - 0x1_0000 >> 10));
            destination[1] = (char)(0xDC00 | _value & 0x3FF);
        }
        charsWritten = Utf16SequenceLength;
        return true;
    }

    public int EncodeToUtf16(Span<char> destination)
    {
        if (!TryEncodeToUtf16(destination, out int written)) ThrowHelpers.ThrowDestinationTooShort();
        return written;
    }

    /// <summary>Reads the first rune, or says how many bytes the error at the start takes.</summary>
    public static OperationStatus DecodeFromUtf8(ReadOnlySpan<byte> source, out Rune result, out int bytesConsumed)
    {
        result = ReplacementChar;
        bytesConsumed = 0;
        if (source.IsEmpty) return OperationStatus.NeedMoreData;

        uint lead = source[0];
        bytesConsumed = 1;
        if (lead <= MostAscii)
        {
            result = Unchecked(lead);
            return OperationStatus.Done;
        }
        // 80..BF continue, C0 and C1 would be overlong, F5 and above pass the last code point.
        if (lead is < 0xC2 or > 0xF4) return OperationStatus.InvalidData;

        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        uint value = lead & (0x7Fu >> length);
        // The second byte also says whether the sequence is overlong, a surrogate or too great.
        (uint least, uint most) = lead switch
        {
            0xE0 => (0xA0u, 0xBFu),
            0xED => (0x80u, 0x9Fu),
            0xF0 => (0x90u, 0xBFu),
            0xF4 => (0x80u, 0x8Fu),
            _ => (0x80u, 0xBFu),
        };
        while (bytesConsumed < length)
        {
            if (bytesConsumed == source.Length) return OperationStatus.NeedMoreData;
            uint unit = source[bytesConsumed];
            if (unit < least || unit > most) return OperationStatus.InvalidData;
            value = value << 6 | unit & 0x3F;
            (least, most) = (0x80, 0xBF);
            bytesConsumed++;
        }
        result = Unchecked(value);
        return OperationStatus.Done;
    }

    /// <summary>Reads the last rune, or says how many bytes the error at the end takes.</summary>
    public static OperationStatus DecodeLastFromUtf8(ReadOnlySpan<byte> source, out Rune result, out int bytesConsumed)
    {
        int most = Math.Min(source.Length, LongestUtf8Sequence);
        for (int length = 1; length <= most; length++)
        {
            bool isContinuation = (source[^length] & 0xC0) == 0x80;
            if (isContinuation) continue;
            var status = DecodeFromUtf8(source[^length..], out result, out bytesConsumed);
            if (bytesConsumed == length) return status;
            break;
        }
        result = ReplacementChar;
        bytesConsumed = Math.Min(source.Length, 1);
        return source.IsEmpty ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;
    }

    public static OperationStatus DecodeFromUtf16(ReadOnlySpan<char> source, out Rune result, out int charsConsumed)
    {
        result = ReplacementChar;
        charsConsumed = 0;
        if (source.IsEmpty) return OperationStatus.NeedMoreData;

        charsConsumed = 1;
        char first = source[0];
        if (!char.IsSurrogate(first))
        {
            result = Unchecked(first);
            return OperationStatus.Done;
        }
        if (char.IsLowSurrogate(first)) return OperationStatus.InvalidData;
        if (source.Length == 1) return OperationStatus.NeedMoreData;
        if (!char.IsLowSurrogate(source[1])) return OperationStatus.InvalidData;
        charsConsumed = 2;
        result = Unchecked(Join(first, source[1]));
        return OperationStatus.Done;
    }
}
