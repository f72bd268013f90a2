using System;
using System.Text;
using System.Text.Unicode;

namespace Diesis.Tests.Behaviour;

/// <summary>Guids in memory, in order, and in every format.</summary>
internal static class GuidTests
{
    public static void Run(ref Transcript transcript)
    {
        ReadOnlySpan<Guid> guids =
        [
            Guid.Empty, Guid.AllBitsSet, new(0x01020304, (ushort)0x0506, 0x0708, 9, 10, 11, 12, 13, 14, 15, 16),
            new(-2, -3, -4, 255, 0, 128, 127, 1, 2, 3, 4), new("c12a7328-f81f-11d2-ba4b-00a0c93ec93b"),
            new([16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], bigEndian: true), new((ReadOnlySpan<byte>)[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 250]),
        ];
        foreach (var guid in guids)
        {
            Written(ref transcript, guid);
            foreach (var other in guids)
                transcript.Case("order").Gives(guid.CompareTo(other)).Gives(guid == other).Gives(guid != other).Gives(guid < other).Gives(guid <= other)
                    .Gives(guid > other).Gives(guid >= other);
        }
        Texts(ref transcript);
        ShortBuffers(ref transcript, guids[4]);
    }

    private static void Written(ref Transcript transcript, Guid guid)
    {
        Span<byte> bytes = stackalloc byte[400];
        Span<char> chars = stackalloc char[400];
        bool all = Utf8.TryWrite(bytes, $"{guid}|{guid:N}|{guid:d}|{guid:B}|{guid:p}|{guid:X}|{guid,40}|{guid,-33:n}|", out int length);
        all &= chars.TryWrite($"{guid}|{guid:n}|{guid:D}|{guid:b}|{guid:P}|{guid:x}|{guid,-40:P}|", out int length16);
        transcript.Case("written").Gives(all).Gives(bytes[..length]);
        transcript.Case("written in UTF-16").Gives(chars[..length16]).Gives(guid.GetHashCode()).Gives(guid.Version).Gives(guid.Variant);
        all = guid.TryWriteBytes(bytes);
        all &= guid.TryWriteBytes(bytes[16..], true, out length);
        transcript.Case("bytes").Gives(all).Gives(length).Gives(bytes[..32]).Gives(guid.TryWriteBytes(bytes[..15]));
    }

    private static void Texts(ref Transcript transcript)
    {
        ReadOnlySpan<string> texts =
        [
            "", " ", "-", "{", "(", "c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "C12A7328-F81F-11D2-BA4B-00A0C93EC93B", " c12a7328-f81f-11d2-ba4b-00a0c93ec93b\t",
            "\u00A0c12a7328-f81f-11d2-ba4b-00a0c93ec93b\u2003", "c12a7328f81f11d2ba4b00a0c93ec93b", "{c12a7328-f81f-11d2-ba4b-00a0c93ec93b}",
            "(c12a7328-f81f-11d2-ba4b-00a0c93ec93b)", "(c12a7328-f81f-11d2-ba4b-00a0c93ec93b}", "{c12a7328-f81f-11d2-ba4b-00a0c93ec93b",
            "{c12a7328f81f11d2ba4b00a0c93ec93b}", "c12a7328-f81f-11d2-ba4b00a0c93ec93b-", "c12a7328-f81f-11d2-ba4b-00a0c93ec93", "c12a7328-f81f-11d2-ba4b-00a0c93ec93b0",
            "g12a7328-f81f-11d2-ba4b-00a0c93ec93b", "c12a7328-f81f-11d2-ba4b-00a0c93ec93g", "0x2a7328-0x1f-0X12-+a4b-+0x0c93ec93b", "+12a7328-f81f-+1d2-+0xb-00a0c93ec93b",
            "(+12a7328-f81f-+1d2-+0xb-00a0c93ec93b)", "{+12a7328-f81f-+1d2-+0xb-00a0c93ec93b}", "+0x+7328-f81f-11d2-ba4b-00a0c93ec93b", "c12a7328-f81f-11d2-ba4b-00a0+93ec93b",
            "c12a7328-f81f-11d2-ba4b-00a00x3ec93b", "+12a7328f81f11d2ba4b00a0c93ec93b", "0x2a7328f81f11d2ba4b00a0c93ec93b", "c12a7328 f81f 11d2 ba4b 00a0c93ec93b",
            "{0xc12a7328,0xf81f,0x11d2,{0xba,0x4b,0x00,0xa0,0xc9,0x3e,0xc9,0x3b}}", "{0XC12A7328,0xF81F,0x11D2,{0xBA,0x4B,0x0,0xa0,0xc9,0x3e,0xc9,0x3b}}",
            " { 0x c12a 7328 , 0xf81f\u2003,0x11d2 , { 0xba,0x4b,0x00,0xa0 ,0xc9,0x3e,0xc9,0x3b } } ", "{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}",
            "{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0x100}}", "{0x1,0x12345,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}", "{0x123456789,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}",
            "{0x000000000012,0x0002,0x000003,{0x0004,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}", "{0x+1,0x0x2,0x+0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}",
            "{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}", "{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}}", "{0x,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}",
            "{1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}", "{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa}}", "{0x1,0x2,0x3,0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}", "{0x1g,0x2,0x3,{0x4}}",
        ];
        Span<byte> utf8 = stackalloc byte[200];
        foreach (string text in texts)
        {
            transcript.Case("parse").Of(text);
            Gives(ref transcript, Guid.TryParse(text, out var guid), guid);
            _ = Utf8.FromUtf16(text, utf8, out _, out int length);
            Gives(ref transcript, Guid.TryParse(utf8[..length], out guid), guid);
            foreach (char format in "NdBpX") Gives(ref transcript, Guid.TryParseExact(text, [format], out guid), guid);
            transcript.Gives(Guid.TryParseExact(text, "", out _)).Gives(Guid.TryParseExact(text, "q", out _));
        }
        transcript.Case("parsed");
        Gives(ref transcript, true, Guid.Parse(texts[5]));
        Gives(ref transcript, true, Guid.ParseExact(texts[9], "N"));
        Gives(ref transcript, true, Guid.Parse("{12345678-1234-1234-1234-123456789abc}"u8));
    }

    private static void Gives(ref Transcript transcript, bool isParsed, Guid guid)
    {
        Span<char> text = stackalloc char[36];
        _ = guid.TryFormat(text, out _);
        if (isParsed) transcript.Gives(text);
        else transcript.Gives(isParsed).Gives(guid == Guid.Empty);
    }

    private static void ShortBuffers(ref Transcript transcript, Guid guid)
    {
        Span<char> chars = stackalloc char[70];
        Span<byte> bytes = stackalloc byte[70];
        for (int room = 30; room < 70; room++)
        {
            transcript.Case("short buffer").Of(room);
            foreach (char format in "NDBPX")
            {
                bool fits = guid.TryFormat(chars[..room], out int length, [format]);
                bool fitsUtf8 = guid.TryFormat(bytes[..room], out int lengthUtf8, [format]);
                transcript.Gives(fits).Gives(length).Gives(fitsUtf8).Gives(lengthUtf8);
            }
        }
    }
}
