using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Diagnostics.CodeAnalysis;

namespace Diesis.Tests.Framework;

/// <summary>
/// A line of text being put together; what does not fit is dropped. It formats by itself, because the core library's
/// formatting is among the things under test.
/// </summary>
internal struct TestLine
{
    private const int Most = 400;

    [InlineArray(Most)]
    private struct Bytes { private byte _first; }

    private Bytes _bytes;
    private int _length;

    [UnscopedRef]
    private Span<byte> Buffer => MemoryMarshal.CreateSpan(ref Unsafe.As<Bytes, byte>(ref _bytes), Most);

    [UnscopedRef]
    public ReadOnlySpan<byte> Text => Buffer.Slice(0, _length);

    public readonly bool IsEmpty => _length == 0;

    public void Add(byte character)
    {
        if (_length < Most) Buffer[_length++] = character;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++) Add(text[i]);
    }

    /// <summary>Text of the compiler's making (expressions, file names): ASCII in practice, anything else becomes a question mark.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++) Add(text[i] is >= ' ' and <= '~' ? (byte)text[i] : (byte)'?');
    }

    public void Add(ulong number)
    {
        if (number >= 10) Add(number / 10);
        Add((byte)('0' + number % 10));
    }

    public void Add(long number)
    {
        if (number < 0) Add((byte)'-');
        Add(unchecked(number < 0 ? 0 - (ulong)number : (ulong)number));
    }

    public void AddHex(ulong number)
    {
        Add("0x"u8);
        int digits = 1;
        while (digits < 16 && number >> digits * 4 != 0) digits++;
        for (int i = digits - 1; i >= 0; i--) Add("0123456789abcdef"u8[(int)(number >> i * 4 & 15)]);
    }
}
