using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>UTF-8 and UTF-16, well formed and not.</summary>
internal static class TextTests
{
    private static readonly string[] Texts =
    [
        "", "ascii only", "naïve café", "Ψυχή", "日本語テキスト", "𝄪 diesis", "a\u0000b", "\uFFFD", "\uFFFF\uFFFE",
        "\uD800", "\uDC00", "x\uD83Dy", "\uDE00\uD83D", "\uD83D\uDE00", "\uD83D\uD83D\uDE00", "end \uD83D", "\u07FF\u0800",
        "\uD7FF\uE000", "\U0010FFFF\U00010000",
    ];

    // Each row is one byte sequence; the table 3-8 of Unicode's chapter 3.9 is among them.
    private static readonly byte[][] Sequences =
    [
        [0x41, 0xC0, 0xAF, 0x41], [0xC1, 0xBF], [0xC2], [0xC2, 0x80], [0xC2, 0x41], [0xDF, 0xBF], [0xE0, 0x80, 0x80],
        [0xE0, 0x9F, 0xBF], [0xE0, 0xA0, 0x80], [0xE0, 0xA0], [0xE1, 0x80], [0xE1, 0x80, 0xC2, 0x80], [0xED, 0xA0, 0x80],
        [0xED, 0xAF, 0xBF, 0x41], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBD], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF0, 0x90, 0x80, 0x80], [0xF0, 0x90, 0x80], [0xF0, 0x90], [0xF0], [0xF0, 0x80, 0x80, 0x41],
        [0xF1, 0x80, 0x41, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF4, 0x91, 0x92, 0x93, 0xFF],
        [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE, 0x41], [0x80], [0xBF, 0xBF], [0x41, 0x80, 0x42],
        [0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], [0xC3, 0xA9, 0xC3], [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xC3],
    ];

    public static void Run(ref Transcript transcript)
    {
        foreach (string text in Texts) FromUtf16(ref transcript, text);
        foreach (byte[] bytes in Sequences) ToUtf16(ref transcript, bytes);
        Runes(ref transcript);
        Characters(ref transcript);
    }

    private static void FromUtf16(ref Transcript transcript, string text)
    {
        Span<byte> buffer = stackalloc byte[64];
        for (int room = 0; room <= 20; room += 4)
        {
            var status = Utf8.FromUtf16(text, buffer[..room], out int read, out int written);
            transcript.Case("from UTF-16").Of(text).Of(room).Gives((int)status).Gives(read).Gives(written).Gives(buffer[..written]);
        }
        var strict = Utf8.FromUtf16(text, buffer, out int strictRead, out int strictWritten, replaceInvalidSequences: false);
        transcript.Case("strict from UTF-16").Of(text).Gives((int)strict).Gives(strictRead).Gives(strictWritten);
        strict = Utf8.FromUtf16(text, buffer, out strictRead, out strictWritten, isFinalBlock: false);
        transcript.Case("part from UTF-16").Of(text).Gives((int)strict).Gives(strictRead).Gives(strictWritten);
        transcript.Case("round trip").Of(text).Gives(Utf8.IsValid(buffer[..strictWritten]));
    }

    private static void ToUtf16(ref Transcript transcript, byte[] bytes)
    {
        Span<char> buffer = stackalloc char[16];
        for (int room = 0; room <= 16; room += 3)
        {
            var status = Utf8.ToUtf16(bytes, buffer[..room], out int read, out int written);
            transcript.Case("to UTF-16").Of(bytes).Of(room).Gives((int)status).Gives(read).Gives(written).Gives(buffer[..written]);
        }
        var strict = Utf8.ToUtf16(bytes, buffer, out int strictRead, out int strictWritten, replaceInvalidSequences: false);
        transcript.Case("strict to UTF-16").Of(bytes).Gives((int)strict).Gives(strictRead).Gives(strictWritten);
        strict = Utf8.ToUtf16(bytes, buffer, out strictRead, out strictWritten, isFinalBlock: false);
        transcript.Case("part to UTF-16").Of(bytes).Gives((int)strict).Gives(strictRead).Gives(strictWritten);
        strict = Rune.DecodeFromUtf8(bytes, out var rune, out int consumed);
        transcript.Case("rune").Of(bytes).Gives((int)strict).Gives(rune.Value).Gives(consumed).Gives(Utf8.IsValid(bytes));
    }

    private static void Runes(ref Transcript transcript)
    {
        ReadOnlySpan<int> values = [0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF, 0x110000, -1];
        Span<byte> utf8 = stackalloc byte[4];
        Span<char> utf16 = stackalloc char[2];
        foreach (int value in values)
        {
            bool isValid = Rune.TryCreate(value, out var rune);
            int bytes = rune.EncodeToUtf8(utf8), units = rune.EncodeToUtf16(utf16);
            transcript.Case("rune").Of(value).Gives(isValid).Gives(Rune.IsValid(value)).Gives(rune.Value).Gives(rune.IsAscii)
                .Gives(rune.IsBmp).Gives(rune.Plane).Gives(rune.Utf8SequenceLength).Gives(rune.Utf16SequenceLength)
                .Gives(utf8[..bytes]).Gives(utf16[..units]).Gives(rune.TryEncodeToUtf8(utf8[..(bytes - 1)], out int written))
                .Gives(written).Gives(rune == new Rune('\u0800')).Gives(rune.CompareTo(new Rune(0x800)));
        }
        transcript.Case("pair").Gives(Rune.TryCreate('\uD83D', '\uDE00', out var pair)).Gives(pair.Value)
            .Gives(Rune.TryCreate('\uDE00', '\uD83D', out pair)).Gives(new Rune('\uD834', '\uDD1E').Value)
            .Gives(Rune.ReplacementChar.Value).Gives((int)Rune.DecodeFromUtf16("\uD83D", out pair, out int consumed)).Gives(consumed)
            .Gives((int)Rune.DecodeFromUtf16("", out pair, out consumed)).Gives((int)Rune.DecodeFromUtf8(default, out pair, out consumed));
    }

    private static void Characters(ref Transcript transcript)
    {
        ReadOnlySpan<char> characters = "\0\t\n\r\u000B\u000C /09:@AFGZ[`afgz{\u007F\u0080\u0085\u00A0é\u1680\u2000\u200A\u200B\u2028\u3000\uD800\uDBFF\uDC00\uDFFF";
        foreach (char character in characters)
        {
            transcript.Case("character").Of(character).Gives(char.IsAscii(character)).Gives(char.IsAsciiDigit(character))
                .Gives(char.IsAsciiLetter(character)).Gives(char.IsAsciiLetterUpper(character)).Gives(char.IsAsciiLetterLower(character))
                .Gives(char.IsAsciiLetterOrDigit(character)).Gives(char.IsAsciiHexDigit(character)).Gives(char.IsWhiteSpace(character))
                .Gives(char.IsSurrogate(character)).Gives(char.IsHighSurrogate(character)).Gives(char.IsLowSurrogate(character))
                .Gives(char.IsBetween(character, 'A', 'z'));
        }
    }
}
