using System;

namespace Diesis.Terminals.Screens;

/// <summary>Lines that have left the screen at its top, so many at most: the oldest make room.</summary>
public sealed class LineHistory(int most)
{
    private readonly ScreenLine?[] _lines = new ScreenLine?[most];
    private int _first;

    public int Count { get; private set; }

    /// <summary>A line; 0 is the oldest.</summary>
    public ScreenLine this[int index] => _lines[(_first + index) % _lines.Length]!;

    public void Add(ScreenLine line)
    {
        if (_lines.Length == 0) return;
        _lines[(_first + Count) % _lines.Length] = line;
        if (Count < _lines.Length) Count++;
        else _first = (_first + 1) % _lines.Length;
    }

    public void Clear()
    {
        Array.Clear(_lines);
        _first = Count = 0;
    }
}
