using System;
using Diesis.Contracts.Displays;
using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Rendering;

/// <summary>
/// Draws a terminal's screen into pixels. It knows what it has drawn, so that only cells that look different are drawn again; of lines in which nothing was written it does not even look at
/// the cells.
/// </summary>
public sealed class ScreenPainter
{
    /// <summary>From this width on, letters have twice the size: as on the kernel's console.</summary>
    private const int WideDisplay = 2560;

    private readonly int _width;
    private readonly CellPainter _painter;
    private readonly Cell[] _shown;
    private int _cursorRow = -1, _cursorColumn = -1;
    private bool _isReversed;

    /// <param name="width">Of the pixels, which are black before anything is drawn.</param>
    public ScreenPainter(int width, int height)
    {
        _width = width;
        _painter = new CellPainter(width >= WideDisplay ? 2 : 1);
        Columns = Math.Clamp(width / _painter.Width, 1, TerminalScreen.MostColumns);
        Rows = Math.Clamp(height / _painter.Height, 1, TerminalScreen.MostRows);
        _shown = new Cell[Columns * Rows];
        DrawAnew();
    }

    /// <summary>As many cells as there are whole ones.</summary>
    public int Columns { get; }
    public int Rows { get; }

    /// <summary>Nothing of what was drawn is there any more.</summary>
    // A filler is never drawn as one: it differs from every cell that is compared.
    public void DrawAnew() => _shown.AsSpan().Fill(Cell.Filler(default).WithMark(1));

    /// <summary>Draws what has changed since the last time.</summary>
    /// <param name="screen">Of as many cells as this has. Its lines are no more changed afterwards.</param>
    /// <param name="pixels">All of them, line by line.</param>
    /// <param name="areas">Room for those that were drawn in, at least one; the last of them covers what has no room.</param>
    /// <returns>How many areas there are.</returns>
    public int Paint(TerminalScreen screen, Span<uint> pixels, Span<PixelArea> areas)
    {
        bool isReversed = screen.Has(TerminalModes.Reverse);
        if (isReversed != _isReversed) DrawAnew();
        _isReversed = isReversed;
        int cursorRow = screen.Has(TerminalModes.CursorShown) && screen.View == 0 ? screen.CursorRow : -1, cursorColumn = screen.CursorColumn;
        if (cursorRow != _cursorRow || cursorColumn != _cursorColumn) MarkCursor();
        int count = 0;
        for (int row = 0; row < Rows; row++)
        {
            ScreenLine line = screen.Shown(row);
            if (!line.IsChanged && row != cursorRow && row != _cursorRow) continue;
            line.IsChanged = false;
            PaintRow(line, row, row == cursorRow ? cursorColumn : -1, pixels, areas, ref count);
        }
        (_cursorRow, _cursorColumn) = (cursorRow, cursorColumn);
        return count;
    }

    /// <summary>Where the cursor was drawn, the cell looks different from what is known of it.</summary>
    private void MarkCursor()
    {
        if (_cursorRow >= 0) _shown[_cursorRow * Columns + _cursorColumn] = Cell.Filler(default).WithMark(1);
    }

    private void PaintRow(ScreenLine line, int row, int cursor, Span<uint> pixels, Span<PixelArea> areas, ref int count)
    {
        Span<Cell> shown = _shown.AsSpan(row * Columns, Columns);
        int first = -1, last = -1;
        for (int column = 0; column < Columns; column++)
        {
            Cell cell = line.Cells[column];
            bool isCursor = column == cursor, wasCursor = row == _cursorRow && column == _cursorColumn;
            if (cell.Equals(shown[column]) && isCursor == wasCursor) continue;
            shown[column] = cell;
            _painter.Draw(cell, isCursor != _isReversed, pixels.Slice(row * _painter.Height * _width + column * _painter.Width), _width);
            if (first < 0) first = column;
            last = column;
        }
        if (first >= 0) Add(new PixelArea((uint)(first * _painter.Width), (uint)(row * _painter.Height), (uint)((last - first + 1) * _painter.Width), (uint)_painter.Height), areas, ref count);
    }

    private static void Add(PixelArea area, Span<PixelArea> areas, ref int count)
    {
        if (count > 0)
        {
            ref PixelArea before = ref areas[count - 1];
            bool isBelow = before.X == area.X && before.Width == area.Width && before.Y + before.Height == area.Y;
            if (isBelow || count == areas.Length)
            {
                before = Around(before, area);
                return;
            }
        }
        areas[count++] = area;
    }

    private static PixelArea Around(PixelArea one, PixelArea other)
    {
        uint x = Math.Min(one.X, other.X), y = Math.Min(one.Y, other.Y);
        uint right = Math.Max(one.X + one.Width, other.X + other.Width), bottom = Math.Max(one.Y + one.Height, other.Y + other.Height);
        return new(x, y, right - x, bottom - y);
    }
}
