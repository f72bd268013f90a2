using System.Threading.Tasks;

namespace System.Threading;

/// <summary>Calls something in the pool when it is time, once or again and again.</summary>
public sealed class Timer : IDisposable, IAsyncDisposable, ITimed, IThreadPoolWorkItem
{
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context = ThreadState.ExecutionContext;
    private int _period = Timeout.Infinite;
    private bool _isDisposed;

    /// <summary>With itself as the state, and not running yet.</summary>
    public Timer(TimerCallback callback)
    {
        _callback = callback;
        _state = this;
    }

    public Timer(TimerCallback callback, object? state, int dueTime, int period)
    {
        _callback = callback;
        _state = state;
        _ = Change(dueTime, period);
    }

    public Timer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        : this(callback, state, Timeout.MillisecondsOf(dueTime), Timeout.MillisecondsOf(period)) { }

    int ITimed.Place { get; set; } = TimerQueue.Nowhere;
    ulong ITimed.DueAt { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
        => Change(Timeout.MillisecondsOf(dueTime), Timeout.MillisecondsOf(period));

    /// <param name="dueTime">Milliseconds from now to the first call, or <see cref="Timeout.Infinite"/> for none.</param>
    /// <param name="period">From one call to the next; 0 or infinite for only one.</param>
    /// <returns>False when the timer was disposed of.</returns>
    public bool Change(int dueTime, int period)
    {
        if (_isDisposed) return false;
        _period = period == 0 ? Timeout.Infinite : period;
        TimerQueue.Set(this, dueTime);
        return true;
    }

    /// <summary>A call that has begun goes on.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _ = TimerQueue.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    void ITimed.Fire()
    {
        if (_isDisposed) return;
        if (_period != Timeout.Infinite) TimerQueue.PutAgain(this, _period);
        ThreadPool.Queue(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_isDisposed) return;
        ThreadState.ExecutionContext = _context;
        _callback(_state);
    }
}
