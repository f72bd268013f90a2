namespace System.Threading.Tasks;

/// <summary>Over at a time.</summary>
internal sealed class DelayTask : Task, ITimed, IThreadPoolWorkItem
{
    private CancellationTokenRegistration _registration;

    int ITimed.Place { get; set; } = TimerQueue.Nowhere;
    ulong ITimed.DueAt { get; set; }

    public Task Started(int milliseconds, CancellationToken cancellationToken)
    {
        TimerQueue.Set(this, milliseconds);
        if (!cancellationToken.CanBeCanceled) return this;
        _registration = cancellationToken.UnsafeRegister(
            static (task, token) => ((DelayTask)task!).Cancel(token), this);
        // It may be over already, and then nobody else takes the registration back.
        if (IsCompleted) _ = _registration.Unregister();
        return this;
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        _ = TimerQueue.Remove(this);
        _ = TrySetCanceled(cancellationToken);
    }

    void ITimed.Fire() => ThreadPool.Queue(this);

    void IThreadPoolWorkItem.Execute()
    {
        _ = _registration.Unregister();
        _ = TrySetCompleted();
    }
}
