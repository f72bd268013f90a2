namespace System;

public readonly partial struct Char : ITextUnit<char>
{
    static char ITextUnit<char>.FromAscii(uint character) => unchecked((char)character);
    static uint ITextUnit<char>.ToUInt32(char unit) => unit;
    static ReadOnlySpan<char> ITextUnit<char>.Trim(ReadOnlySpan<char> text) => text.Trim();
}
