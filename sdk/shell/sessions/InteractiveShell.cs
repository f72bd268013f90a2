using System;
using Diesis.Shell.Editing;
using Diesis.Shell.Machine;
using Diesis.Shell.Presentation;

namespace Diesis.Shell.Sessions;

/// <summary>
/// A shell that somebody sits at: prompts, has lines written, runs them, prompts again. Bytes that were typed are handed to it; what it shows goes to the terminal. It has no thread: <see cref="Take"/> returns when the
/// line that a byte completed has been run. Whoever reads keys meanwhile tells <see cref="Interrupt"/> of Ctrl-C.
/// </summary>
public sealed class InteractiveShell
{
    private const string PromptText = "♯ ";

    private readonly IEditorTerminal _terminal;
    private readonly ShellSession _session;
    private readonly LineEditor _editor;

    /// <param name="paths">As <see cref="CommandTable.Paths"/>, if it is to be another.</param>
    public InteractiveShell(CommandTable commands, IEditorTerminal terminal, Func<string, System.Collections.Generic.IEnumerable<string>>? paths = null)
    {
        _terminal = terminal;
        _session = new ShellSession(commands, new TerminalOutput(terminal));
        _editor = new LineEditor(terminal, _session.Names, new Completer(_session.Names, paths ?? commands.Paths));
    }

    public bool IsOver { get; private set; }

    /// <summary>Of the last line; the one that was asked for when the session ended.</summary>
    public int Status { get; private set; }

    public void Begin() => Prompt();

    public void Take(byte typed)
    {
        if (IsOver) return;
        switch (_editor.Take(typed))
        {
            case EditorResult.Entered:
                Run(_editor.Line);
                break;
            case EditorResult.EndOfInput:
                IsOver = true;
                break;
            case EditorResult.Editing: return;
        }
        if (IsOver) _session.Jobs.CancelAll();
        else Prompt();
    }

    /// <summary>Says which jobs have ended, and shows the prompt.</summary>
    private void Prompt()
    {
        foreach (ShellJob job in _session.Jobs.TakeEnded())
            _terminal.Write($"[{job.Number}] {job.State.ToString().ToLowerInvariant()}: {ValueText.Harmless(job.Text, keepsLines: false)}\r\n");
        _editor.Begin(PromptText);
    }

    /// <summary>Ends the line that runs. From any thread; between lines it does nothing, since a line begins with none.</summary>
    public void Interrupt() => _session.Cancel();

    /// <summary>The terminal has another size.</summary>
    public void Resize() => _editor.Resize();

    private void Run(string line)
    {
        if (line.Trim() == "") return;
        _session.Remember(line);
        Status = (int)_session.Run(line);
        IsOver = _session.IsOver;
    }

    /// <summary>Lines end with a return, too: the terminal is told where to go on.</summary>
    private sealed class TerminalOutput(IEditorTerminal terminal) : IShellTerminal
    {
        public int Columns => terminal.Columns;
        public int Rows => terminal.Rows;
        public bool HasColours => true;
        public void Write(string text) => terminal.Write(text.Replace("\n", "\r\n"));

        public bool TryReadKey(int milliseconds, out byte key)
        {
            if (terminal is IKeySource keys) return keys.TryReadKey(milliseconds, out key);
            key = 0;
            System.Threading.Thread.Sleep(milliseconds);
            return false;
        }
    }
}
