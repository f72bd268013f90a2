using System;
using System.Collections.Generic;
using Diesis.Shell.Checking;
using Diesis.Shell.Sessions;

namespace Diesis.Shell.Editing;

/// <summary>What came of what was typed.</summary>
public enum EditorResult : byte
{
    /// <summary>Nothing yet.</summary>
    Editing,

    /// <summary>There is a line: <see cref="LineEditor.Line"/>.</summary>
    Entered,

    /// <summary>Ctrl-C: what was written is given up.</summary>
    Interrupted,

    /// <summary>Ctrl-D in an empty line: there is no more.</summary>
    EndOfInput,
}

/// <summary>
/// Has somebody write a line, or several as long as a bracket is open, in a terminal. Bytes are handed to it one by one, so that it fits whatever they come from; behind a line that was
/// entered, <see cref="Begin"/> shows the next prompt.
/// </summary>
public sealed partial class LineEditor(IEditorTerminal terminal, ShellNames names, Completer completer)
{
    private const string PasteOn = "\e[?2004h", PasteOff = "\e[?2004l";

    private readonly KeyDecoder _keys = new();
    private readonly LineBuffer _buffer = new();
    private readonly LineView _view = new(terminal);
    private string _prompt = "";

    public LineHistory History { get; } = new();

    /// <summary>What was entered last.</summary>
    public string Line { get; private set; } = "";

    /// <summary>Shows a prompt, at the start of an empty row.</summary>
    public void Begin(string prompt)
    {
        _prompt = prompt;
        _buffer.Set("");
        _search = null;
        History.Leave();
        _view.Begin();
        terminal.Write(PasteOn);
        Show();
    }

    /// <summary>Takes a byte that was typed.</summary>
    public EditorResult Take(byte typed)
    {
        if (!_keys.TryDecode(typed, out Key key)) return EditorResult.Editing;
        if (_search is not null && TakeWhileSearching(ref key)) return EditorResult.Editing;
        EditorResult result = TakeKey(key);
        if (result == EditorResult.Editing) Show();
        return result;
    }

    /// <summary>The terminal has another size than before.</summary>
    public void Resize()
    {
        _view.Resize();
        Show();
    }

    private void Show() => _view.Show(_search is null ? _prompt : SearchPrompt, _buffer.Text, _buffer.Place, SyntaxColours.Of(_buffer.Text, names));

    private EditorResult TakeKey(Key key)
    {
        bool isInHistory = key.Kind is KeyKind.Up or KeyKind.Down;
        if (!isInHistory) History.Leave();
        switch (key.Kind)
        {
            case KeyKind.Text or KeyKind.Paste: _buffer.Insert(key.Text); break;
            case KeyKind.Enter: return Enter();
            case KeyKind.NewLine: _buffer.Insert("\n"); break;
            case KeyKind.Tab: CompleteWord(); break;
            case KeyKind.Backspace: _buffer.DeleteLeft(); break;
            case KeyKind.Delete: _buffer.DeleteRight(); break;
            case KeyKind.Left: _buffer.MoveLeft(); break;
            case KeyKind.Right: _buffer.MoveRight(); break;
            case KeyKind.Up: MoveUp(); break;
            case KeyKind.Down: MoveDown(); break;
            case KeyKind.Home: _buffer.MoveHome(); break;
            case KeyKind.End: _buffer.MoveEnd(); break;
            case KeyKind.WordLeft: _buffer.MoveWordLeft(); break;
            case KeyKind.WordRight: _buffer.MoveWordRight(); break;
            case KeyKind.KillWordLeft: _buffer.KillWordLeft(); break;
            case KeyKind.KillWordRight: _buffer.KillWordRight(); break;
            case KeyKind.KillToStart: _buffer.KillToStart(); break;
            case KeyKind.KillToEnd: _buffer.KillToEnd(); break;
            case KeyKind.Yank: _buffer.Yank(); break;
            case KeyKind.Swap: _buffer.Swap(); break;
            case KeyKind.Search: BeginSearch(); break;
            case KeyKind.Redraw:
                terminal.Write("\e[H\e[2J");
                _view.Begin();
                break;
            case KeyKind.Interrupt: return Interrupt();
            case KeyKind.EndOfInput when _buffer.Text == "":
                End();
                return EditorResult.EndOfInput;
            case KeyKind.EndOfInput: _buffer.DeleteRight(); break;
        }
        return EditorResult.Editing;
    }

    /// <summary>A line of which more has to come goes on; so does one in the middle of which Enter is pressed, if it is incomplete.</summary>
    private EditorResult Enter()
    {
        if (ShellSession.IsIncomplete(_buffer.Text))
        {
            _buffer.Insert("\n");
            return EditorResult.Editing;
        }
        Line = _buffer.Text;
        History.Add(Line);
        End();
        return EditorResult.Entered;
    }

    private EditorResult Interrupt()
    {
        Show();
        End();
        return EditorResult.Interrupted;
    }

    private void End()
    {
        _view.Leave(SyntaxColours.Of(_buffer.Text, names));
        terminal.Write(PasteOff);
    }

    private void MoveUp()
    {
        if (!_buffer.TryMoveLine(-1) && History.TryOlder(_buffer.Text, _buffer.Place, out string line)) _buffer.Set(line);
    }

    private void MoveDown()
    {
        if (!_buffer.TryMoveLine(1) && History.TryNewer(_buffer.Text, out string line)) _buffer.Set(line);
    }

    /// <summary>Writes what all candidates have in common; if that is no more than there is, shows them.</summary>
    private void CompleteWord()
    {
        Completion completion = completer.Complete(_buffer.Text, _buffer.Place);
        if (completion.Candidates.Count == 0) return;
        string common = completion.Common;
        bool isMore = common.Length > _buffer.Place - completion.Start;
        if (isMore) _buffer.Replace(completion.Start, common);
        else if (completion.Candidates.Count > 1) ShowCandidates(completion.Candidates);
    }

    private void ShowCandidates(List<string> candidates)
    {
        const int most = 60;
        int widest = 0;
        foreach (string candidate in candidates) widest = Math.Max(widest, Presentation.TextWidth.Of(candidate));
        int perRow = Math.Max(1, terminal.Columns / (widest + 2));
        _view.Leave(SyntaxColours.Of(_buffer.Text, names));
        System.Text.StringBuilder text = new();
        for (int i = 0; i < candidates.Count && i < most; i++)
        {
            text.Append(candidates[i]);
            bool isLast = i % perRow == perRow - 1 || i == Math.Min(candidates.Count, most) - 1;
            if (isLast) text.Append("\r\n");
            else text.Append(' ', widest + 2 - Presentation.TextWidth.Of(candidates[i]));
        }
        if (candidates.Count > most) text.Append($"… and {candidates.Count - most} more\r\n");
        terminal.Write(text.ToString());
    }
}
