using System;

namespace Diesis.Tests.Behaviour;

/// <summary>Enumerations read from their names and numbers.</summary>
internal static class EnumParsingTests
{
    public static void Run(ref Transcript transcript)
    {
        ReadOnlySpan<string> texts =
        [
            "", " ", "Red", " Red ", "red", "RED", "Blue", "Grün", "grün", "Gru", "Redd", "Re", "R\uD800", "None", "Two", "oNe", "Most",
            "Read", "Read,Write", "read , EXECUTE", "Read,", ",Read", "Read,,Write", "All", "Sign", "Read, 1", "1, Read", "Read Write",
            "0", "1", "-1", "+1", "- 1", "1 ", "\t2\n", "1.0", "1e2", "0x1", "127", "128", "255", "256", "-128", "32767", "32768", "-32769",
            "2147483648", "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615",
            "18446744073709551616", "Both", "Low,High", "Middle,Low", "Nothing",
        ];
        foreach (string text in texts)
        {
            Read<EnumTests.Colour>(ref transcript, text);
            Read<EnumTests.Small>(ref transcript, text);
            Read<EnumTests.Wide>(ref transcript, text);
            Read<EnumTests.WithoutZero>(ref transcript, text);
            Read<EnumTests.Empty>(ref transcript, text);
        }
        transcript.Case("parsed").Gives((long)Enum.Parse<EnumTests.Colour>("Blue")).Gives((long)Enum.Parse<EnumTests.Small>("TWO".AsSpan(), true));
    }

    private static void Read<T>(ref Transcript transcript, string text) where T : struct, Enum
    {
        bool isRead = Enum.TryParse(text, out T value);
        bool isReadAnyCase = Enum.TryParse(text.AsSpan(), true, out T anyCase);
        Span<char> number = stackalloc char[24], numberAnyCase = stackalloc char[24];
        _ = Enum.TryFormat(value, number, out int length, "D");
        _ = Enum.TryFormat(anyCase, numberAnyCase, out int lengthAnyCase, "D");
        transcript.Case("parse").Of(text).Gives(isRead).Gives(number[..length]).Gives(isReadAnyCase).Gives(numberAnyCase[..lengthAnyCase]);
    }
}
