using System;
using System.Text;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Text to bytes and back.</summary>
internal static class EncodingTests
{
    private static readonly string[] Texts =
    [
        "", "plain", "tab\tand\0zero", "Grüße", "€ 100", "Ω≈ç√", "日本語", "😀 smile", "a\u0300", "\uFEFFmark", "\uD83D", "\uDE00", "x\uD83Dy", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uFFFF\uFFFD",
    ];

    private static readonly byte[][] Inputs =
    [
        [], [0x41], [0x80], [0xC3], [0xC3, 0xBC], [0xC3, 0x28], [0xE2, 0x82], [0xE2, 0x82, 0xAC], [0xE2, 0x28, 0xA1], [0xF0, 0x9F, 0x98, 0x80], [0xF0, 0x9F, 0x98], [0xF0, 0x28, 0x8C, 0x28],
        [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF, 0xFE, 0x41, 0x00], [0x41, 0x00, 0x42, 0x00], [0x3D, 0xD8, 0x00, 0xDE], [0x3D, 0xD8], [0x00, 0xDE, 0x41, 0x00],
        [0x3D, 0xD8, 0x41, 0x00], [0x41, 0x00, 0x42], [0x00, 0xF6, 0x01, 0x00], [0x00, 0x00, 0x11, 0x00], [0x41, 0x00, 0x00, 0x00, 0x42], [0x00, 0xD8, 0x00, 0x00, 0x43, 0x00, 0x00, 0x00],
    ];

    public static void Run(ref Transcript transcript)
    {
        Tell(ref transcript, Encoding.UTF8);
        Tell(ref transcript, Encoding.ASCII);
        Tell(ref transcript, Encoding.Unicode);
        Tell(ref transcript, Encoding.BigEndianUnicode);
        Tell(ref transcript, Encoding.UTF32);
        Tell(ref transcript, new UTF8Encoding(false));
        Latin1(ref transcript);
        Rooms(ref transcript);
        transcript.Case("converted").Gives(Encoding.Convert(Encoding.UTF8, Encoding.Unicode, "é!"u8.ToArray()).AsSpan())
            .Gives(Encoding.GetEncoding("utf-8").CodePage).Gives(Encoding.GetEncoding("US-ASCII").CodePage).Gives(Encoding.GetEncoding("utf-16").CodePage)
            .Gives(Encoding.GetEncoding("iso-8859-1").CodePage);
    }

    private static void Tell(ref Transcript transcript, Encoding encoding)
    {
        transcript.Case("encoding").Gives(encoding.WebName).Gives(encoding.CodePage).Gives(encoding.GetPreamble().AsSpan()).Gives(encoding.IsSingleByte)
            .Gives(encoding.GetMaxByteCount(10)).Gives(encoding.GetMaxCharCount(10)).Gives(encoding.EncodingName);
        foreach (string text in Texts)
            transcript.Case("bytes").Of(encoding.CodePage).Of(text).Gives(encoding.GetBytes(text).AsSpan()).Gives(encoding.GetByteCount(text));
        foreach (byte[] input in Inputs)
            transcript.Case("text").Of(encoding.CodePage).Of(input.AsSpan()).Gives(encoding.GetString(input)).Gives(encoding.GetCharCount(input));
    }

    /// <summary>Characters that it has: .NET looks for the nearest one for others.</summary>
    private static void Latin1(ref Transcript transcript)
    {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) all[i] = (byte)i;
        string text = Encoding.Latin1.GetString(all);
        transcript.Case("latin 1").Gives(text.Length).Gives(text[0xE9] == 'é').Gives(Encoding.Latin1.GetBytes(text).AsSpan().SequenceEqual(all)).Gives(Encoding.Latin1.GetBytes("日").AsSpan());
    }

    private static void Rooms(ref Transcript transcript)
    {
        Span<byte> bytes = stackalloc byte[5];
        Span<char> chars = stackalloc char[3];
        transcript.Case("room for bytes").Gives(Encoding.UTF8.TryGetBytes("aé€", bytes, out int written)).Gives(written).Gives(Encoding.UTF8.TryGetBytes("é€", bytes, out written)).Gives(written)
            .Gives(Encoding.UTF8.GetBytes("ab", bytes)).Gives(Encoding.ASCII.TryGetBytes("sixsix", bytes, out written)).Gives(written);
        transcript.Case("room for units").Gives(Encoding.UTF8.TryGetChars("abcd"u8, chars, out written)).Gives(written).Gives(Encoding.UTF8.TryGetChars("é😀"u8, chars, out written)).Gives(written)
            .Gives(Encoding.UTF8.TryGetChars("éa😀"u8, chars, out written)).Gives(written);
        char[] array = ['-', '-', '-', '-'];
        transcript.Case("parts").Gives(Encoding.UTF8.GetChars([0x61, 0x62, 0x63], 1, 2, array, 1)).Gives(new string(array)).Gives(Encoding.UTF8.GetString([0x61, 0x62, 0x63], 1, 1))
            .Gives(Encoding.UTF8.GetBytes("abc", 1, 2).AsSpan()).Gives(new string(Encoding.ASCII.GetChars([0x61, 0x62])));
    }
}
