using System;
using System.Collections.Generic;

namespace Diesis.Terminals.Screens;

// Another size: lines of the first screen are broken anew where they had been too long, those of the second are cut, since who draws on that draws it anew.
public sealed partial class TerminalScreen
{
    public void Resize(int columns, int rows)
    {
        columns = Math.Clamp(columns, 1, MostColumns);
        rows = Math.Clamp(rows, 1, MostRows);
        if (columns == Columns && rows == Rows) return;
        View = 0;
        ref ScreenLine[] first = ref IsAlternate ? ref _otherLines : ref _lines, second = ref IsAlternate ? ref _lines : ref _otherLines;
        ref Cursor cursor = ref IsAlternate ? ref _otherSaved : ref _cursor;
        first = Reflow(first, columns, rows, ref cursor);
        second = Cut(second, columns, rows);
        Columns = columns;
        Rows = rows;
        _tabs = NewTabs();
        ResetMargins();
        Bring(ref _cursor);
        Bring(ref _saved);
        Bring(ref _otherSaved);
        ChangeAll();
    }

    private void Bring(ref Cursor cursor)
    {
        cursor.Row = Math.Min(cursor.Row, Rows - 1);
        cursor.Column = Math.Min(cursor.Column, Columns - 1);
        cursor.IsPastEnd = false;
    }

    private static ScreenLine[] Cut(ScreenLine[] lines, int columns, int rows)
    {
        var cut = new ScreenLine[rows];
        for (int row = 0; row < rows; row++)
        {
            cut[row] = new ScreenLine(columns);
            if (row < lines.Length) cut[row].CopyFrom(lines[row].Cells);
        }
        return cut;
    }

    /// <summary>Puts together what belongs together, and breaks it at the new width. What then has no room above is kept in the history, and what had been kept comes back where there is room.</summary>
    private ScreenLine[] Reflow(ScreenLine[] lines, int columns, int rows, ref Cursor cursor)
    {
        List<ScreenLine> all = [];
        for (int i = 0; i < History.Count; i++) all.Add(History[i]);
        int cursorAt = all.Count + cursor.Row;
        foreach (ScreenLine line in lines) all.Add(line);
        // What is empty below the cursor is no text.
        while (all.Count > cursorAt + 1 && all[^1].UsedColumns == 0) all.RemoveAt(all.Count - 1);

        List<ScreenLine> broken = [];
        List<Cell> text = [];
        int cursorCell = -1;
        for (int i = 0; i < all.Count; i++)
        {
            ScreenLine line = all[i];
            if (i == cursorAt) cursorCell = text.Count + cursor.Column;
            int used = line.Wraps ? line.Columns : line.UsedColumns;
            foreach (Cell cell in line.Cells.Slice(0, used))
                if (!cell.IsFiller) text.Add(cell);
            if (line.Wraps && i + 1 < all.Count) continue;
            Break(text, columns, broken, cursorCell, ref cursor);
            text.Clear();
            cursorCell = -1;
        }
        return Place(broken, columns, rows, ref cursor);
    }

    /// <summary>Divides a text into lines. If the cursor is in it, at a cell of it or behind its end, its row and column are found.</summary>
    private static void Break(List<Cell> text, int columns, List<ScreenLine> into, int cursorCell, ref Cursor cursor)
    {
        int at = 0;
        do
        {
            int count = Math.Min(columns, text.Count - at);
            bool goesOn = at + count < text.Count;
            // A wide letter is not divided.
            bool isFilled = goesOn && count > 1 && text[at + count].IsRightHalf;
            if (isFilled) count--;
            var line = new ScreenLine(columns) { Wraps = goesOn };
            line.CopyFrom(text.GetRange(at, count).ToArray());
            if (isFilled) line.PutFiller(default);
            into.Add(line);
            if (cursorCell >= at && (cursorCell < at + count || !goesOn))
            {
                cursor.Row = into.Count - 1;
                cursor.Column = Math.Min(cursorCell - at, columns - 1);
                cursorCell = -1;
            }
            at += count;
        }
        while (at < text.Count);
    }

    private ScreenLine[] Place(List<ScreenLine> lines, int columns, int rows, ref Cursor cursor)
    {
        // The last rows are on the screen, and the cursor's.
        int start = Math.Clamp(lines.Count - rows, 0, Math.Max(cursor.Row, 0));
        History.Clear();
        for (int i = 0; i < start; i++) History.Add(lines[i]);
        var placed = new ScreenLine[rows];
        for (int row = 0; row < rows; row++) placed[row] = start + row < lines.Count ? lines[start + row] : new ScreenLine(columns);
        cursor.Row -= start;
        return placed;
    }
}
