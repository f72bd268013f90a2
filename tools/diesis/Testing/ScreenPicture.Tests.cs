using System.Text;
using Diesis.Fonts;

namespace Diesis.Tools.Testing;

public sealed class ScreenPictureTests
{
    private static byte[] Draw(params string[] rows)
    {
        int columns = rows.Max(row => row.Length), width = columns * 8 + 3, height = rows.Length * 16 + 5;
        var pixels = new byte[width * height * 3];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                var glyph = Spleen8x16.RowsOf(Spleen8x16.GlyphOf(rows[row][column]));
                for (var y = 0; y < 16; y++)
                    for (var x = 0; x < 8; x++)
                        if ((glyph[y] & 0x80 >> x) != 0) pixels[((row * 16 + y) * width + column * 8 + x) * 3 + 1] = 200;
            }
        }
        return [.. Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n"), .. pixels];
    }

    [Fact]
    public void LettersAreReadThatTheFontHas() => Assert.Equal(["Hello, wörld", "", " > 5"], ScreenPicture.Parse(Draw("Hello, wörld", "", " > 5")).Rows);

    [Fact]
    public void AWrongPixelIsNoLetter()
    {
        var picture = Draw("Hi");
        picture[^(3 * (19 * 6))] ^= 0xFF;
        Assert.Contains('\uFFFD', ScreenPicture.Parse(picture).Rows[0]);
    }

    [Fact]
    public void WhatIsNoPictureIsRefused() => Assert.Throws<InvalidDataException>(() => ScreenPicture.Parse(Draw("Hi")[..^1]));
}
