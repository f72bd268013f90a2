using System;
using Diesis.Terminals.Parsing;
using Diesis.Texts;

namespace Diesis.Terminals.Screens;

// Letters, controls, and how lines move.
public sealed partial class TerminalScreen
{
    void ISequenceReceiver.Print(uint point)
    {
        if (_cursor.Set != CharacterSet.Ascii && point < 0x80) point = Translate(point, _cursor.Set);
        int width = CharacterWidth.Of(point);
        if (width == 0) PutMark(point);
        else if (width <= Columns) PutLetter(point, width);
    }

    private void PutLetter(uint point, int width)
    {
        if (_cursor.IsPastEnd && Has(TerminalModes.AutoWrap)) GoToNextLine();
        if (_cursor.Column + width > Columns)
        {
            if (Has(TerminalModes.AutoWrap))
            {
                _lines[_cursor.Row].PutFiller(_cursor.Pen);
                GoToNextLine();
            }
            else
            {
                _cursor.Column = Columns - width;
            }
        }
        ScreenLine line = _lines[_cursor.Row];
        if (Has(TerminalModes.Insert)) line.Insert(_cursor.Column, width, _cursor.Pen);
        line.Put(_cursor.Column, point, width, _cursor.Pen);
        _lastLetter = point;
        _cursor.IsPastEnd = _cursor.Column + width == Columns;
        _cursor.Column = Math.Min(_cursor.Column + width, Columns - 1);
    }

    /// <summary>A mark goes onto the letter that was written before it; at the beginning of a line there is none.</summary>
    private void PutMark(uint mark)
    {
        int column = _cursor.IsPastEnd ? _cursor.Column : _cursor.Column - 1;
        if (column >= 0) _lines[_cursor.Row].Mark(column, mark);
    }

    private void GoToNextLine()
    {
        _lines[_cursor.Row].Wraps = true;
        _cursor.Column = 0;
        GoDown();
    }

    /// <summary>VT100's special graphics (VT510 manual, table 5-18): 0x5F to 0x7E are other signs.</summary>
    private static uint Translate(uint point, CharacterSet set)
    {
        const string graphics = "\u00A0◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";
        if (set == CharacterSet.British) return point == '#' ? '£' : point;
        return point is >= 0x5F and < 0x7F ? graphics[(int)point - 0x5F] : point;
    }

    void ISequenceReceiver.Execute(byte control)
    {
        switch (control)
        {
            case 0x07: Bells++; break;
            case 0x08: MoveTo(_cursor.Row, _cursor.Column - 1); break;
            case 0x09: MoveTo(_cursor.Row, NextTab(_cursor.Column, 1)); break;
            case 0x0A or 0x0B or 0x0C:
                if (Has(TerminalModes.NewLine)) _cursor.Column = 0;
                GoDown();
                break;
            case 0x0D: MoveTo(_cursor.Row, 0); break;
            case 0x0E: _cursor.UsesSecond = true; break;
            case 0x0F: _cursor.UsesSecond = false; break;
            // What was begun cannot be shown: a terminal says so by its error sign.
            case 0x1A: ((ISequenceReceiver)this).Print(Utf8Reader.Replacement); break;
        }
    }

    /// <summary>Puts the cursor somewhere inside of the screen.</summary>
    private void MoveTo(int row, int column)
    {
        _cursor.Row = Math.Clamp(row, 0, Rows - 1);
        _cursor.Column = Math.Clamp(column, 0, Columns - 1);
        _cursor.IsPastEnd = false;
    }

    /// <summary>IND: to the next row; in the last one of those that scroll, these do.</summary>
    private void GoDown()
    {
        if (_cursor.Row == _bottom) ScrollUp(_top, 1);
        else if (_cursor.Row < Rows - 1) _cursor.Row++;
        _cursor.IsPastEnd = false;
    }

    /// <summary>RI: to the row before.</summary>
    private void GoUp()
    {
        if (_cursor.Row == _top) ScrollDown(_top, 1);
        else if (_cursor.Row > 0) _cursor.Row--;
        _cursor.IsPastEnd = false;
    }

    /// <summary>Rows from one on to the bottom margin move up; what leaves the first screen at its top is kept.</summary>
    private void ScrollUp(int from, int count)
    {
        count = Math.Min(count, _bottom - from + 1);
        bool isKept = from == 0 && _top == 0 && !IsAlternate;
        for (int i = 0; i < count; i++)
        {
            ScreenLine line = _lines[from];
            Array.Copy(_lines, from + 1, _lines, from, _bottom - from);
            if (isKept)
            {
                History.Add(line);
                line = new ScreenLine(Columns);
            }
            line.Erase(0, Columns, _cursor.Pen);
            _lines[_bottom] = line;
        }
        ChangeFrom(from);
    }

    /// <summary>Rows from one on to the bottom margin move down; what is pushed out is gone.</summary>
    private void ScrollDown(int from, int count)
    {
        count = Math.Min(count, _bottom - from + 1);
        for (int i = 0; i < count; i++)
        {
            ScreenLine line = _lines[_bottom];
            Array.Copy(_lines, from, _lines, from + 1, _bottom - from);
            line.Erase(0, Columns, _cursor.Pen);
            _lines[from] = line;
        }
        ChangeFrom(from);
    }

    private void ChangeFrom(int from)
    {
        for (int row = from; row <= _bottom; row++) _lines[row].IsChanged = true;
    }

    /// <summary>So many tab stops further, or back; the last or first column where there is none.</summary>
    private int NextTab(int column, int count)
    {
        int step = Math.Sign(count);
        for (; count != 0; count -= step)
        {
            do column += step;
            while (column > 0 && column < Columns && !_tabs[column]);
        }
        return Math.Clamp(column, 0, Columns - 1);
    }
}
