using System;
using Diesis.Terminals.Parsing;

namespace Diesis.Terminals.Screens;

/// <summary>
/// A terminal without its glass and its keys: text goes in, cells and answers come out. It behaves as xterm does, as far as that follows ECMA-48 and DEC's terminals (STD 070; VT510 manual,
/// EK-VT510-RM): what other terminals do differently from each other is done as xterm documents it (ctlseqs).
/// </summary>
/// <remarks>
/// Invariants: the cursor is inside of the screen, and the margins are, the top one above the bottom one; all lines of both screens have as many cells as the screen has columns.
/// One thread at a time uses it.
/// </remarks>
public sealed partial class TerminalScreen : ISequenceReceiver
{
    /// <summary>No screen has more of either, or fewer than one.</summary>
    public const int MostColumns = 1000, MostRows = 500;

    private const int TabWidth = 8;
    private const TerminalModes InitialModes = TerminalModes.AutoWrap | TerminalModes.CursorShown;

    private readonly SequenceParser _parser = new();

    /// <summary>The lines that are shown, and those of the other screen.</summary>
    private ScreenLine[] _lines, _otherLines;
    private Cursor _cursor, _saved, _otherSaved;
    private bool[] _tabs;

    /// <summary>The first and the last row that scroll.</summary>
    private int _top, _bottom;

    /// <summary>What REP repeats; 0 for nothing.</summary>
    private uint _lastLetter;

    /// <param name="mostHistory">How many lines that have scrolled away are kept.</param>
    public TerminalScreen(int columns, int rows, int mostHistory)
    {
        Columns = Math.Clamp(columns, 1, MostColumns);
        Rows = Math.Clamp(rows, 1, MostRows);
        History = new LineHistory(mostHistory);
        _lines = NewLines();
        _otherLines = NewLines();
        _tabs = NewTabs();
        _bottom = Rows - 1;
    }

    public int Columns { get; private set; }
    public int Rows { get; private set; }

    public ScreenLine this[int row] => _lines[row];

    /// <summary>Lines that scrolled out of the first screen.</summary>
    public LineHistory History { get; }

    public int CursorRow => _cursor.Row;
    public int CursorColumn => _cursor.Column;
    public Pen Pen => _cursor.Pen;
    public TerminalModes Modes { get; private set; } = InitialModes;

    /// <summary>The second screen is shown, which programs use that draw all of it.</summary>
    public bool IsAlternate { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>How often the bell was rung.</summary>
    public int Bells { get; private set; }

    /// <summary>Takes text as it comes, cut anywhere.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (View != 0) Scroll(-View);
        _parser.Read(text, this);
    }

    /// <summary>How many lines that have scrolled away are looked at, above what is left of the screen.</summary>
    public int View { get; private set; }

    /// <summary>The line that is to be seen in a row.</summary>
    public ScreenLine Shown(int row) => row < View ? History[History.Count - View + row] : _lines[row - View];

    /// <summary>Looks further back; or less far.</summary>
    public void Scroll(int lines)
    {
        int view = IsAlternate ? 0 : Math.Clamp(View + lines, 0, History.Count);
        if (view == View) return;
        View = view;
        for (int row = 0; row < Rows; row++) Shown(row).IsChanged = true;
    }

    public bool Has(TerminalModes mode) => (Modes & mode) != 0;

    /// <summary>RIS: as it was at the beginning, its size and the lines that have scrolled away apart.</summary>
    private void Reset()
    {
        if (IsAlternate) ShowAlternate(isShown: false);
        _cursor = _saved = _otherSaved = default;
        Modes = InitialModes;
        _tabs = NewTabs();
        ResetMargins();
        Title = "";
        foreach (ScreenLine line in _lines) line.Erase(0, Columns, default);
        foreach (ScreenLine line in _otherLines) line.Erase(0, Columns, default);
    }

    private void ResetMargins()
    {
        _top = 0;
        _bottom = Rows - 1;
    }

    private void Set(TerminalModes mode, bool isOn)
    {
        Modes = isOn ? Modes | mode : Modes & ~mode;
        if (mode == TerminalModes.Reverse) ChangeAll();
    }

    private void ChangeAll()
    {
        foreach (ScreenLine line in _lines) line.IsChanged = true;
    }

    /// <summary>Exchanges the screens.</summary>
    private void ShowAlternate(bool isShown)
    {
        if (isShown == IsAlternate) return;
        IsAlternate = isShown;
        (_lines, _otherLines) = (_otherLines, _lines);
        (_saved, _otherSaved) = (_otherSaved, _saved);
        _cursor.IsPastEnd = false;
        ChangeAll();
    }

    private ScreenLine[] NewLines()
    {
        var lines = new ScreenLine[Rows];
        for (int row = 0; row < lines.Length; row++) lines[row] = new ScreenLine(Columns);
        return lines;
    }

    private bool[] NewTabs()
    {
        var tabs = new bool[Columns];
        for (int column = 0; column < tabs.Length; column += TabWidth) tabs[column] = true;
        return tabs;
    }
}
