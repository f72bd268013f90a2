using Diesis.Contracts.Displays;
using Diesis.Terminals.Rendering;
using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Tests;

public class ScreenPainterTests
{
    private const int Width = 40, Height = 50;

    private readonly ScreenPainter _painter = new(Width, Height);
    private readonly uint[] _pixels = new uint[Width * Height];
    private readonly TerminalScreen _screen = SampleScreen.Of(5, 3);
    private readonly PixelArea[] _areas = new PixelArea[8];

    private string Paint(string text = "")
    {
        _screen.Type(text);
        int count = _painter.Paint(_screen, _pixels, _areas);
        return string.Join(' ', _areas.Take(count).Select(area => $"{area.X},{area.Y},{area.Width},{area.Height}"));
    }

    /// <summary>A cell's pixels: # the letter's colour, . the ground's, ? any other.</summary>
    private string[] CellAt(int row, int column, uint letter = Palette.Letter, uint ground = Palette.Ground)
        => [.. Enumerable.Range(0, 16).Select(y => string.Concat(Enumerable.Range(0, 8).Select(x =>
            _pixels[(row * 16 + y) * Width + column * 8 + x] is var pixel && pixel == letter ? '#' : pixel == ground ? '.' : '?')))];

    [Fact]
    public void LettersAreTheFontsToThePixel()
    {
        Assert.Equal((5, 3), (_painter.Columns, _painter.Rows));
        _ = Paint("\e[?25lL");
        Assert.Equal(
            [
                "........", "........", "##......", "##......", "##......", "##......", "##......", "##......",
                "##......", "##......", "##......", ".######.", "........", "........", "........", "........",
            ], CellAt(0, 0));
        Assert.All(CellAt(2, 4), line => Assert.Equal("........", line));
        // What is no whole cell stays as it was.
        Assert.All(_pixels.Skip(48 * Width), pixel => Assert.Equal(0u, pixel));
    }

    [Fact]
    public void StylesChangeTheShape()
    {
        _ = Paint("\e[?25l\e[4;9mL\e[m\e[1mL\e[m\e[7mL\e[m\e[8mL");
        Assert.Equal("########", CellAt(0, 0)[14]);
        Assert.Equal("########", CellAt(0, 0)[8]);
        Assert.Equal("###.....", CellAt(0, 1)[3]);
        Assert.Equal("..######", CellAt(0, 2)[3]);
        Assert.Equal("........", CellAt(0, 3)[3]);
    }

    [Theory]
    [InlineData("\e[31m", 0xD0606Au, Palette.Ground)]
    [InlineData("\e[38;5;196m", 0xFF0000u, Palette.Ground)]
    [InlineData("\e[38;5;255;48;5;16m", 0xEEEEEEu, 0u)]
    [InlineData("\e[38;2;1;2;3;48;2;4;5;6m", 0x010203u, 0x040506u)]
    [InlineData("\e[2;38;2;100;100;100;48;2;0;0;0m", 0x323232u, 0u)]
    [InlineData("\e[?5h", Palette.Ground, Palette.Letter)]
    public void ColoursAreTheirs(string text, uint letter, uint ground)
    {
        _ = Paint("\e[?25l" + text + "L");
        Assert.Equal("##......", CellAt(0, 0, letter, ground)[2]);
    }

    [Fact]
    public void OnlyWhatChangedIsDrawn()
    {
        Assert.Equal("0,0,40,48", Paint("\e[?25l"));
        Assert.Equal("", Paint());
        Assert.Equal("8,16,8,16", Paint("\e[2;2Hx"));
        Assert.Equal("", Paint("\e[2;2Hx"));
        Assert.Equal("0,0,8,16 16,32,16,16", Paint("\e[1;1Ha\e[3;3Hbc"));
    }

    [Fact]
    public void TheCursorIsDrawnWhereItIsAndNowhereElse()
    {
        _ = Paint();
        Assert.All(CellAt(0, 0), line => Assert.Equal("########", line));
        Assert.Equal("0,0,16,16", Paint("\e[1;2H"));
        Assert.All(CellAt(0, 0), line => Assert.Equal("........", line));
        Assert.All(CellAt(0, 1), line => Assert.Equal("########", line));
        Assert.Equal("8,0,8,16", Paint("\e[?25l"));
        Assert.All(CellAt(0, 1), line => Assert.Equal("........", line));
        Assert.Equal("", Paint());
    }

    [Fact]
    public void WhatHasNoRoomIsInTheLastArea()
    {
        _ = Paint("\e[?25l");
        _screen.Type("\e[1;1Ha\e[2;3Hb\e[3;5Hc");
        var few = new PixelArea[2];
        Assert.Equal(2, _painter.Paint(_screen, _pixels, few));
        Assert.Equal((16u, 16u, 24u, 32u), (few[1].X, few[1].Y, few[1].Width, few[1].Height));
    }

    [Fact]
    public void AccentsOfOwnAreDrawnWithTheirLetters()
    {
        _ = Paint("\e[?25lé");
        string[] one = CellAt(0, 0);
        _ = Paint("\re\u0301");
        Assert.Equal(one, CellAt(0, 0));
    }

    /// <summary>Whatever was drawn in steps looks as if it had been drawn at once.</summary>
    [Fact]
    public void StepsLeadToTheSamePixels()
    {
        var random = new Random(5);
        string[] pieces = ["a", "漢", "\e[31m", "\e[7m", "\e[m", "\r\n", "\e[H", "\e[J", "\e[2;2r", "\eM", "\e[?5h", "\e[?5l", "\e[?25l", "\e[?25h", "\e[C", "\e[?1049h", "\e[?1049l"];
        for (int step = 0; step < 2000; step++)
        {
            _ = Paint(pieces[random.Next(pieces.Length)]);
            if (step % 20 != 0) continue;
            uint[] anew = new uint[_pixels.Length];
            for (int row = 0; row < 3; row++) _screen[row].IsChanged = true;
            _ = new ScreenPainter(Width, Height).Paint(_screen, anew, _areas);
            Assert.Equal(anew, _pixels);
        }
    }
}
