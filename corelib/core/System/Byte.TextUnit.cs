namespace System;

public readonly partial struct Byte : ITextUnit<byte>
{
    static byte ITextUnit<byte>.FromAscii(uint character) => unchecked((byte)character);
    static uint ITextUnit<byte>.ToUInt32(byte unit) => unit;
}
