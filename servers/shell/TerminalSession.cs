using System;
using System.Text;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;
using Diesis.Contracts.Terminals;
using Diesis.Services;
using Diesis.Shell.Commands;
using Diesis.Shell.Editing;
using Diesis.Shell.Sessions;
using Thread = System.Threading.Thread;

namespace Diesis.Servers.Shell;

/// <summary>
/// A shell at a terminal. One thread takes what is typed, and runs lines; another hears of Ctrl-C and of new sizes, also while a line runs. Terminals may end and begin anew: the keyboard is taken again then,
/// and what was being written is shown again.
/// </summary>
internal sealed class TerminalSession : IEditorTerminal
{
    private const int MostBytes = 4096;

    private readonly TerminalClient _terminal;
    private readonly InteractiveShell _shell;

    /// <summary>Held by who uses the editor or runs a line.</summary>
    private readonly Lock _gate = new();

    private volatile int _columns = 80, _rows = 24;

    private TerminalSession(TerminalClient terminal)
    {
        _terminal = terminal;
        _shell = new InteractiveShell(ExportedCommands.MakeTable(), this);
    }

    /// <returns>With what the session ended; null when there is no terminal.</returns>
    public static int? Run()
    {
        if (Service.Find(TerminalContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok) return null;
        if (TerminalClient.Connect(endpoint, out TerminalClient terminal) != Status.Ok) return null;
        TerminalSession session = new(terminal);
        session.Measure();
        Thread events = new(session.HearEvents) { IsBackground = true };
        events.Start();
        session.TakeKeys();
        return session._shell.Status;
    }

    public int Columns => _columns;
    public int Rows => _rows;

    public void Write(string text)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        while (bytes.Length > 0)
        {
            int part = Math.Min(bytes.Length, MostBytes);
            // A terminal that does not answer shows nothing, and is there again when it is.
            _ = _terminal.Write(bytes.Slice(0, part));
            bytes = bytes.Slice(part);
        }
    }

    private void TakeKeys()
    {
        lock (_gate) _shell.Begin();
        Span<byte> typed = stackalloc byte[64];
        while (!_shell.IsOver)
        {
            if (_terminal.Read(out ReadingEnd<byte> end) != Status.Ok || RecordReader<byte>.Open(end) is not { Status: Status.Ok } keys) return;
            while (!_shell.IsOver && keys.Value.Read(typed, out int count) == Status.Ok)
                foreach (byte key in typed.Slice(0, count)) lock (_gate) _shell.Take(key);
            keys.Value.Dispose();
        }
    }

    private void HearEvents()
    {
        if (Subscription<TerminalEvents>.Create(out Subscription<TerminalEvents> news) != Status.Ok) return;
        _ = Service.Watch(TerminalContract.ExpectedHash, news);
        Subscribe(news);
        while (true)
        {
            Status status = news.Wait(out TerminalEvents events);
            if (status == Status.PeerClosed) Subscribe(news);
            else if (status != Status.Ok) return;
            bool hasNewScreen = status == Status.PeerClosed || (events & TerminalEvents.Resized) != 0;
            if (hasNewScreen) Measure();
            if (hasNewScreen) _ = Use(static shell => shell.Resize());
            if ((events & TerminalEvents.Interrupted) != 0 && !Use(static shell => shell.Take(3))) _shell.Interrupt();
        }
    }

    private void Subscribe(Subscription<TerminalEvents> news)
    {
        _ = _terminal.Watch(news.Subscriber);
        _ = _terminal.SetInterruptKey(InterruptKey.IsTold);
    }

    /// <returns>False while a line runs.</returns>
    private bool Use(Action<InteractiveShell> what)
    {
        if (!_gate.TryEnter()) return false;
        what(_shell);
        _gate.Exit();
        return true;
    }

    private void Measure()
    {
        if (_terminal.Measure(out TerminalSize size) != Status.Ok || size.Columns == 0 || size.Rows == 0) return;
        _columns = size.Columns;
        _rows = size.Rows;
    }
}
