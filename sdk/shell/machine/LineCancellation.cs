using System;
using System.Threading;

namespace Diesis.Shell.Machine;

/// <summary>How a thread that waits in the system is woken: for a command that waits for a server.</summary>
public interface IThreadWaits
{
    /// <summary>The thread that calls, as <see cref="Break"/> knows it.</summary>
    object Current { get; }

    /// <summary>Ends what a thread waits for, if it waits: what it had asked for is answered by that it was cancelled. From any thread, as long as the other one runs.</summary>
    void Break(object thread);
}

/// <summary>
/// The wish that what runs may end: a line, and the scripts that it runs, share one. Whoever works looks at <see cref="IsAsked"/>; who waits for somebody else is woken.
/// </summary>
/// <remarks>The thread may be just about to wait when the wish comes: so it is woken again and again until it has ended.</remarks>
public sealed class LineCancellation(IThreadWaits? waits = null)
{
    private const int AgainMs = 20;

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _asked = new();
    private volatile bool _isAsked;
    private bool _isRunning;
    private object? _thread;
    private Timer? _again;

    public bool IsAsked => _isAsked;

    /// <summary>What the calling thread runs from now on may be cancelled.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _isAsked = false;
            _asked.Reset();
            _isRunning = true;
            _thread = waits?.Current;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _isRunning = false;
            _thread = null;
            _again?.Dispose();
            _again = null;
        }
    }

    /// <summary>From any thread.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            _isAsked = true;
            _asked.Set();
            if (!_isRunning || waits is null || _thread is null || _again is not null) return;
            waits.Break(_thread);
            _again = new Timer(_ => BreakAgain(), null, AgainMs, AgainMs);
        }
    }

    private void BreakAgain()
    {
        lock (_gate) if (_isRunning && _thread is not null) waits!.Break(_thread);
    }

    /// <summary>Lets time pass.</summary>
    /// <returns>True as soon as somebody wants the end.</returns>
    public bool Wait(int milliseconds) => _asked.Wait(milliseconds);
}
