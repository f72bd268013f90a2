namespace System.Threading.Tasks;

/// <summary>Somebody who waits for so long only, and is told false then.</summary>
internal sealed class TimedWaiter() : Waiter<bool>(runsInline: false), ITimed, IThreadPoolWorkItem
{
    int ITimed.Place { get; set; } = TimerQueue.Nowhere;
    ulong ITimed.DueAt { get; set; }

    public void GiveUpIn(int milliseconds)
    {
        if (milliseconds == Timeout.Infinite) return;
        TimerQueue.Set(this, milliseconds);
        if (IsCompleted) _ = TimerQueue.Remove(this);
    }

    private protected override void End()
    {
        _ = TimerQueue.Remove(this);
        base.End();
    }

    void ITimed.Fire() => ThreadPool.Queue(this);

    void IThreadPoolWorkItem.Execute()
    {
        if (TryTake()) Tell(false);
    }
}
