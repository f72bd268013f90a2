using System;
using System.Text;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Presentation;

/// <summary>
/// Records as lines with columns. What can be added stands right, what is wider than the terminal is cut, the widest columns first. Nothing of them is kept: they are measured first, and then written; of
/// a stream, some at a time.
/// </summary>
internal sealed class Table(RecordField[] fields)
{
    private const int Gap = 2, NarrowestCut = 6, RowsPerLook = 64;
    private const string Bold = "\e[1m", Plain = "\e[0m";

    /// <summary>What the columns need, and what they get.</summary>
    private readonly int[] _needed = WidthsOf(fields), _widths = new int[fields.Length];
    private bool _hasHead;

    private static int[] WidthsOf(RecordField[] fields)
    {
        int[] widths = new int[fields.Length];
        for (int i = 0; i < widths.Length; i++) widths[i] = TextWidth.Of(fields[i].Name);
        return widths;
    }

    /// <summary>Makes the columns wide enough for rows.</summary>
    public void Measure(ReadOnlySpan<Value> rows, CommandContext context)
    {
        int done = 0;
        foreach (Value row in rows)
        {
            if (++done % RowsPerLook == 0 && context.IsEnding) return;
            for (int i = 0; i < _needed.Length; i++) _needed[i] = Math.Max(_needed[i], TextWidth.Of(CellOf(row.Record.Fields[i], fields[i].Type)));
        }
    }

    /// <summary>Records in a cell would be unreadable: it says how many there are.</summary>
    private static string CellOf(Value value, ShellType type) => type is ListType { Item: RecordType }
        ? $"({value.List.Items.Length})"
        : ValueText.Harmless(ValueText.Of(value, type), keepsLines: false);

    /// <summary>Writes rows, which were measured, the first time with the names of the columns.</summary>
    public void Write(ReadOnlySpan<Value> rows, CommandContext context, IShellOutput output)
    {
        Fit(output.Columns);
        StringBuilder text = new();
        if (!_hasHead) AppendHead(text, output.HasColours);
        _hasHead = true;
        string[] cells = new string[fields.Length];
        foreach (Value row in rows)
        {
            for (int i = 0; i < cells.Length; i++) cells[i] = CellOf(row.Record.Fields[i], fields[i].Type);
            AppendRow(text, cells);
            text.Append('\n');
            if (text.Length < 4096) continue;
            output.Write(text.ToString());
            text.Clear();
            if (context.IsEnding) return;
        }
        output.Write(text.ToString());
    }

    private void AppendHead(StringBuilder text, bool hasColours)
    {
        string[] head = new string[fields.Length];
        for (int i = 0; i < head.Length; i++) head[i] = fields[i].Name;
        if (hasColours) text.Append(Bold);
        AppendRow(text, head);
        if (hasColours) text.Append(Plain);
        text.Append('\n');
    }

    /// <summary>Takes from the widest columns until all fit, as far as that leaves something to see.</summary>
    private void Fit(int columns)
    {
        _needed.CopyTo(_widths, 0);
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
