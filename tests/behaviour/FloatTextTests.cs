using System;
using System.Globalization;
using System.Text.Unicode;

namespace Diesis.Tests.Behaviour;

/// <summary>Floating point to text and back.</summary>
internal static class FloatTextTests
{
    private const int ArbitraryValues = 1500;
    private const ulong Seed = 0x9E37_79B9_7F4A_7C15;

    public static void Run(ref Transcript transcript)
    {
        ReadOnlySpan<string> formats =
        [
            "", "G", "R", "r5", "G0", "G1", "g2", "G3", "G7", "G9", "G15", "G16", "G17", "g20", "F", "F0", "F1", "F2", "f20", "N", "N0", "n3",
            "E", "E0", "e1", "E16", "E20", "P", "P0", "P1", "p5",
        ];
        foreach (double value in FloatSamples.Doubles)
            foreach (string format in formats) Formatted(ref transcript, value, format);
        foreach (double value in FloatSamples.Doubles) RoundTrip(ref transcript, value);
        Arbitrary(ref transcript);
        Extremes(ref transcript);
        ShortBuffers(ref transcript);
        Texts(ref transcript);
        HardTexts(ref transcript);
    }

    private static void Formatted(ref Transcript transcript, double value, string format)
    {
        Span<byte> utf8 = stackalloc byte[600];
        Span<char> utf16 = stackalloc char[600];
        bool all = value.TryFormat(utf16, out int length, format) & ((float)value).TryFormat(utf8, out int length8, format);
        transcript.Case("formatted").Of(value).Of(format).Gives(all).Gives(Start(utf16[..length])).Gives(utf8[..length8]);
    }

    /// <summary>A line of the transcript holds less than the greatest number.</summary>
    private static ReadOnlySpan<char> Start(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, 180)];

    private static void RoundTrip(ref Transcript transcript, double value)
    {
        Span<byte> wide = stackalloc byte[40];
        Span<char> narrow = stackalloc char[40];
        float single = (float)value;
        bool all = value.TryFormat(wide, out int length) & single.TryFormat(narrow, out int narrowLength);
        transcript.Case("there").Of(value).Gives(all).Gives(wide[..length]).Gives(narrow[..narrowLength])
            .Gives(double.TryParse(wide[..length], out double back)).Gives(back)
            .Gives(float.TryParse(narrow[..narrowLength], out float backNarrow)).Gives(backNarrow);
    }

    private static void Arbitrary(ref Transcript transcript)
    {
        Span<byte> text = stackalloc byte[40];
        ulong state = Seed;
        for (int i = 0; i < ArbitraryValues; i++)
        {
            ulong bits = FloatSamples.Next(ref state);
            RoundTrip(ref transcript, BitConverter.UInt64BitsToDouble(bits));
            float single = BitConverter.UInt32BitsToSingle((uint)(bits >> 20 & uint.MaxValue));
            _ = single.TryFormat(text, out int length);
            transcript.Case("single").Of(single).Gives(text[..length]);
            // Of the size of things; with few bits, which is where half-way cases are.
            double usual = (long)(bits >> 40) / 1024.0;
            ReadOnlySpan<string> formats = ["", "F2", "E5", "N0", "G6"];
            _ = usual.TryFormat(text, out length, formats[i % 5]);
            transcript.Case("usual").Of(usual).Of(formats[i % 5]).Gives(text[..length]);
        }
    }

    private static void Extremes(ref Transcript transcript)
    {
        Span<byte> text = stackalloc byte[1200];
        ReadOnlySpan<double> values = [double.Epsilon, 2.2250738585072009E-308, double.MaxValue, 1e300, 1.0 / 3];
        ReadOnlySpan<string> formats = ["F1080", "E800", "G900", "N700", "P300"];
        foreach (double value in values)
            foreach (string format in formats)
            {
                bool fits = value.TryFormat(text, out int length, format);
                transcript.Case("long").Of(value).Of(format).Gives(fits).Gives(length);
                for (int start = 0; start < length; start += 350)
                    transcript.Case("part").Gives(text[start..Math.Min(start + 350, length)]);
            }
    }

    private static void ShortBuffers(ref Transcript transcript)
    {
        Span<byte> buffer = stackalloc byte[16];
        ReadOnlySpan<string> formats = ["", "F3", "E2", "N1", "P0", "F1000000"];
        ReadOnlySpan<double> values = [-1234.5625, double.NaN, double.NegativeInfinity];
        foreach (double value in values)
            foreach (string format in formats)
                for (int length = 0; length <= 16; length += 3)
                {
                    bool fits = value.TryFormat(buffer[..length], out int written, format);
                    transcript.Case("short buffer").Of(value).Of(format).Of(length).Gives(fits).Gives(written);
                }
    }

    private static void Texts(ref Transcript transcript)
    {
        ReadOnlySpan<string> texts =
        [
            "Infinity", " infinity ", "-Infinity", "+Infinity", "- Infinity", "(Infinity)", "NaN", "-NaN", "+nan", "∞", "Inf", "\u00A0NaN\u2003",
            "NaN\0", "1e400", "-1e400", "1e-400", "-0", "-0.0e5", "1e2147483648", "1e-2147483648", "1e99999999999999", "0e99999999999999", "0x1", "1_0", "",
            " ", "-", ".", "+.", ".5", "5.", "-.5e1", "1,5", "1,234.5", "1e", "e5", "1e+", "1e5.5", "5 e3", "5e 3", "\u00A01", "1\0", " 1.5 ", "\t1\r\n",
            "Infinity5", "--1", "1-", "(1)", "(1.5e3)", "1.5E3", "1.5e+03", "1.5e-003", "1.2.3", "00012.5000", "0.00000000000000000000001e23", "½", "٣",
            "123456789012345678901234567890", "0.1", "1e23", "8.5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "4.9e-324", "2e-324",
        ];
        ReadOnlySpan<NumberStyles> styles =
        [
            NumberStyles.None, NumberStyles.Integer, NumberStyles.Number, NumberStyles.Float, NumberStyles.Any, NumberStyles.AllowExponent,
            NumberStyles.AllowDecimalPoint,
        ];
        foreach (string text in texts)
        {
            Parsed(ref transcript, text);
            foreach (var style in styles)
                transcript.Case("styled").Of(text).Of((long)style).Gives(double.TryParse(text, style, null, out double a)).Gives(a)
                    .Gives(float.TryParse(text, style, null, out float b)).Gives(b);
        }
    }

    /// <summary>Half-way between two numbers, or as near to it as digits can tell; the border of infinity and of zero.</summary>
    private static void HardTexts(ref Transcript transcript)
    {
        ReadOnlySpan<string> texts =
        [
            "9007199254740993", "9007199254740993.0000000000000000000000000000000000000000001", "9007199254740992.9999999999999999999999999999999999",
            "9007199254740995", "9007199254740994.99999999999999999999999", "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308",
            "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
            "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042879.999",
            "2.2250738585072011e-308", "2.2250738585072012e-308", "2.225073858507201136057409796709131975934819546351645648023426109724822222021076945516529523908135087914149158913039621106870086438694594645527657207407820621743379988141063267329253552286881372149012981122451451889849057222307285255133155755015914397476397983411801999323962548289017107081850690630666655994938275772572015763062690663332647565300009245888316433037779791869612049497390377829704905051080609940730262937128958950003583799967207254304360284078895771796150945516748243471030702609144621572289880258182545180325707018860872113128079512233426288368622321503775666622503982534335974568884423900265498198385487948292206894721689831099698365846814022854243330660339850886445804001034933970427567186443383770486037861622771738545623065874679014086723327636718751234567890123456789012345678901e-308",
            "6929495644600919.5", "3.508354854825206e15", "0.500000000000000166533453693773481063544750213623046875", "0.500000000000000166533453693773481063544750213623046874999",
            "0.500000000000000166533453693773481063544750213623046875000001", "3.518437208883201171875E13", "62.5364939768271845828", "8.10109172351e-10",
            "1.50000000000000011102230246251565", "1.49999999999999988897769753748434", "1.1e-44", "7.006492321624085e-46", "7.006492321624086e-46", "3.4028235677973366e38",
            "3.4028235677973365e38", "3.40282357e38", "16777217", "16777217.0000000000000001", "16777218.9999999999", "16777219", "0.000000000000000000000000000000000000011754943",
            "5708990770823839207320493820740630171355185151999e-3", "1e-323", "9.4e-324", "123e-450", "1000000000000000000000000000000000000000000000000000000000000e-60",
        ];
        foreach (string text in texts) Parsed(ref transcript, text);
        // Digits that only matter behind the 768th, and zeros without end.
        Span<char> digits = stackalloc char[1000];
        digits.Fill('0');
        "1.".AsSpan().CopyTo(digits);
        "00000000000000011102230246251565404236316680908203125".AsSpan().CopyTo(digits[2..]);
        Parsed(ref transcript, digits);
        digits[^1] = '1';
        Parsed(ref transcript, digits);
        digits[1] = '0';
        Parsed(ref transcript, digits);
        digits.Fill('9');
        Parsed(ref transcript, digits);
        Parsed(ref transcript, digits[..308]);
        Parsed(ref transcript, digits[..309]);
        ulong state = Seed;
        for (int i = 0; i < 300; i++)
        {
            int length = 17 + (int)(FloatSamples.Next(ref state) >> 60);
            for (int at = 0; at < length; at++) digits[at] = (char)('0' + FloatSamples.Next(ref state) % 10);
            digits[1] = '.';
            digits[length] = 'e';
            int power = (int)(FloatSamples.Next(ref state) % 660) - 340;
            _ = power.TryFormat(digits[(length + 1)..], out int written);
            Parsed(ref transcript, digits[..(length + 1 + written)]);
        }
    }

    private static void Parsed(ref Transcript transcript, scoped ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[1200];
        _ = Utf8.FromUtf16(text, utf8, out _, out int length);
        transcript.Case("parsed").Of(Start(text)).Gives(double.TryParse(text, out double a)).Gives(a)
            .Gives(double.TryParse(utf8[..length], out double b)).Gives(b == a).Gives(float.TryParse(utf8[..length], out float c)).Gives(c);
    }
}
