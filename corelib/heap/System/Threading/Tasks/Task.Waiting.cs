namespace System.Threading.Tasks;

/// <summary>Threads that wait for tasks, and tasks for time.</summary>
public partial class Task
{
    /// <summary>Waits, and requires that the task ran to completion.</summary>
    public void Wait() => _ = Wait(Timeout.Infinite);

    public bool Wait(TimeSpan timeout) => Wait(Timeout.MillisecondsOf(timeout));

    /// <returns>False when the time came first.</returns>
    public bool Wait(int millisecondsTimeout)
    {
        if (!WaitToBeOver(millisecondsTimeout)) return false;
        RequireSuccess();
        return true;
    }

    public static void WaitAll(params Task[] tasks) => WaitAll(new ReadOnlySpan<Task>(tasks));

    public static void WaitAll(params ReadOnlySpan<Task> tasks) => WhenAll(tasks).Wait();

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout) => WhenAll(tasks).Wait(millisecondsTimeout);

    public static bool WaitAll(Task[] tasks, TimeSpan timeout) => WhenAll(tasks).Wait(timeout);

    /// <returns>The number of the first one that is over.</returns>
    public static int WaitAny(params Task[] tasks) => WaitAny(tasks, Timeout.Infinite);

    public static int WaitAny(Task[] tasks, TimeSpan timeout) => WaitAny(tasks, Timeout.MillisecondsOf(timeout));

    /// <returns>-1 when the time came first.</returns>
    public static int WaitAny(Task[] tasks, int millisecondsTimeout)
    {
        var first = WhenAny(tasks);
        return first.WaitToBeOver(millisecondsTimeout) ? Array.IndexOf(tasks, first.ResultOrDefault) : -1;
    }

    internal void WaitToBeOver() => _ = WaitToBeOver(Timeout.Infinite);

    private bool WaitToBeOver(int millisecondsTimeout)
    {
        if (IsCompleted) return true;
        if (millisecondsTimeout == 0) return false;
        BlockedThread thread = new();
        return !TryAddContinuation(thread) || thread.Wait(millisecondsTimeout);
    }

    public static Task Delay(int millisecondsDelay) => Delay(millisecondsDelay, default);
    public static Task Delay(TimeSpan delay) => Delay(delay, default);

    public static Task Delay(TimeSpan delay, CancellationToken cancellationToken)
        => Delay(Timeout.MillisecondsOf(delay), cancellationToken);

    /// <summary>Over when the time is, or canceled.</summary>
    public static Task Delay(int millisecondsDelay, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return FromCanceled(cancellationToken);
        return millisecondsDelay == 0 ? CompletedTask : new DelayTask().Started(millisecondsDelay, cancellationToken);
    }

    public Task WaitAsync(CancellationToken cancellationToken) => WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
    public Task WaitAsync(TimeSpan timeout) => WaitAsync(timeout, default);

    /// <summary>Ends as this one does; failed with a <see cref="TimeoutException"/> or canceled when that comes first.</summary>
    public Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
        => IsCompleted ? this : new ImpatientTask<VoidTaskResult>().Started(this, timeout, cancellationToken);
}

public partial class Task<TResult>
{
    public new Task<TResult> WaitAsync(CancellationToken cancellationToken)
        => WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    public new Task<TResult> WaitAsync(TimeSpan timeout) => WaitAsync(timeout, default);

    public new Task<TResult> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
        => IsCompleted ? this : new ImpatientTask<TResult>().Started(this, timeout, cancellationToken);
}
