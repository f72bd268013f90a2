using System;
using System.Globalization;
using System.Text.Unicode;

namespace Diesis.Tests.Behaviour;

/// <summary>Every text as every integer, from UTF-16 and from UTF-8, in several styles.</summary>
internal static class ParsingTests
{
    private static readonly NumberStyles[] Styles =
    [
        NumberStyles.None, NumberStyles.Integer, NumberStyles.Number, NumberStyles.Any, NumberStyles.HexNumber,
        NumberStyles.BinaryNumber, NumberStyles.AllowHexSpecifier, NumberStyles.AllowExponent,
        NumberStyles.Integer | NumberStyles.AllowTrailingSign,
    ];

    public static void Run(ref Transcript transcript)
    {
        // A list on the stack: an array of texts would need a heap.
        ReadOnlySpan<string> texts =
        [
            "", " ", "0", "-0", "+0", "5", "+5", "-5", "--5", "- 5", "5-", "(5)", " 5", "5 ", "\t5\r\n", "\u00A05", "5\0",
            "5\0\0", "5\0 ", "5 \0", "\05", "05", "00000000000000000000000000000005", "5a", "a5", "0x5", "½", "٣",
            "127", "128", "129", "-127", "-128", "-129", "255", "256", "-1", "32767", "32768", "-32768", "-32769", "65535",
            "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
            "18446744073709551615", "18446744073709551616", "18446744073709551620", "99999999999999999999",
            "184467440737095516150", "1,2", "1,,2", ",1", "1,", "1,234,567", "1.0", "1.", ".0", ".", "1.50", "1e2", "1E+2",
            "1e-2", "100e-2", "1e", "1e+", "1e99", "0e99", "12.0e1", "5 -", "5- ", "(5", "5)", "( 5 )", "-(5)", "1 2",
            "f", "F", "ff", "FF", "0ff", "100", "7f", "80", "-ff", "+f", " ff ", "fg", "ffff", "8000", "10000", "ffffffff",
            "80000000", "100000000", "ffffffffffffffff", "8000000000000000", "10000000000000000", "1111111", "10000000",
            "11111111", "100000000", "102", "@", "`", "G", "g", "/", ":",
        ];
        foreach (string text in texts)
        {
            Default(ref transcript, text);
            foreach (var style in Styles) Styled(ref transcript, text, style);
            transcript.Case("bool").Of(text).Gives(bool.TryParse(text, out bool truth)).Gives(truth);
        }
        Booleans(ref transcript);
    }

    private static void Default(ref Transcript transcript, string text)
    {
        Span<byte> utf8 = stackalloc byte[100];
        _ = Utf8.FromUtf16(text, utf8, out _, out int length);
        utf8 = utf8[..length];
        transcript.Case("default").Of(text)
            .Gives(sbyte.TryParse(utf8, out sbyte a)).Gives(a).Gives(byte.TryParse(text, out byte b)).Gives((long)b)
            .Gives(short.TryParse(utf8, out short c)).Gives(c).Gives(ushort.TryParse(text, out ushort d)).Gives((long)d)
            .Gives(int.TryParse(utf8, out int e)).Gives(e).Gives(uint.TryParse(text, out uint f)).Gives((long)f)
            .Gives(long.TryParse(utf8, out long g)).Gives(g).Gives(ulong.TryParse(text, out ulong h)).Gives(h)
            .Gives(nint.TryParse(text, out nint i)).Gives(i).Gives(nuint.TryParse(utf8, out nuint j)).Gives((ulong)j);
    }

    private static void Styled(ref Transcript transcript, string text, NumberStyles style)
    {
        transcript.Case("styled").Of(text).Of((long)style)
            .Gives(sbyte.TryParse(text, style, null, out sbyte a)).Gives(a)
            .Gives(byte.TryParse(text, style, null, out byte b)).Gives((long)b)
            .Gives(short.TryParse(text, style, null, out short c)).Gives(c)
            .Gives(int.TryParse(text, style, null, out int d)).Gives(d)
            .Gives(uint.TryParse(text, style, null, out uint e)).Gives((long)e)
            .Gives(long.TryParse(text, style, null, out long f)).Gives(f)
            .Gives(ulong.TryParse(text, style, null, out ulong g)).Gives(g);
    }

    private static void Booleans(ref Transcript transcript)
    {
        ReadOnlySpan<string> texts = ["True", "FALSE", "tRuE", " false ", "\0true\0", "yes", "1", "truf", "falsé", "tru\u0045"];
        foreach (string text in texts)
            transcript.Case("bool").Of(text).Gives(bool.TryParse(text, out bool truth)).Gives(truth);
    }
}
