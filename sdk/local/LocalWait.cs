using System;
using System.Threading;
using Diesis.Abi;

namespace Diesis.Local;

/// <summary>A thread that waits for something of the in-process kernel.</summary>
internal sealed class LocalWait(LocalProcess process)
{
    private readonly SemaphoreSlim _ended = new(0);

    public LocalProcess Process { get; } = process;
    public bool HasEnded { get; private set; }
    public Status Status { get; private set; }

    /// <summary>Done when the wait ends by its deadline or with its process: whatever it waits for forgets it.</summary>
    public Action? Forget { get; set; }

    /// <summary>Ends it, if nothing else has. The gate is held.</summary>
    public void End(Status status)
    {
        if (HasEnded) return;
        HasEnded = true;
        Status = status;
        Process.Finish(this);
        if (status is Status.TimedOut or Status.Dead or Status.Cancelled) Forget?.Invoke();
        _ = _ended.Release();
    }

    /// <summary>Waits until it has ended. The gate is not held.</summary>
    public Status Await(ulong deadlineNs)
    {
        if (deadlineNs == ulong.MaxValue)
        {
            _ended.Wait();
            return Status;
        }
        ulong now = LocalKernel.Now;
        var left = TimeSpan.FromMicroseconds(deadlineNs <= now ? 0 : (deadlineNs - now) / 1000.0);
        if (_ended.Wait(left)) return Status;
        lock (LocalKernel.Gate) End(Status.TimedOut);
        return Status;
    }
}
