using System;

namespace Diesis.Programs;

/// <summary>Names of files and programs as strings: they are of ASCII alone.</summary>
public static class AsciiText
{
    public static string Of(ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[text.Length];
        for (int i = 0; i < text.Length; i++) letters[i] = (char)text[i];
        return new string(letters);
    }

    public static ReadOnlySpan<byte> UpToZero(ReadOnlySpan<byte> room)
    {
        int length = room.IndexOf((byte)0);
        return length < 0 ? room : room.Slice(0, length);
    }
}
