namespace System.Threading.Tasks;

/// <summary>Ends as another task does, unless the time is over or a token is canceled before.</summary>
internal sealed class ImpatientTask<TResult> : Task<TResult>, ITaskContinuation, ITimed, IThreadPoolWorkItem
{
    private CancellationTokenRegistration _registration;

    int ITimed.Place { get; set; } = TimerQueue.Nowhere;
    ulong ITimed.DueAt { get; set; }

    public bool IsAbandoned => IsCompleted;

    public Task<TResult> Started(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        int milliseconds = Timeout.MillisecondsOf(timeout);
        if (cancellationToken.IsCancellationRequested)
        {
            _ = TrySetCanceled(cancellationToken);
            return this;
        }
        if (milliseconds == 0)
        {
            _ = TrySetException(new TimeoutException());
            return this;
        }
        TimerQueue.Set(this, milliseconds);
        _registration = cancellationToken.UnsafeRegister(
            static (task, token) => ((ImpatientTask<TResult>)task!).Cancel(token), this);
        task.Continue(this);
        if (IsCompleted) End();
        return this;
    }

    public void Run(Task completed, bool mayRunInline)
    {
        if (TrySetFrom(completed)) End();
    }

    void ITimed.Fire() => ThreadPool.Queue(this);

    void IThreadPoolWorkItem.Execute()
    {
        if (TrySetException(new TimeoutException())) End();
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (TrySetCanceled(cancellationToken)) End();
    }

    private void End()
    {
        _ = TimerQueue.Remove(this);
        _ = _registration.Unregister();
    }

    private protected override bool TrySetResultFrom(Task completed)
        => completed is Task<TResult> ? base.TrySetResultFrom(completed) : TrySetResult(default!);
}
