using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Shell.Presentation;

namespace Diesis.Shell.Editing;

/// <summary>
/// Shows a text that is being written, in as many rows as it takes, and knows where on the screen it did. Each row is ended by an explicit return and line feed, also where it is full: so it does not matter what the
/// terminal does at its right edge.
/// </summary>
internal sealed class LineView(IEditorTerminal terminal)
{
    /// <summary>Before all rows of a text but its first.</summary>
    private const string Continued = "… ";

    /// <summary>How far the cursor is below the first row that is shown.</summary>
    private int _cursorRow;

    private string _prompt = "", _text = "";
    private int _place;

    private struct Row
    {
        public int Start, End;

        /// <summary>It begins a line of the text, so something stands before it.</summary>
        public bool IsFirst;
    }

    /// <summary>Forgets what was shown: the cursor stands at the start of an empty row.</summary>
    public void Begin() => _cursorRow = 0;

    public void Show(string prompt, string text, int place, byte[] colours)
    {
        (_prompt, _text, _place) = (prompt, text, place);
        StringBuilder output = new();
        GoToStart(output);
        List<Row> rows = Layout();
        (int row, int column) = Find(rows);
        int top = Top(row), bottom = Math.Min(rows.Count, top + Height);
        for (int i = top; i < bottom; i++)
        {
            if (i > top) output.Append("\r\n");
            AppendRow(output, rows[i], i == 0, colours);
        }
        if (bottom - 1 > row) output.Append($"\e[{bottom - 1 - row}A");
        output.Append('\r');
        if (column > 0) output.Append($"\e[{column}C");
        _cursorRow = row - top;
        terminal.Write(output.ToString());
    }

    /// <summary>Leaves the text as it is, the cursor at the start of a row below it.</summary>
    public void Leave(byte[] colours)
    {
        Show(_prompt, _text, _text.Length, colours);
        terminal.Write("\r\n");
        _cursorRow = 0;
    }

    /// <summary>The terminal is as wide as it is now: what was shown has moved, if the terminal moves what is wider.</summary>
    public void Resize()
    {
        int row = Find(Layout()).Row;
        _cursorRow = row - Top(row);
    }

    /// <summary>Of what is higher than the screen, the part around the cursor is shown.</summary>
    private int Height => Math.Max(1, terminal.Rows - 1);

    /// <summary>The first row that is shown when the cursor is in this one.</summary>
    private int Top(int row) => Math.Max(0, row - Height + 1);

    private void GoToStart(StringBuilder output)
    {
        if (_cursorRow > 0) output.Append($"\e[{_cursorRow}A");
        output.Append("\r\e[J");
    }

    private int Margin(bool isWholeFirst) => isWholeFirst ? TextWidth.Of(_prompt) : TextWidth.Of(Continued);

    private List<Row> Layout()
    {
        List<Row> rows = [];
        int columns = Math.Max(terminal.Columns, 8), start = 0, at = 0, used = Margin(true);
        bool isFirst = true;
        while (at < _text.Length)
        {
            if (_text[at] == '\n')
            {
                rows.Add(new Row { Start = start, End = at, IsFirst = isFirst });
                start = ++at;
                (isFirst, used) = (true, Margin(false));
                continue;
            }
            int width = Width(_text, at, out int length);
            // The cursor behind the last character needs a cell, too.
            if (used + width > columns - 1 && at > start)
            {
                rows.Add(new Row { Start = start, End = at, IsFirst = isFirst });
                start = at;
                (isFirst, used) = (false, 0);
            }
            used += width;
            at += length;
        }
        rows.Add(new Row { Start = start, End = _text.Length, IsFirst = isFirst });
        return rows;
    }

    /// <summary>Control characters are shown as a replacement.</summary>
    private static int Width(string text, int at, out int length)
    {
        int width = TextWidth.Next(text, at, out length);
        return char.IsControl(text[at]) ? 1 : width;
    }

    private (int Row, int Column) Find(List<Row> rows)
    {
        int row = rows.Count - 1;
        while (row > 0 && rows[row].Start > _place) row--;
        int column = rows[row].IsFirst ? Margin(row == 0) : 0;
        for (int at = rows[row].Start; at < _place && at < rows[row].End;)
        {
            column += Width(_text, at, out int length);
            at += length;
        }
        return (row, column);
    }

    private void AppendRow(StringBuilder output, Row row, bool isWholeFirst, byte[] colours)
    {
        if (row.IsFirst) output.Append(isWholeFirst ? _prompt : Continued);
        byte colour = 0;
        for (int at = row.Start; at < row.End; at++)
        {
            byte wanted = at < colours.Length ? colours[at] : (byte)0;
            if (wanted != colour) output.Append($"\e[{wanted}m");
            colour = wanted;
            output.Append(char.IsControl(_text[at]) ? '\ufffd' : _text[at]);
        }
        if (colour != 0) output.Append("\e[0m");
    }
}
