using System;
using System.Collections.Generic;
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
/// and what was being written is shown again. Who leaves the shell finds another.
/// </summary>
internal sealed class TerminalSession : IEditorTerminal, IKeySource
{
    private const int MostBytes = 4096;
    private const byte Return = 13, ControlL = 12, ControlC = 3;

    private const string Greeting = "\e[1mDiesis\e[m: \e[36mhelp()\e[m lists what can be said, Tab completes it, \e[36mshutdown()\e[m turns the machine off.\r\n";

    /// <summary>Lines may lie deep within each other.</summary>
    private const int StackBytes = 1 << 20;

    private readonly TerminalClient _terminal;

    /// <summary>Which of the terminals it is, to the broker.</summary>
    private readonly uint _number;

    /// <summary>Held by who uses the editor or runs a line.</summary>
    private readonly Lock _gate = new();

    /// <summary>Where what is typed comes from.</summary>
    private RecordReader<byte>? _keys;

    private volatile InteractiveShell _shell;
    private volatile int _columns = 80, _rows = 24;

    private TerminalSession(TerminalClient terminal, uint number)
    {
        _terminal = terminal;
        _number = number;
        _shell = MakeShell();
    }

    /// <summary>Sits at every terminal, until there is none any more.</summary>
    /// <returns>With what the machine is to end then.</returns>
    public static int RunAll()
    {
        List<Thread> sessions = [];
        for (uint number = 0; Service.Find(TerminalContract.ExpectedHash, number, out Handle<Endpoint> endpoint) is var status && status != Status.NotSupported; number++)
        {
            if (status != Status.Ok) continue;
            uint own = number;
            Thread session = new(() => Run(endpoint, own), StackBytes);
            sessions.Add(session);
            session.Start();
        }
        foreach (Thread session in sessions) session.Join();
        Console.WriteLine("shell: there is no terminal to sit at");
        return (int)RunStatus.Failed;
    }

    /// <summary>Returns at once where the machine has nothing to sit at.</summary>
    private static void Run(Handle<Endpoint> endpoint, uint number)
    {
        if (TerminalClient.Connect(endpoint, out TerminalClient terminal) != Status.Ok || terminal.Measure(out _) != Status.Ok) return;
        TerminalSession session = new(terminal, number);
        session.Measure();
        new Thread(session.HearEvents) { IsBackground = true }.Start();
        session.TakeKeys();
    }

    private InteractiveShell MakeShell() => new(ExportedCommands.MakeTable(), this);

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

    private void Begin()
    {
        lock (_gate)
        {
            Write(Greeting);
            _shell.Begin();
        }
    }

    private void TakeKeys()
    {
        Begin();
        TellReady();
        Span<byte> typed = stackalloc byte[64];
        while (_terminal.Read(out ReadingEnd<byte> end) == Status.Ok && RecordReader<byte>.Open(end) is { Status: Status.Ok } keys)
        {
            _keys = keys.Value;
            while (keys.Value.Read(typed, out int count) == Status.Ok)
                foreach (byte key in typed.Slice(0, count)) Take(key);
            keys.Value.Dispose();
        }
    }

    /// <summary>For the log, and for <c>diesis bench</c>: what it has taken to come so far.</summary>
    private void TellReady()
    {
        if (Kernel.Query(Startup.Block.System, out ObjectInfo machine) != Status.Ok) return;
        Console.WriteLine($"shell: terminal {_number} has a prompt, after {machine.Detail2} ns of work, with {machine.Detail1} of {machine.Detail0} bytes free on the first core");
    }

    private void Take(byte key)
    {
        lock (_gate) _shell.Take(key);
        if (_shell.IsOver)
        {
            _shell = MakeShell();
            Begin();
        }
        // A terminal that does not say by itself that it has another size says so when it is asked: then that is heard.
        if (key is Return or ControlL) Measure();
    }

    /// <summary>While a line runs, in the thread that takes keys.</summary>
    public bool TryReadKey(int milliseconds, out byte key)
    {
        const ulong nanosecondsPerMillisecond = 1_000_000;
        key = 0;
        Status status = _keys is { } keys ? keys.Read(new Span<byte>(ref key), out _, Clock.After((ulong)milliseconds * nanosecondsPerMillisecond)) : Status.PeerClosed;
        // Nobody types at a terminal that has ended; the time passes all the same.
        if (status is not (Status.Ok or Status.TimedOut or Status.Cancelled)) Thread.Sleep(milliseconds);
        return status == Status.Ok;
    }

    private void HearEvents()
    {
        if (Subscription<TerminalEvents>.Create(out Subscription<TerminalEvents> news) != Status.Ok) return;
        _ = Service.Watch(TerminalContract.ExpectedHash, news, _number);
        Subscribe(news);
        while (true)
        {
            Status status = news.Wait(out TerminalEvents events);
            if (status == Status.PeerClosed) Subscribe(news);
            else if (status != Status.Ok) return;
            bool hasNewScreen = status == Status.PeerClosed || (events & TerminalEvents.Resized) != 0;
            if (hasNewScreen) Measure();
            if (hasNewScreen) _ = Use(static shell => shell.Resize());
            if ((events & TerminalEvents.Interrupted) != 0 && !Use(static shell => shell.Take(ControlC))) _shell.Interrupt();
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
