namespace System.Threading.Tasks;

/// <summary>Work that a thread of the pool is to do.</summary>
public partial class Task
{
    /// <returns>False when it was canceled before.</returns>
    private protected bool TryStart()
        => Interlocked.CompareExchange(ref _status, (int)TaskStatus.Running, (int)TaskStatus.WaitingToRun)
            == (int)TaskStatus.WaitingToRun;

    /// <summary>What has begun is not interrupted; what waits for a thread is given up when the token says so.</summary>
    private protected bool TryCancelBeforeRunning(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return false;
        if (cancellationToken.IsCancellationRequested) return TrySetCanceled(cancellationToken);
        var registration = cancellationToken.UnsafeRegister(
            static (task, token) => ((Task)task!).TryCancelWaiting(token), this);
        Continue(new UnregisterContinuation(registration));
        return false;
    }

    private void TryCancelWaiting(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _status, Claimed, (int)TaskStatus.WaitingToRun)
            != (int)TaskStatus.WaitingToRun) return;
        _cancellationToken = cancellationToken;
        Finish(TaskStatus.Canceled);
    }
}
