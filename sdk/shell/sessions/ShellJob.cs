using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Shell.Checking;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Sessions;

/// <summary>How a job stands.</summary>
public enum JobState : byte
{
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>
/// Something that runs while the session goes on: a function on a machine and a thread of its own, with copies of the session's names and variables. What it shows is kept.
/// </summary>
/// <remarks>Written by its own thread until it has ended, and under <c>_gate</c>; read by anybody.</remarks>
public sealed class ShellJob : ISessionServices
{
    /// <summary>As the deepest lines need, and as threads of programs have elsewhere.</summary>
    private const int StackBytes = 1 << 20;

    private readonly JobOutput _output = new();
    private readonly LineCancellation _cancellation;
    private readonly ManualResetEventSlim _ended = new();
    private readonly long _started = Environment.TickCount64;
    private long _endedAt;
    private volatile bool _wasExited;
    private volatile JobState _state;

    internal ShellJob(int number, string text, ShellNames names, JobTable jobs, IThreadWaits? waits)
    {
        Number = number;
        Text = text;
        Names = names;
        Jobs = jobs;
        _cancellation = new LineCancellation(waits);
    }

    public int Number { get; }

    /// <summary>As it was written.</summary>
    public string Text { get; }
    public JobState State => _state;
    public bool HasEnded => _state != JobState.Running;
    public TimeSpan Time => TimeSpan.FromMilliseconds((HasEnded ? _endedAt : Environment.TickCount64) - _started);

    /// <summary>Somebody was told that it has ended.</summary>
    internal bool IsTold { get; set; }

    public ShellNames Names { get; }
    public JobTable Jobs { get; }
    public IReadOnlyList<string> History => [];
    public IReadOnlyList<string> Arguments => [];

    internal void Start(Closure function, Value[] globals)
    {
        Thread thread = new(() => Run(function, globals), StackBytes) { IsBackground = true };
        thread.Start();
    }

    private void Run(Closure function, Value[] globals)
    {
        ShellMachine machine = new(this, _output, _cancellation);
        // Asked for before it began, it is asked for still.
        bool isAsked = _cancellation.IsAsked;
        _cancellation.Begin();
        if (isAsked) _cancellation.Ask();
        RunFailure? failure = machine.Run(function, globals);
        _cancellation.End();
        bool isCancelled = failure is { IsCancelled: true } && !_wasExited;
        if (failure is { IsCancelled: false }) _output.Write(failure.Show());
        _endedAt = Environment.TickCount64;
        _state = isCancelled ? JobState.Cancelled : failure is null or { IsCancelled: true } ? JobState.Done : JobState.Failed;
        _ended.Set();
    }

    /// <summary>From any thread.</summary>
    public void Cancel() => _cancellation.Ask();

    /// <returns>Whether it has ended within the time.</returns>
    public bool Wait(int milliseconds) => _ended.Wait(milliseconds);

    /// <summary>What it has shown since the last time.</summary>
    public string TakeOutput() => _output.Take();

    /// <summary>Ends the job: the session is another's.</summary>
    public void Exit(int status)
    {
        _wasExited = true;
        Cancel();
    }

    public int? RunScript(CommandContext caller, string name, string text, string[] arguments) => ShellSession.RunScript(this, caller, name, text, arguments);

    public void SetFailedStatus(int status) { }
}

/// <summary>What a job shows, kept until somebody looks at it.</summary>
internal sealed class JobOutput : IShellOutput
{
    /// <summary>What nobody looks at is not kept without end.</summary>
    private const int MostCharacters = 1 << 18;

    private readonly Lock _gate = new();
    private readonly TextOutput _kept = new();
    private bool _isCut;

    public int Columns => _kept.Columns;
    public bool HasColours => false;

    public void Write(string text)
    {
        lock (_gate)
        {
            if (_isCut) return;
            _isCut = _kept.Length + text.Length > MostCharacters;
            _kept.Write(_isCut ? "… the rest was not kept\n" : text);
        }
    }

    public string Take()
    {
        lock (_gate)
        {
            _isCut = false;
            return _kept.Take();
        }
    }
}
