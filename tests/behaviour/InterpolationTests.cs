using System;
using System.Text;
using System.Text.Unicode;

namespace Diesis.Tests.Behaviour;

/// <summary>Interpolated strings into buffers that are long enough or not.</summary>
internal static class InterpolationTests
{
    /// <summary>A type of our own that formats itself.</summary>
    private readonly struct Address(ulong value) : IUtf8SpanFormattable
    {
        public bool TryFormat(Span<byte> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
            => format is "k"
                ? Utf8.TryWrite(destination, $"{value >> 10} KiB", out written)
                : Utf8.TryWrite(destination, $"p:{value:x}", out written);
    }

    public static void Run(ref Transcript transcript)
    {
        foreach (ulong word in Samples.Words) Numbers(ref transcript, word);
        Span<byte> buffer = stackalloc byte[60];
        for (int room = 0; room < 60; room++)
        {
            int core = 12;
            bool fits = Utf8.TryWrite(buffer[..room], $"core {core,4} at {0xFFFF_8000_0000_1234:x16}, {"naïve",-8}|{'ß'}{true,6}", out int written);
            transcript.Case("room").Of(room).Gives(fits).Gives(written).Gives(buffer[..written]);
        }
        Kinds(ref transcript);
        Utf16(ref transcript);
    }

    private static void Numbers(ref Transcript transcript, ulong word)
    {
        Span<byte> buffer = stackalloc byte[200];
        unchecked
        {
            _ = Utf8.TryWrite(buffer, $"{(byte)word} {(sbyte)word,5} {(short)word,-7:D3}|{(ushort)word:X4} {(int)word:N0} {(uint)word,12} {(long)word} {word:x}", out int written);
            transcript.Case("numbers").Of(word).Gives(buffer[..written]);
            _ = Utf8.TryWrite(buffer, $"{(nint)word} {(nuint)word:x8} {(char)(word & 0x7F)} {new Address(word)} {new Address(word):k} {new Address(word),24}|", out written);
            transcript.Case("kinds").Of(word).Gives(buffer[..written]);
        }
    }

    private static void Kinds(ref Transcript transcript)
    {
        Span<byte> buffer = stackalloc byte[100];
        string? nothing = null;
        ReadOnlySpan<char> utf16 = "span";
        ReadOnlySpan<byte> utf8 = "öctets"u8;
        _ = Utf8.TryWrite(buffer, $"[{nothing}] [{nothing,3}] [{""}] [{utf16}] [{utf16,6}] [{utf8}] [{utf8,-9}] {{}} [{new Rune(0x1D12A)}]", out int written);
        transcript.Case("text").Gives(buffer[..written]);
        _ = Utf8.TryWrite(buffer, $"", out written);
        transcript.Case("empty").Gives(written);
        _ = Utf8.TryWrite(buffer, $"{false,-7}|{'x',3}", out written);
        transcript.Case("aligned").Gives(buffer[..written]);
    }

    private static void Utf16(ref Transcript transcript)
    {
        Span<char> buffer = stackalloc char[40];
        for (int room = 0; room < 40; room++)
        {
            bool fits = buffer[..room].TryWrite($"{-5,4}{7u,-3}|{0xABCDul:X6} {"é",3} {true} {'c'} {(byte)200:D5}", out int written);
            transcript.Case("UTF-16").Of(room).Gives(fits).Gives(written).Gives(buffer[..written]);
        }
    }
}
