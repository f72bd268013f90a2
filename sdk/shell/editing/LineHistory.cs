using System;
using System.Collections.Generic;

namespace Diesis.Shell.Editing;

/// <summary>Lines that were entered, and the way through them.</summary>
public sealed class LineHistory
{
    private const int Most = 1_000;

    private readonly List<string> _lines = [];
    private int _at;
    private string _prefix = "";
    private string _own = "";

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string line)
    {
        bool isNews = line.Trim() != "" && (_lines.Count == 0 || _lines[^1] != line);
        if (isNews) _lines.Add(line);
        if (_lines.Count > Most) _lines.RemoveAt(0);
        Leave();
    }

    /// <summary>The next way through begins at the newest line.</summary>
    public void Leave()
    {
        _at = _lines.Count;
        _prefix = "";
    }

    /// <summary>The next older line that begins with what stands before the cursor.</summary>
    public bool TryOlder(string text, int place, out string line)
    {
        if (_at >= _lines.Count)
        {
            _at = _lines.Count;
            _own = text;
            _prefix = text.Substring(0, place);
        }
        for (int i = _at - 1; i >= 0; i--)
        {
            if (!_lines[i].StartsWith(_prefix, StringComparison.Ordinal) || _lines[i] == text) continue;
            _at = i;
            line = _lines[i];
            return true;
        }
        line = "";
        return false;
    }

    /// <summary>The next newer one; behind the newest, what was being written.</summary>
    public bool TryNewer(string text, out string line)
    {
        line = "";
        if (_at >= _lines.Count) return false;
        for (_at++; _at < _lines.Count; _at++)
        {
            if (!_lines[_at].StartsWith(_prefix, StringComparison.Ordinal) || _lines[_at] == text) continue;
            line = _lines[_at];
            return true;
        }
        line = _own;
        return true;
    }

    /// <summary>The newest line before a number that has a text in it, whatever the case.</summary>
    public bool TryFind(string part, int before, out int found)
    {
        for (found = Math.Min(before, _lines.Count) - 1; found >= 0; found--)
            if (_lines[found].Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
