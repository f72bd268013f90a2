using System;

namespace Diesis.Terminals.Screens;

// Where the cursor goes, what is erased, and what moves for that.
public sealed partial class TerminalScreen
{
    /// <summary>Rows count from the top margin, and do not lead over the margins, when they are relative.</summary>
    private void MoveToPlace(int row, int column)
    {
        if (_cursor.IsRelative) MoveTo(Math.Min(_top + row, _bottom), column);
        else MoveTo(row, column);
    }

    /// <summary>Up to the margin, for who is below it.</summary>
    private void MoveUp(int count, int column) => MoveTo(Math.Max(_cursor.Row - count, _cursor.Row >= _top ? _top : 0), column);

    private void MoveDown(int count, int column) => MoveTo(Math.Min(_cursor.Row + count, _cursor.Row <= _bottom ? _bottom : Rows - 1), column);

    /// <summary>DECSTBM: at least two rows scroll, else nothing is changed.</summary>
    private void SetMargins(int top, int end)
    {
        int bottom = (end == 0 ? Rows : Math.Min(end, Rows)) - 1;
        if (top >= bottom) return;
        _top = top;
        _bottom = bottom;
        MoveToPlace(0, 0);
    }

    private void EraseScreen(int part)
    {
        switch (part)
        {
            case 0:
                EraseLine(0);
                EraseRows(_cursor.Row + 1, Rows);
                break;
            case 1:
                EraseRows(0, _cursor.Row);
                EraseLine(1);
                break;
            case 2:
                EraseRows(0, Rows);
                StayBeforeEnd();
                break;
            case 3: History.Clear(); break;
        }
    }

    private void EraseRows(int from, int to)
    {
        for (int row = from; row < to; row++) _lines[row].Erase(0, Columns, _cursor.Pen);
    }

    private void EraseLine(int part)
    {
        ScreenLine line = _lines[_cursor.Row];
        switch (part)
        {
            case 0: line.Erase(_cursor.Column, Columns, _cursor.Pen); break;
            case 1: line.Erase(0, _cursor.Column + 1, _cursor.Pen); break;
            case 2: line.Erase(0, Columns, _cursor.Pen); break;
        }
        StayBeforeEnd();
    }

    private void InsertLines(int count)
    {
        if (_cursor.Row < _top || _cursor.Row > _bottom) return;
        ScrollDown(_cursor.Row, count);
        MoveTo(_cursor.Row, 0);
    }

    /// <summary>What is deleted at the top of the screen has not scrolled away: it is not kept.</summary>
    private void DeleteLines(int count)
    {
        if (_cursor.Row < _top || _cursor.Row > _bottom) return;
        for (int i = Math.Min(count, _bottom - _cursor.Row + 1); i > 0; i--)
        {
            ScreenLine line = _lines[_cursor.Row];
            Array.Copy(_lines, _cursor.Row + 1, _lines, _cursor.Row, _bottom - _cursor.Row);
            line.Erase(0, Columns, _cursor.Pen);
            _lines[_bottom] = line;
        }
        ChangeFrom(_cursor.Row);
        MoveTo(_cursor.Row, 0);
    }

    private void ClearTabs(int part)
    {
        if (part == 0) _tabs[_cursor.Column] = false;
        else if (part == 3) Array.Clear(_tabs);
    }

    /// <summary>DECALN: E everywhere, no margins.</summary>
    private void FillForAdjustment()
    {
        ResetMargins();
        MoveTo(0, 0);
        foreach (ScreenLine line in _lines)
        {
            for (int column = 0; column < Columns; column++) line.Put(column, 'E', 1, default);
        }
    }
}
