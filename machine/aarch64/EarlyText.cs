using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Machines.AArch64;

/// <summary>
/// What is written to the debug console before the firmware's tables have said where one is. Of the boot core alone.
/// What finds no room is lost.
/// </summary>
internal unsafe struct A64EarlyText
{
    private const int Room = 4096;

    private int _length;

    [RuntimeImport("*", "A64EarlyText"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Start();

    // SAFETY: the image keeps so many bytes there for this.
    private static Span<byte> Bytes => new((void*)(delegate*<void>)&Start, Room);

    public void Keep(ReadOnlySpan<byte> text)
    {
        int length = Math.Min(text.Length, Room - _length);
        text[..length].CopyTo(Bytes[_length..]);
        _length += length;
    }

    public void MoveTo(A64Serial serial)
    {
        serial.Write(Bytes[.._length]);
        _length = 0;
    }
}
