using System.Buffers;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Bytes as text, and numbers as others.</summary>
public static partial class Convert
{
    public static string ToHexString(byte[] inArray) => ToHexString(new ReadOnlySpan<byte>(inArray));
    public static string ToHexString(ReadOnlySpan<byte> bytes) => ToHex(bytes, "0123456789ABCDEF"u8);
    public static string ToHexStringLower(byte[] inArray) => ToHexStringLower(new ReadOnlySpan<byte>(inArray));
    public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => ToHex(bytes, "0123456789abcdef"u8);

    public static byte[] FromHexString(string s) => FromHexString(s.AsSpan());

    public static byte[] FromHexString(ReadOnlySpan<char> chars)
    {
        byte[] bytes = new byte[chars.Length / 2];
        bool isWhole = FromHexString(chars, bytes, out _, out int written) == OperationStatus.Done;
        if (!isWhole || written * 2 != chars.Length) ThrowHelpers.ThrowFormatException();
        return bytes;
    }

    public static OperationStatus FromHexString(
        ReadOnlySpan<char> source, Span<byte> destination, out int charsConsumed, out int bytesWritten)
    {
        charsConsumed = bytesWritten = 0;
        for (; charsConsumed + 1 < source.Length; charsConsumed += 2)
        {
            if (bytesWritten == destination.Length) return OperationStatus.DestinationTooSmall;
            int high = HexValue(source[charsConsumed]), low = HexValue(source[charsConsumed + 1]);
            if (high < 0 || low < 0)
            {
                // Up to the character that is no digit.
                if (high >= 0) charsConsumed++;
                return OperationStatus.InvalidData;
            }
            destination[bytesWritten++] = (byte)(high << 4 | low);
        }
        return charsConsumed == source.Length ? OperationStatus.Done : OperationStatus.NeedMoreData;
    }

    private static string ToHex(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> digits)
    {
        string text = string.Allocate(bytes.Length * 2);
        var contents = text.Contents;
        for (int i = 0; i < bytes.Length; i++)
        {
            contents[2 * i] = (char)digits[bytes[i] >> 4];
            contents[2 * i + 1] = (char)digits[bytes[i] & 0xF];
        }
        return text;
    }

    /// <returns>Below zero for what is no digit.</returns>
    private static int HexValue(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'F' => digit - 'A' + 10,
        >= 'a' and <= 'f' => digit - 'a' + 10,
        _ => -1,
    };
}
