using System;
using System.Globalization;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Enumerations as objects and as strings.</summary>
internal static class EnumBoxTests
{
    public static void Run(ref Transcript transcript)
    {
        for (int value = -2; value < 9; value++)
            unchecked
            {
                Said(ref transcript, (EnumTests.Colour)value);
                Said(ref transcript, (EnumTests.Small)value);
                Said(ref transcript, (EnumTests.WithoutZero)value);
                Said(ref transcript, (NumberStyles)(value * 37));
            }
        Said(ref transcript, EnumTests.Wide.High | EnumTests.Wide.Both);
        foreach (string name in Enum.GetNames<EnumTests.Colour>()) transcript.Case("name").Gives(name);
        foreach (string name in Enum.GetNames<EnumTests.Wide>()) transcript.Case("name").Gives(name);
        transcript.Case("names").Gives(Enum.GetNames<EnumTests.Empty>().Length);
    }

    private static void Said<T>(ref Transcript transcript, T value) where T : struct, Enum
    {
        object box = value;
        ISpanFormattable formattable = value;
        Span<char> text = stackalloc char[60];
        transcript.Case("said").Gives(value.ToString()).Gives(box.ToString()).Gives(value.ToString("x")).Gives(value.ToString("D"));
        transcript.Case("interpolated").Gives($"<{value}> <{value,9:d}> <{box}>");
        transcript.Case("formatted").Gives(string.Format("{0:G} {0:X}", box)).Gives(Enum.GetName(value))
            .Gives(formattable.TryFormat(text, out int length, default, null)).Gives(text[..length]).Gives("joined " + value);
    }
}
