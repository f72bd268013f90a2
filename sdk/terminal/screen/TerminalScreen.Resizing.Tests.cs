using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Tests;

public class ResizingTests
{
    [Fact]
    public void LongLinesAreBrokenAnewAndPutTogetherAgain()
    {
        TerminalScreen screen = SampleScreen.Of(10, 4, "abcdefghijklmno\r\nxyz");
        screen.Resize(6, 4);
        Assert.Equal("abcdef\nghijkl\nmno\nxyz", screen.Text());
        Assert.Equal((3, 3), screen.Cursor());
        screen.Resize(20, 4);
        Assert.Equal("abcdefghijklmno\nxyz", screen.Text());
        Assert.Equal((1, 3), screen.Cursor());
    }

    [Fact]
    public void LinesThatOnlyFollowEachOtherStayApart()
    {
        TerminalScreen screen = SampleScreen.Of(5, 4, "abcde\r\nfgh");
        screen.Resize(10, 4);
        Assert.Equal("abcde\nfgh", screen.Text());
    }

    [Fact]
    public void WhatHasNoRoomGoesToTheHistoryAndComesBack()
    {
        TerminalScreen screen = SampleScreen.Of(10, 4, "1\r\n2\r\n3\r\n4");
        screen.Resize(10, 2);
        Assert.Equal("3\n4", screen.Text());
        Assert.Equal("1\n2", screen.HistoryText());
        screen.Resize(10, 3);
        Assert.Equal("2\n3\n4", screen.Text());
        Assert.Equal((2, 1), screen.Cursor());
        Assert.Equal("1", screen.HistoryText());
    }

    [Fact]
    public void TheCursorStaysAtItsLetter()
    {
        TerminalScreen screen = SampleScreen.Of(10, 4, "abcdefghijklmno\e[1;3H");
        screen.Resize(2, 8);
        screen.Type("C");
        Assert.Equal("ab\nCd\nef\ngh\nij\nkl\nmn\no", screen.Text());
    }

    [Fact]
    public void WideLettersAreNotDividedAndNoGapStays()
    {
        TerminalScreen screen = SampleScreen.Of(8, 4, "漢字漢字");
        screen.Resize(5, 4);
        Assert.Equal("漢字\n漢字", screen.Text());
        screen.Resize(8, 4);
        Assert.Equal("漢字漢字", screen.Text());
    }

    [Fact]
    public void TheOtherScreenIsCutAndTheFirstBrokenAnew()
    {
        TerminalScreen screen = SampleScreen.Of(10, 3, "abcdefgh\e[?1049h\e[HABCDEFGH");
        screen.Resize(4, 3);
        Assert.Equal("ABCD", screen.Text());
        screen.Type("\e[?1049l");
        Assert.Equal("abcd\nefgh", screen.Text());
    }

    [Fact]
    public void AnySizeIsASize()
    {
        TerminalScreen screen = SampleScreen.Of(10, 3, "漢abcdefgh\r\n");
        foreach (var (columns, rows) in new[] { (1, 1), (0, 0), (-5, 3), (100_000, 100_000), (2, 2), (80, 25) })
        {
            screen.Resize(columns, rows);
            screen.Type("x漢");
            Assert.InRange(screen.CursorRow, 0, screen.Rows - 1);
            Assert.InRange(screen.CursorColumn, 0, screen.Columns - 1);
        }
    }
}
