using System.Text;
using Diesis.Terminals.Parsing;

namespace Diesis.Terminals.Tests;

public class SequenceParserTests
{
    /// <summary>What came, one thing a word.</summary>
    private sealed class Record : ISequenceReceiver
    {
        public List<string> Words { get; } = [];

        public void Print(uint point) => Words.Add(char.ConvertFromUtf32((int)point));
        public void Execute(byte control) => Words.Add($"{control:X2}");
        public void Escape(in ControlSequence sequence) => Words.Add($"ESC {Intermediate(sequence)}{(char)sequence.Final}");
        public void Command(ReadOnlySpan<byte> text) => Words.Add($"OSC {Encoding.UTF8.GetString(text)}");

        public void Control(in ControlSequence sequence)
        {
            StringBuilder word = new("CSI ");
            if (sequence.Marker != 0) word.Append((char)sequence.Marker);
            for (int i = 0; i < sequence.Count; i++)
            {
                if (i > 0) word.Append(sequence.IsPart(i) ? ':' : ';');
                if (sequence.Number(i, -1) is var number and >= 0) word.Append(number);
            }
            Words.Add(word.Append(Intermediate(sequence)).Append((char)sequence.Final).ToString());
        }

        private static string Intermediate(in ControlSequence sequence) => sequence.Intermediate == 0 ? "" : ((char)sequence.Intermediate).ToString();
    }

    private static string Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static string Read(byte[] text)
    {
        Record whole = new(), parts = new();
        new SequenceParser().Read(text, whole);
        // However it is cut, the same comes.
        SequenceParser parser = new();
        foreach (byte unit in text) parser.Read([unit], parts);
        Assert.Equal(whole.Words, parts.Words);
        return string.Join(' ', whole.Words);
    }

    [Theory]
    [InlineData("aä漢😀", "a ä 漢 😀")]
    [InlineData("a\r\n\x7f", "a 0D 0A")]
    [InlineData("\e[m", "CSI m")]
    [InlineData("\e[1;;3m", "CSI 1;;3m")]
    [InlineData("\e[;m", "CSI ;m")]
    [InlineData("\e[38:2::1:2:3m", "CSI 38:2::1:2:3m")]
    [InlineData("\e[?25h", "CSI ?25h")]
    [InlineData("\e[>c", "CSI >c")]
    [InlineData("\e[!p\e[2 q\e[?7$p", "CSI !p CSI 2 q CSI ?7$p")]
    [InlineData("\e[99999999999A", "CSI 16383A")]
    [InlineData("\e(0\e#8\e7", "ESC (0 ESC #8 ESC 7")]
    [InlineData("\e]0;Titel ä\aX", "OSC 0;Titel ä X")]
    [InlineData("\e]2;t\e\\X", "OSC 2;t X")]
    [InlineData("\e]2;t\u009CX", "OSC 2;t ESC \\ X")]
    [InlineData("\u009B5A", "CSI 5A")]
    [InlineData("\u0085", "ESC E")]
    public void SequencesAreWhatTheStandardSays(string text, string words) => Assert.Equal(words, Read(text));

    [Theory]
    // Controls act inside of a sequence.
    [InlineData("\e[1\n2A", "0A CSI 12A")]
    // CAN and SUB end it, another ESC begins anew.
    [InlineData("\e[1\x18" + "A", "18 A")]
    [InlineData("\e[1\e[2B", "CSI 2B")]
    [InlineData("\e]0;x\x18" + "A", "18 A")]
    [InlineData("\e]0;x\e[A", "OSC 0;x CSI A")]
    // What cannot be a sequence is passed over, to its end and no further.
    [InlineData("\e[1?2hX", "X")]
    [InlineData("\e[ 1mX", "X")]
    [InlineData("\ePq#0;2\e\\X", "X")]
    [InlineData("\e_apc\e\\\e^pm\e\\\eXsos\e\\X", "ESC \\ ESC \\ ESC \\ X")]
    [InlineData("\e[12ä", "ä")]
    [InlineData("\e[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34m",
        "CSI 1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32m")]
    public void WhatIsWrongEndsWhereItShould(string text, string words)
        => Assert.Equal(words.Replace("ESC \\ ", ""), Read(text));

    [Fact]
    public void BrokenLettersAreReplacedAndTheTextGoesOn() => Assert.Equal("� A � \e".Replace(" \e", " CSI 1A"), Read([0xC3, (byte)'A', 0xE2, 0x82, 0x1B, (byte)'[', (byte)'1', (byte)'A']));

    [Fact]
    public void LongCommandsAreCutAtALetter()
    {
        string read = Read("\e]0;" + new string('ä', 2000) + "\a");
        Assert.Equal("OSC 0;" + new string('ä', (SequenceParser.MostCommandBytes - 2) / 2), read);
    }
}
