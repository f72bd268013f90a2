namespace Diesis.Shell.Editing;

/// <summary>Looking for a line that was entered before: Ctrl-R, and a part of it; again for an older one.</summary>
public sealed partial class LineEditor
{
    /// <summary>What is looked for; null if nothing is.</summary>
    private string? _search;
    private int _found;
    private bool _isFound;
    private string _before = "";

    private string SearchPrompt => _isFound || _search == "" ? $"(search '{_search}') " : $"(no '{_search}') ";

    private void BeginSearch()
    {
        _search = "";
        _before = _buffer.Text;
        _found = History.Lines.Count;
        _isFound = false;
    }

    /// <summary>Takes a key that belongs to the search. Any other ends it, and does with the line that was found what it does.</summary>
    private bool TakeWhileSearching(ref Key key)
    {
        switch (key.Kind)
        {
            case KeyKind.Text:
                _search += key.Text;
                Find(_found + 1);
                break;
            case KeyKind.Backspace:
                if (_search!.Length > 0) _search = _search.Substring(0, _search.Length - 1);
                Find(History.Lines.Count);
                break;
            case KeyKind.Search:
                Find(_found);
                break;
            case KeyKind.Abort or KeyKind.Interrupt:
                _buffer.Set(_before);
                _search = null;
                break;
            default:
                _search = null;
                return false;
        }
        Show();
        return true;
    }

    private void Find(int before)
    {
        if (_search == "") return;
        _isFound = History.TryFind(_search!, before, out int found);
        if (!_isFound) return;
        _found = found;
        string line = History.Lines[found];
        _buffer.Set(line, System.Math.Max(0, line.IndexOf(_search!, System.StringComparison.OrdinalIgnoreCase)));
    }
}
