using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Tests;

public class TerminalScreenTests
{
    [Theory]
    [InlineData("one\r\ntwo", "one\ntwo")]
    [InlineData("ab\bc", "ac")]
    [InlineData("a\tb\tc", "a       bc")]
    [InlineData("1234567890ab", "1234567890\nab")]
    // The last column does not wrap before the next letter.
    [InlineData("1234567890\rX", "X234567890")]
    [InlineData("1234567890\bX", "12345678X0")]
    [InlineData("1234567890\r\nX", "1234567890\nX")]
    [InlineData("\e[?7l1234567890abc", "123456789c")]
    [InlineData("\e[3;4HX", "\n\n   X")]
    [InlineData("\e[99;99HX", "\n\n\n         X")]
    [InlineData("abc\e[2DX", "aXc")]
    [InlineData("\n\nabc\e[AX\e[BY\e[3CZ", "\n   X\nabc Y   Z")]
    [InlineData("abcdef\e[3G\e[PX", "abXef")]
    [InlineData("abcdef\e[3G\e[2@X", "abX cdef")]
    [InlineData("abcdef\e[3G\e[2X", "ab  ef")]
    [InlineData("abcdef\e[3G\e[K", "ab")]
    [InlineData("abcdef\e[3G\e[1K", "   def")]
    [InlineData("abcdef\e[2K", "")]
    [InlineData("\e[4habc\rX", "Xabc")]
    [InlineData("a\r\nb\r\nc\e[2;1H\e[J", "a")]
    [InlineData("a\r\nb\r\nc\e[2;1H\e[1J", "\n\nc")]
    [InlineData("a\r\nb\r\nc\e[2J", "")]
    [InlineData("a\r\nb\r\nc\e[2;1H\e[L", "a\n\nb\nc")]
    [InlineData("a\r\nb\r\nc\e[2;1H\e[M", "a\nc")]
    [InlineData("a\r\nb\r\nc\r\nd\e[2;3r\e[3;1H\nX", "a\nc\nX\nd")]
    [InlineData("a\r\nb\r\nc\r\nd\e[2;3r\e[2;1H\eMX", "a\nX\nb\nd")]
    [InlineData("a\r\nb\r\nc\r\nd\e[S", "b\nc\nd")]
    [InlineData("a\r\nb\r\nc\r\nd\e[T", "\na\nb\nc")]
    [InlineData("\e[2;3r\e[?6h\e[1;1HX\e[9;1HY", "\nX\nY")]
    [InlineData("\e[3g\e[5G\eH\r\tX", "    X")]
    [InlineData("\e(0lqk\e(Bq", "┌─┐q")]
    [InlineData("\e)0a\x0E" + "a\x0F" + "a", "a▒a")]
    [InlineData("a\e7\e[3;3Hb\e8c", "ac\n\n  b")]
    [InlineData("a\e[3b", "aaaa")]
    [InlineData("e\u0301x", "e\u0301x")]
    [InlineData("1234567890\u0301x", "1234567890\u0301\nx")]
    [InlineData("漢字", "漢字")]
    [InlineData("123456789漢", "123456789\n漢")]
    // Half of a wide letter does not stay.
    [InlineData("漢\e[2Gx", " x")]
    [InlineData("漢\rx", "x")]
    [InlineData("a漢b\e[2G\e[P", "a b")]
    [InlineData("a漢b\e[3G\e[@", "a   b")]
    [InlineData("abc\ecX", "X")]
    [InlineData("\e#8\e[2;1H\e[J", "EEEEEEEEEE")]
    public void TextIsWhereItBelongs(string text, string shown) => Assert.Equal(shown, SampleScreen.Of(10, 4, text).Text());

    [Fact]
    public void WhatScrollsAwayIsKeptUpToItsMost()
    {
        TerminalScreen screen = SampleScreen.Of(10, 2, "1\r\n2\r\n3\r\n4\r\n5\r\n6", history: 3);
        Assert.Equal("5\n6", screen.Text());
        Assert.Equal("2\n3\n4", screen.HistoryText());
        screen.Type("\e[3J");
        Assert.Equal(0, screen.History.Count);
    }

    [Fact]
    public void WhatScrollsBelowATopMarginOrOnTheOtherScreenIsNotKept()
    {
        TerminalScreen screen = SampleScreen.Of(10, 4, "\e[2;3r\e[3;1H\n\n\n\e[r\e[?1049h\n\n\n\n\n\n");
        Assert.Equal(0, screen.History.Count);
    }

    [Fact]
    public void TheOtherScreenLeavesTheFirstAsItWas()
    {
        TerminalScreen screen = SampleScreen.Of(10, 3, "first\e[?1049h\e[Hsecond");
        Assert.True(screen.IsAlternate);
        Assert.Equal("second", screen.Text());
        screen.Type("\e[?1049l.");
        Assert.Equal("first.", screen.Text());
        screen.Type("\e[?1049h");
        Assert.Equal("", screen.Text());
    }

    [Theory]
    [InlineData("\e[5n", "\e[0n")]
    [InlineData("\e[2;3H\e[6n", "\e[2;3R")]
    [InlineData("\e[2;3r\e[?6h\e[2;1H\e[6n", "\e[2;1R")]
    [InlineData("\e[c", "\e[?62;22c")]
    [InlineData("\e[>c", "\e[>1;1;0c")]
    [InlineData("\e[18t", "\e[8;4;10t")]
    [InlineData("\e[?2004$p\e[?2004h\e[?2004$p\e[?9999$p", "\e[?2004;2$y\e[?2004;1$y\e[?9999;0$y")]
    public void QuestionsAreAnswered(string text, string answer) => Assert.Equal(answer, SampleScreen.Of(10, 4, text).Answers());

    [Fact]
    public void WhoAsksAndDoesNotReadIsAnsweredNoMore()
    {
        TerminalScreen screen = SampleScreen.Of(10, 4);
        for (int i = 0; i < 10_000; i++) screen.Type("\e[5n");
        Assert.InRange(screen.TakeAnswers().Length, 1, 4096);
    }

    [Theory]
    [InlineData("\e[31m", 1, -1, PenStyle.None)]
    [InlineData("\e[1;4;97;42m", 15, 2, PenStyle.Bold | PenStyle.Underlined)]
    [InlineData("\e[38;5;200;48:5:17m", 200, 17, PenStyle.None)]
    [InlineData("\e[38;2;1;2;3;7m", 0x010203 | 1 << 24, -1, PenStyle.Inverse)]
    [InlineData("\e[38:2::1:2:3;48:2:4:5:6m", 0x010203 | 1 << 24, 0x040506 | 1 << 24, PenStyle.None)]
    [InlineData("\e[31;1m\e[m", -1, -1, PenStyle.None)]
    [InlineData("\e[1;2;3;5;8;9m\e[22;25m", -1, -1, PenStyle.Italic | PenStyle.Hidden | PenStyle.StruckOut)]
    [InlineData("\e[4:3m", -1, -1, PenStyle.Underlined)]
    [InlineData("\e[4m\e[4:0m", -1, -1, PenStyle.None)]
    [InlineData("\e[58;5;9;3m", -1, -1, PenStyle.Italic)]
    public void PensAreChosen(string text, int foreground, int background, PenStyle style)
    {
        Pen pen = SampleScreen.Of(10, 2, text + "x")[0].Cells[0].Pen;
        Assert.Equal((foreground, background, style), (NumberOf(pen.Foreground), NumberOf(pen.Background), pen.Style));
    }

    private static int NumberOf(Colour colour)
        => colour.IsDefault ? -1 : (int)colour.Value | (colour.IsIndexed ? 0 : 1 << 24);

    [Fact]
    public void WhatHasScrolledAwayCanBeLookedAtUntilSomethingIsWritten()
    {
        TerminalScreen screen = SampleScreen.Of(10, 2, "1\r\n2\r\n3\r\n4", history: 5);
        screen.Scroll(1);
        Assert.Equal("2 3", $"{screen.Shown(0).Text()} {screen.Shown(1).Text()}");
        screen.Scroll(99);
        Assert.Equal("1 2", $"{screen.Shown(0).Text()} {screen.Shown(1).Text()}");
        Assert.Equal(2, screen.View);
        screen.Scroll(-1);
        Assert.Equal(1, screen.View);
        screen.Type(".");
        Assert.Equal("3 4.", $"{screen.Shown(0).Text()} {screen.Shown(1).Text()}");
        screen.Type("\e[?1049h");
        screen.Scroll(1);
        Assert.Equal(0, screen.View);
    }

    [Fact]
    public void ErasedCellsHaveTheColourBehind()
    {
        TerminalScreen screen = SampleScreen.Of(10, 2, "\e[1;31;44mx\e[K");
        Pen pen = screen[0].Cells[5].Pen;
        Assert.True(pen.Background.IsIndexed && pen.Background.Value == 4 && pen.Foreground.IsDefault && pen.Style == PenStyle.None);
    }

    [Fact]
    public void ModesAndTitleAreSet()
    {
        TerminalScreen screen = SampleScreen.Of(10, 2, "\e[?1h\e[?25l\e[?2004h\e=\e]2;Größe\a\a");
        Assert.Equal(TerminalModes.AutoWrap | TerminalModes.ApplicationCursor | TerminalModes.BracketedPaste | TerminalModes.ApplicationKeypad, screen.Modes);
        Assert.Equal("Größe", screen.Title);
        Assert.Equal(1, screen.Bells);
        screen.Type("\e[!p");
        Assert.Equal(TerminalModes.AutoWrap | TerminalModes.CursorShown, screen.Modes);
    }
}
