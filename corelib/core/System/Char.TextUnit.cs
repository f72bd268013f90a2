namespace System;

public readonly partial struct Char : ITextUnit<char>
{
    static char ITextUnit<char>.FromAscii(uint character) => unchecked((char)character);
    static uint ITextUnit<char>.ToUInt32(char unit) => unit;
    static ReadOnlySpan<char> ITextUnit<char>.Trim(ReadOnlySpan<char> text) => text.Trim();

    static bool ITextUnit<char>.TryEncode(ReadOnlySpan<byte> utf8, Span<char> destination, out int written)
    {
        bool fits = Text.Unicode.Utf8.ToUtf16(utf8, destination, out _, out written) == Buffers.OperationStatus.Done;
        if (!fits) written = 0;
        return fits;
    }
}
