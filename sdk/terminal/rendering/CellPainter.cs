using System;
using Diesis.Input.Layouts;
using Diesis.Fonts;
using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Rendering;

/// <summary>Draws a cell into pixels of 32 bits, 0x00RRGGBB.</summary>
/// <param name="scale">How many pixels wide and high each of the font's is.</param>
public readonly struct CellPainter(int scale)
{
    private const int UnderlineRow = 14, StrikeRow = 8;

    public int Width => Spleen8x16.Width * scale;
    public int Height => Spleen8x16.Height * scale;

    /// <param name="pixels">From the cell's left upper corner on.</param>
    /// <param name="pitch">Pixels from one line to the next.</param>
    /// <param name="isReversed">Letter and ground are exchanged: at the cursor, or everywhere.</param>
    public void Draw(Cell cell, bool isReversed, Span<uint> pixels, int pitch)
    {
        PenStyle style = cell.Pen.Style;
        uint letter = Palette.LookOf(cell.Pen.Foreground, Palette.Letter), ground = Palette.LookOf(cell.Pen.Background, Palette.Ground);
        if ((style & PenStyle.Inverse) != 0 != isReversed) (letter, ground) = (ground, letter);
        if ((style & PenStyle.Faint) != 0) letter = Palette.Between(letter, ground);
        if ((style & PenStyle.Hidden) != 0) letter = ground;
        ReadOnlySpan<byte> glyph = Spleen8x16.RowsOf(Spleen8x16.GlyphOf(LookOf(cell)));
        for (int row = 0; row < Spleen8x16.Height; row++)
        {
            uint bits = Shape(glyph[row], row, style);
            for (int repeat = 0; repeat < scale; repeat++) DrawLine(bits, letter, ground, pixels.Slice((row * scale + repeat) * pitch, Width));
        }
    }

    /// <summary>A letter with its mark, if the font has that; else without. Of a wide letter the right half stays empty: the font has none.</summary>
    private static uint LookOf(Cell cell)
    {
        uint point = cell.Point;
        return cell.FirstMark is > 0 and < 0x10000 && point < 0x80 && DeadKeys.Compose((char)cell.FirstMark, (char)point) is var composed and not '\0' and < (char)0x100
            ? composed : point;
    }

    private static uint Shape(uint bits, int row, PenStyle style)
    {
        if ((style & PenStyle.Bold) != 0) bits |= bits >> 1;
        if ((style & PenStyle.Italic) != 0) bits = row < 6 ? bits >> 1 : row > 10 ? bits << 1 & 0xFF : bits;
        if ((style & PenStyle.Underlined) != 0 && row == UnderlineRow || (style & PenStyle.StruckOut) != 0 && row == StrikeRow) bits = 0xFF;
        return bits;
    }

    private void DrawLine(uint bits, uint letter, uint ground, Span<uint> line)
    {
        int at = 0;
        for (uint bit = 0x80; bit != 0; bit >>= 1)
        {
            uint colour = (bits & bit) != 0 ? letter : ground;
            for (int repeat = 0; repeat < scale; repeat++) line[at++] = colour;
        }
    }
}
