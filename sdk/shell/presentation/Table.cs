using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Presentation;

/// <summary>Records as lines with columns. What can be added stands right, what is wider than the terminal is cut, the widest columns first.</summary>
internal sealed class Table(RecordField[] fields)
{
    private const int Gap = 2, NarrowestCut = 6;
    private const string Bold = "\e[1m", Plain = "\e[0m";

    private readonly List<string[]> _rows = [];
    private readonly int[] _widths = WidthsOf(fields);

    private static int[] WidthsOf(RecordField[] fields)
    {
        int[] widths = new int[fields.Length];
        for (int i = 0; i < widths.Length; i++) widths[i] = TextWidth.Of(fields[i].Name);
        return widths;
    }

    public void Add(RecordValue record)
    {
        string[] cells = new string[fields.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = CellOf(record.Fields[i], fields[i].Type);
            _widths[i] = Math.Max(_widths[i], TextWidth.Of(cells[i]));
        }
        _rows.Add(cells);
    }

    /// <summary>Records in a cell would be unreadable: it says how many there are.</summary>
    private static string CellOf(Value value, ShellType type) => type is ListType { Item: RecordType }
        ? $"({value.List.Items.Length})"
        : ValueText.Harmless(ValueText.Of(value, type), keepsLines: false);

    public void Write(IShellOutput output)
    {
        Fit(output.Columns);
        StringBuilder text = new();
        string[] head = new string[fields.Length];
        for (int i = 0; i < head.Length; i++) head[i] = fields[i].Name;
        if (output.HasColours) text.Append(Bold);
        AppendRow(text, head);
        if (output.HasColours) text.Append(Plain);
        text.Append('\n');
        foreach (string[] row in _rows)
        {
            AppendRow(text, row);
            text.Append('\n');
            if (text.Length < 4096) continue;
            output.Write(text.ToString());
            text.Clear();
        }
        output.Write(text.ToString());
    }

    /// <summary>Takes from the widest columns until all fit, as far as that leaves something to see.</summary>
    private void Fit(int columns)
    {
        int total = Gap * (_widths.Length - 1);
        foreach (int width in _widths) total += width;
        while (total > columns)
        {
            int widest = 0, next = 0;
            for (int i = 1; i < _widths.Length; i++) if (_widths[i] > _widths[widest]) widest = i;
            for (int i = 0; i < _widths.Length; i++) if (i != widest) next = Math.Max(next, _widths[i]);
            int to = Math.Max(Math.Max(Math.Min(next, _widths[widest] - 1), _widths[widest] - (total - columns)), NarrowestCut);
            if (to >= _widths[widest]) return;
            total -= _widths[widest] - to;
            _widths[widest] = to;
        }
    }

    private void AppendRow(StringBuilder text, string[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0) text.Append(' ', Gap);
            string cell = TextWidth.Cut(cells[i], _widths[i]);
            int blanks = _widths[i] - TextWidth.Of(cell);
            bool isRight = IsRight(fields[i].Type);
            if (isRight) text.Append(' ', blanks);
            text.Append(cell);
            // Nothing is wanted at the ends of lines.
            if (!isRight && i < cells.Length - 1) text.Append(' ', blanks);
        }
    }

    private static bool IsRight(ShellType type) => type == PrimitiveType.Int || type == PrimitiveType.Double || type == PrimitiveType.Size || type == PrimitiveType.Duration;
}
