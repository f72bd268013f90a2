using System.Globalization;
using System.Text;
using Diesis.Shell.Presentation;

namespace Diesis.Shell.Editing;

/// <summary>As much of an xterm as the editor uses: what is on the screen, and where the cursor is. Anything else that is sent is an error.</summary>
internal sealed class ScreenModel(int columns, int rows) : IEditorTerminal
{
    private readonly List<string?[]> _cells = Enumerable.Range(0, rows).Select(_ => new string?[columns]).ToList();
    private bool _isPending;

    public int Columns { get; private set; } = columns;
    public int Rows => rows;
    public int Row { get; private set; }
    public int Column { get; private set; }

    /// <summary>Rows that have gone up and out of the screen.</summary>
    public int Scrolled { get; private set; }

    /// <summary>The rows without blanks at their ends, and without empty ones at the end.</summary>
    public string Text => string.Join("\n", _cells.Select(row => string.Concat(row.Select(cell => cell ?? " ")).TrimEnd())).TrimEnd('\n');

    /// <summary>The text with a bar where the cursor is.</summary>
    public string TextWithCursor
    {
        get
        {
            StringBuilder text = new();
            for (int row = 0; row < rows; row++)
            {
                string line = string.Concat(_cells[row].Select((cell, i) => (row == Row && i == Column ? "|" : "") + (cell ?? " ")));
                text.Append(line.TrimEnd()).Append('\n');
            }
            return text.ToString().TrimEnd('\n');
        }
    }

    /// <summary>A terminal that cuts off what does not fit any more, and leaves the rest where it is.</summary>
    public void Resize(int columns)
    {
        Columns = columns;
        for (int row = 0; row < rows; row++)
        {
            string?[] cells = new string?[columns];
            Array.Copy(_cells[row], cells, Math.Min(columns, _cells[row].Length));
            _cells[row] = cells;
        }
        Column = Math.Min(Column, columns - 1);
    }

    public void Write(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            if (text[at] == '\e') at = Sequence(text, at);
            else if (text[at] == '\r')
            {
                (Column, _isPending) = (0, false);
                at++;
            }
            else if (text[at] == '\n')
            {
                LineFeed();
                at++;
            }
            else
            {
                int width = TextWidth.Next(text, at, out int length);
                Assert.False(char.IsControl(text[at]), $"control character {(int)text[at]:x}");
                Put(text.Substring(at, length), width);
                at += length;
            }
        }
    }

    private void Put(string character, int width)
    {
        if (width == 0)
        {
            if (Column > 0) _cells[Row][Column - 1] += character;
            return;
        }
        if (_isPending || Column + width > Columns)
        {
            Column = 0;
            LineFeed();
        }
        _cells[Row][Column] = character;
        if (width == 2) _cells[Row][Column + 1] = "";
        Column += width;
        _isPending = Column == Columns;
        if (_isPending) Column--;
    }

    private void LineFeed()
    {
        _isPending = false;
        if (++Row < rows) return;
        Row--;
        Scrolled++;
        _cells.RemoveAt(0);
        _cells.Add(new string?[Columns]);
    }

    private int Sequence(string text, int at)
    {
        Assert.Equal('[', text[at + 1]);
        int end = at + 2;
        while (text[end] is < '@' or > '~') end++;
        string parameters = text.Substring(at + 2, end - at - 2);
        int count = int.TryParse(parameters, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        switch (text[end])
        {
            case 'A': Row = Math.Max(0, Row - Math.Max(count, 1)); break;
            case 'C': Column = Math.Min(Columns - 1, Column + Math.Max(count, 1)); break;
            case 'H': (Row, Column) = (0, 0); break;
            case 'J': Clear(all: count == 2); break;
            case 'm': break;
            case 'K': Array.Clear(_cells[Row], Column, Columns - Column); break;
            case 'h' or 'l' when parameters is "?2004" or "?25": break;
            default: Assert.Fail($"the sequence {text.Substring(at + 1, end - at)} is not known"); break;
        }
        _isPending = false;
        return end + 1;
    }

    private void Clear(bool all)
    {
        if (!all) Array.Clear(_cells[Row], Column, Columns - Column);
        for (int row = all ? 0 : Row + 1; row < rows; row++) Array.Clear(_cells[row]);
    }
}
