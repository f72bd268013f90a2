using System.Text;

namespace System;

public readonly partial struct Byte : ITextUnit<byte>
{
    static byte ITextUnit<byte>.FromAscii(uint character) => unchecked((byte)character);
    static uint ITextUnit<byte>.ToUInt32(byte unit) => unit;

    static bool ITextUnit<byte>.TryEncode(ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        bool fits = utf8.TryCopyTo(destination);
        written = fits ? utf8.Length : 0;
        return fits;
    }

    static ReadOnlySpan<byte> ITextUnit<byte>.Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            _ = Rune.DecodeFromUtf8(text, out var first, out int length);
            if (!Rune.IsWhiteSpace(first)) break;
            text = text.Slice(length);
        }
        while (!text.IsEmpty)
        {
            _ = Rune.DecodeLastFromUtf8(text, out var last, out int length);
            if (!Rune.IsWhiteSpace(last)) break;
            text = text.Slice(0, text.Length - length);
        }
        return text;
    }
}
