using System;

namespace Diesis.Tests.Behaviour;

/// <summary>Every integer in every format, as UTF-8 and UTF-16, into buffers that are long enough or not.</summary>
internal static class FormattingTests
{
    public static void Run(ref Transcript transcript)
    {
        // A list on the stack: an array of texts would need a heap.
        ReadOnlySpan<string> formats =
        [
            "", "D", "d", "D1", "D4", "d25", "X", "x", "X2", "x16", "X20", "B", "b8", "N", "n0", "N1", "N5", "G", "g", "G0",
            "G1", "G2", "G3", "g5", "G10", "G20", "F", "F0", "f3", "E", "e", "E0", "E2", "e5", "E10", "P", "P0", "P1", "R",
        ];
        foreach (ulong word in Samples.Words)
        {
            Integers(ref transcript, word, "");
            Integers(ref transcript, unchecked(0 - word), "");
            foreach (string format in formats)
            {
                Integers(ref transcript, word, format);
                Longs(ref transcript, word, format);
                Longs(ref transcript, unchecked(0 - word), format);
            }
        }
        Ties(ref transcript);
        ShortBuffers(ref transcript);
        Others(ref transcript);
    }

    private static void Integers(ref Transcript transcript, ulong word, string format)
    {
        Span<byte> a = stackalloc byte[64];
        Span<byte> b = stackalloc byte[64];
        Span<byte> c = stackalloc byte[64];
        Span<byte> d = stackalloc byte[64];
        unchecked
        {
            bool all = ((sbyte)word).TryFormat(a, out int aLength, format) & ((byte)word).TryFormat(b, out int bLength, format)
                & ((short)word).TryFormat(c, out int cLength, format) & ((ushort)word).TryFormat(d, out int dLength, format);
            transcript.Case("small").Of(word).Of(format).Gives(all)
                .Gives(a[..aLength]).Gives(b[..bLength]).Gives(c[..cLength]).Gives(d[..dLength]);
            all = ((int)word).TryFormat(a, out aLength, format) & ((uint)word).TryFormat(b, out bLength, format)
                & ((nint)word).TryFormat(c, out cLength, format) & ((nuint)word).TryFormat(d, out dLength, format);
            transcript.Case("middle").Of(word).Of(format).Gives(all)
                .Gives(a[..aLength]).Gives(b[..bLength]).Gives(c[..cLength]).Gives(d[..dLength]);
        }
    }

    private static void Longs(ref Transcript transcript, ulong word, string format)
    {
        Span<char> a = stackalloc char[72];
        Span<byte> b = stackalloc byte[72];
        bool all = unchecked((long)word).TryFormat(a, out int aLength, format) & word.TryFormat(b, out int bLength, format);
        transcript.Case("long").Of(word).Of(format).Gives(all).Gives(a[..aLength]).Gives(b[..bLength]);
    }

    /// <summary>Half-way between two roundings.</summary>
    private static void Ties(ref Transcript transcript)
    {
        ReadOnlySpan<int> values = [5, 15, 25, 45, 12350, 12450, 99950, 99949, 95, 94, 1995, 10500, 20500, 19999];
        Span<byte> text = stackalloc byte[40];
        foreach (int value in values)
        {
            ReadOnlySpan<string> formats = ["G1", "G2", "G3", "E0", "E1", "E2"];
            foreach (string format in formats)
            {
                _ = value.TryFormat(text, out int length, format);
                transcript.Case("tie").Of(value).Of(format).Gives(text[..length]);
                _ = (-value).TryFormat(text, out length, format);
                transcript.Case("tie").Of(-value).Of(format).Gives(text[..length]);
            }
        }
    }

    private static void ShortBuffers(ref Transcript transcript)
    {
        Span<byte> buffer = stackalloc byte[16];
        ReadOnlySpan<string> formats = ["", "D6", "X8", "N1", "E2", "F2", "B20"];
        foreach (string format in formats)
        {
            for (int length = 0; length <= 16; length++)
            {
                bool fits = (-12345).TryFormat(buffer[..length], out int written, format);
                transcript.Case("short buffer").Of(format).Of(length).Gives(fits).Gives(written);
            }
        }
    }

    private static void Others(ref Transcript transcript)
    {
        Span<char> buffer = stackalloc char[8];
        for (int length = 0; length < 8; length++)
        {
            transcript.Case("bool").Of(length).Gives(true.TryFormat(buffer[..length], out int written)).Gives(written)
                .Gives(false.TryFormat(buffer[..length], out written)).Gives(written);
        }
    }
}
