using System;
using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace Diesis.Tests.Behaviour;

/// <summary>Values written to UTF-8 and read from the beginning of it.</summary>
internal static class Utf8TextTests
{
    public static void Run(ref Transcript transcript)
    {
        foreach (ulong word in Samples.Words)
        {
            foreach (char symbol in "GDXxN") Integers(ref transcript, word, new(symbol));
            foreach (char symbol in "DXxN") Integers(ref transcript, word, new(symbol, 5));
            Integers(ref transcript, word, default);
            Floats(ref transcript, word);
        }
        Others(ref transcript);
        Texts(ref transcript);
    }

    private static void Integers(ref Transcript transcript, ulong word, StandardFormat format)
    {
        unchecked
        {
            Span<byte> text = stackalloc byte[80];
            transcript.Case("integers").Of(word).Of(format.Symbol).Of(format.Precision);
            transcript.Gives(Utf8Formatter.TryFormat((byte)word, text, out int length, format)).Gives(text[..length]);
            transcript.Gives(Utf8Formatter.TryFormat((sbyte)word, text, out length, format)).Gives(text[..length]);
            transcript.Gives(Utf8Formatter.TryFormat((short)word, text, out length, format)).Gives(text[..length]);
            transcript.Gives(Utf8Formatter.TryFormat((ushort)word, text, out length, format)).Gives(text[..length]);
            transcript.Gives(Utf8Formatter.TryFormat((int)word, text, out length, format)).Gives(text[..length]);
            transcript.Gives(Utf8Formatter.TryFormat((uint)word, text, out length, format)).Gives(text[..length]);
            transcript.Gives(Utf8Formatter.TryFormat((long)word, text, out length, format)).Gives(text[..length]);
            transcript.Gives(Utf8Formatter.TryFormat(word, text, out length, format)).Gives(text[..length]);
            transcript.Gives(Utf8Formatter.TryFormat(word, text[..3], out length, format)).Gives(length);
        }
    }

    private static void Floats(ref Transcript transcript, ulong word)
    {
        Span<byte> text = stackalloc byte[400];
        double number = BitConverter.UInt64BitsToDouble(word);
        transcript.Case("floats").Of(word);
        foreach (var format in (ReadOnlySpan<StandardFormat>)[default, 'G', 'e', new('F', 3), new('E', 10)])
        {
            transcript.Gives(Utf8Formatter.TryFormat(number, text, out int length, format)).Gives(text[..Math.Min(length, 40)]);
            transcript.Gives(Utf8Formatter.TryFormat((float)number, text, out length, format)).Gives(text[..Math.Min(length, 40)]);
        }
    }

    private static void Others(ref Transcript transcript)
    {
        Span<byte> text = stackalloc byte[40];
        for (int room = 0; room < 7; room++)
        {
            transcript.Case("booleans").Of(room);
            foreach (var format in (ReadOnlySpan<StandardFormat>)[default, 'G', 'l'])
            {
                transcript.Gives(Utf8Formatter.TryFormat(true, text[..room], out int length, format)).Gives(text[..length]);
                transcript.Gives(Utf8Formatter.TryFormat(false, text[..room], out length, format)).Gives(text[..length]);
            }
        }
        Guid guid = new(0x01020304, (ushort)0x0506, 0x0708, 9, 10, 11, 12, 13, 14, 15, 16);
        foreach (var format in (ReadOnlySpan<StandardFormat>)[default, 'D', 'N', 'B', 'P'])
        {
            bool fits = Utf8Formatter.TryFormat(guid, text, out int length, format);
            transcript.Case("guid").Gives(fits).Gives(text[..length]);
            fits = Utf8Parser.TryParse(text[..length], out Guid same, out int consumed, format.Symbol);
            transcript.Gives(fits).Gives(same == guid).Gives(consumed);
        }
    }

    private static void Texts(ref Transcript transcript)
    {
        ReadOnlySpan<string> texts =
        [
            "", " ", "0", "-0", "+0", "5", "+5", "-5", "--5", "- 5", "5-", " 5", "5 ", "05", "00000000000000000000000000000005", "5a", "a5", "0x5", "-a", "+a", "½",
            "127", "128", "-128", "-129", "255", "256", "255z", "32767", "32768", "-32768", "-32769", "65535", "65536", "2147483647", "2147483648", "-2147483648",
            "-2147483649", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
            "18446744073709551615", "18446744073709551616", "99999999999999999999", "1,2", "1,,2", ",1", "1,", "-1,234", "+1,2x", "-,1", "1.0", "1.", ".0", ".", "-.", ".00", "-.0", "+.0", ".1",
            "1.50", "1.000,", "1,.0", "1.0.0", "1e2", "1E+2", "1e-2", "1e", "1e+", "1e+x", "1ex", "1e99", "1e999", "-1e999", "1e-999", "0e99", "1e5000000000", "12.0e1 x", ".5", "5.", "-.5e1", "1.5f", "1.7976931348623157e308", "4.9e-324",
            "0.1", "0.30000000000000004x", "3.4028236e38", "NaN", "nan", "-NaN", "+nanx", "Infinity", "-INFINITY", "+infinityx", "Inf", "-", "+",
            "ff", "FF", "fg", "100", "0ff", "80", "-ff", "ffff", "10000", "ffffffff", "100000000", "000000000f", "ffffffffffffffff", "10000000000000000", "00000000000000000000001",
            "true", "True", "TRUEx", "tru", "false", "FALSE", "falsey", " true", "t", "1",
            "c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "c12a7328-f81f-11d2-ba4b-00a0c93ec93bx", "C12A7328F81F11D2BA4B00A0C93EC93B-", "{c12a7328-f81f-11d2-ba4b-00a0c93ec93b}",
            "(c12a7328-f81f-11d2-ba4b-00a0c93ec93b)z", "(c12a7328-f81f-11d2-ba4b-00a0c93ec93b}", "+12a7328-f81f-11d2-ba4b-00a0c93ec93b", "c12a7328-f81f-11d2-ba4b-00a0c93ec93",
        ];
        Span<byte> utf8 = stackalloc byte[100];
        foreach (string text in texts)
        {
            _ = Utf8.FromUtf16(text, utf8, out _, out int length);
            foreach (char format in "\0gDnX") ReadIntegers(ref transcript, text, utf8[..length], format);
            foreach (char format in "\0GeF") ReadFloats(ref transcript, text, utf8[..length], format);
            ReadOthers(ref transcript, text, utf8[..length]);
        }
    }

    private static void ReadIntegers(ref Transcript transcript, string text, scoped ReadOnlySpan<byte> utf8, char format)
    {
        transcript.Case("read integer").Of(text).Of(format);
        transcript.Gives(Utf8Parser.TryParse(utf8, out byte u8, out int consumed, format)).Gives((long)u8).Gives(consumed);
        transcript.Gives(Utf8Parser.TryParse(utf8, out sbyte i8, out consumed, format)).Gives((long)i8).Gives(consumed);
        transcript.Gives(Utf8Parser.TryParse(utf8, out ushort u16, out consumed, format)).Gives((long)u16).Gives(consumed);
        transcript.Gives(Utf8Parser.TryParse(utf8, out short i16, out consumed, format)).Gives((long)i16).Gives(consumed);
        transcript.Gives(Utf8Parser.TryParse(utf8, out uint u32, out consumed, format)).Gives((long)u32).Gives(consumed);
        transcript.Gives(Utf8Parser.TryParse(utf8, out int i32, out consumed, format)).Gives((long)i32).Gives(consumed);
        transcript.Gives(Utf8Parser.TryParse(utf8, out ulong u64, out consumed, format)).Gives(u64).Gives(consumed);
        transcript.Gives(Utf8Parser.TryParse(utf8, out long i64, out consumed, format)).Gives(i64).Gives(consumed);
    }

    private static void ReadFloats(ref Transcript transcript, string text, scoped ReadOnlySpan<byte> utf8, char format)
    {
        transcript.Case("read float").Of(text).Of(format);
        transcript.Gives(Utf8Parser.TryParse(utf8, out double number, out int consumed, format)).Gives(number).Gives(consumed);
        transcript.Gives(Utf8Parser.TryParse(utf8, out float single, out consumed, format)).Gives(single).Gives(consumed);
    }

    private static void ReadOthers(ref Transcript transcript, string text, scoped ReadOnlySpan<byte> utf8)
    {
        transcript.Case("read others").Of(text);
        transcript.Gives(Utf8Parser.TryParse(utf8, out bool truth, out int consumed)).Gives(truth).Gives(consumed);
        foreach (char format in "\0DNBP")
            transcript.Gives(Utf8Parser.TryParse(utf8, out Guid guid, out consumed, format)).Gives((long)guid.GetHashCode()).Gives(consumed);
    }
}
