using System;
using System.Globalization;
using System.Text.Unicode;

namespace Diesis.Tests.Behaviour;

/// <summary>Enumerations written into buffers, by name and by number.</summary>
internal static class EnumTests
{
    internal enum Colour : short { Red = 1, Blue = -2, Grün = 300 }

    internal enum Small : byte { None, One, Two, Most = 255 }

    [Flags]
    internal enum Wide : ulong { Nothing = 0, Low = 1, Middle = 1ul << 40, Both = Low | Middle, High = 1ul << 63 }

    [Flags]
    internal enum WithoutZero { Read = 1, Write = 2, Execute = 4, All = 7, Sign = int.MinValue }

    internal enum Empty : long { }

    public static void Run(ref Transcript transcript)
    {
        for (int value = -3; value < 10; value++)
            unchecked
            {
                Written(ref transcript, (Colour)value, value);
                Written(ref transcript, (Small)value, value);
                Written(ref transcript, (Wide)(ulong)value, value);
                Written(ref transcript, (WithoutZero)value, value);
                Written(ref transcript, (Empty)value, value);
                Written(ref transcript, (NumberStyles)(value * 37), value);
            }
        Written(ref transcript, Colour.Grün, 300);
        Written(ref transcript, Wide.High | Wide.Low, 0);
        Written(ref transcript, Wide.Both | Wide.High, 0);
        Written(ref transcript, (Wide)2 | Wide.High, 0);
        Written(ref transcript, WithoutZero.Sign | WithoutZero.Write, 0);
        Written(ref transcript, (Empty)long.MinValue, 0);
        ShortBuffers(ref transcript);
    }

    private static void Written<T>(ref Transcript transcript, T value, int number) where T : struct, Enum
    {
        Span<byte> utf8 = stackalloc byte[200];
        Span<char> utf16 = stackalloc char[200];
        bool all = Utf8.TryWrite(utf8, $"{value}|{value:D}|{value,12}|{value,-8:x}|{value:F}|{value:g}", out int length);
        all &= utf16.TryWrite($"{value}|{value:d}|{value,4:X}|{value,-30:f}|{value:G}", out int length16);
        all &= Enum.TryFormat(value, utf16[length16..], out int more);
        transcript.Case("written").Of(number).Gives(all).Gives(utf8[..length]).Gives(utf16[..(length16 + more)]).Gives(Enum.IsDefined(value));
    }

    private static void ShortBuffers(ref Transcript transcript)
    {
        Span<byte> utf8 = stackalloc byte[24];
        Span<char> utf16 = stackalloc char[24];
        for (int room = 0; room <= 24; room++)
        {
            bool fits = Utf8.TryWrite(utf8[..room], $"{WithoutZero.Read | WithoutZero.Execute},{Colour.Grün}", out int length);
            bool fits16 = Enum.TryFormat(WithoutZero.Read | WithoutZero.Execute, utf16[..room], out int length16);
            transcript.Case("short buffer").Of(room).Gives(fits).Gives(length).Gives(fits16).Gives(length16);
        }
    }
}
