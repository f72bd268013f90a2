using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Bytes as text, three in four characters. RFC 4648, section 4.</summary>
public static partial class Convert
{
    private static ReadOnlySpan<byte> Base64Digits
        => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    private const char Padding = '=';

    public static string ToBase64String(byte[] inArray) => ToBase64String(new ReadOnlySpan<byte>(inArray));

    public static string ToBase64String(ReadOnlySpan<byte> bytes)
    {
        string text = string.Allocate((bytes.Length + 2) / 3 * 4);
        _ = TryToBase64Chars(bytes, text.Contents, out _);
        return text;
    }

    public static bool TryToBase64Chars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten)
    {
        charsWritten = 0;
        if (chars.Length < (bytes.Length + 2) / 3 * 4) return false;
        for (int i = 0; i < bytes.Length; i += 3)
        {
            int group = bytes[i] << 16 | At(bytes, i + 1) << 8 | At(bytes, i + 2);
            chars[charsWritten++] = Digit(group >> 18);
            chars[charsWritten++] = Digit(group >> 12);
            chars[charsWritten++] = i + 1 < bytes.Length ? Digit(group >> 6) : Padding;
            chars[charsWritten++] = i + 2 < bytes.Length ? Digit(group) : Padding;
        }
        return true;

        static int At(ReadOnlySpan<byte> bytes, int index) => index < bytes.Length ? bytes[index] : 0;
        static char Digit(int bits) => (char)Base64Digits[bits & 0x3F];
    }

    public static byte[] FromBase64String(string s)
    {
        byte[] bytes = new byte[s.Length / 4 * 3];
        if (!TryFromBase64Chars(s, bytes, out int written)) ThrowHelpers.ThrowFormatException();
        return bytes.AsSpan(0, written).ToArray();
    }

    public static bool TryFromBase64String(string s, Span<byte> bytes, out int bytesWritten)
        => TryFromBase64Chars(s, bytes, out bytesWritten);

    /// <summary>White space may stand anywhere; the padding has to be whole, and nothing comes behind it.</summary>
    public static bool TryFromBase64Chars(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        bytesWritten = 0;
        int group = 0, count = 0, padding = 0, written = 0;
        foreach (char character in chars)
        {
            if (character is ' ' or '\t' or '\r' or '\n') continue;
            int bits = character == Padding ? 0 : Base64Digits.IndexOf((byte)(character <= 0x7F ? character : 0));
            if (bits < 0 || padding > 0 && character != Padding) return false;
            if (character == Padding) padding++;
            group = group << 6 | bits;
            if (++count % 4 != 0) continue;
            int length = 3 - padding;
            if (length < 1 || bytes.Length - written < length) return false;
            for (int i = 0; i < length; i++) bytes[written++] = (byte)(group >> 16 - 8 * i & 0xFF);
            group = 0;
        }
        if (count % 4 != 0) return false;
        bytesWritten = written;
        return true;
    }
}
