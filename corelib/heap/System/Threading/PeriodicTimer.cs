using System.Threading.Tasks;
using Internal.Runtime.CompilerHelpers;

namespace System.Threading;

/// <summary>Ticks that a method awaits one after the other. Those that it misses count as one.</summary>
public sealed class PeriodicTimer : IDisposable
{
    private readonly object _lock = new();
    private readonly Timer _timer;
    private TimeSpan _period;

    // Under the lock.
    private Waiter<bool>? _waiter;
    private bool _hasTicked;
    private bool _isDisposed;

    public PeriodicTimer(TimeSpan period)
    {
        if (period <= TimeSpan.Zero) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _period = period;
        _timer = new Timer(static timer => ((PeriodicTimer)timer!).Tick(), this, period, period);
    }

    public TimeSpan Period
    {
        get => _period;
        set
        {
            if (value <= TimeSpan.Zero) ThrowHelpers.ThrowArgumentOutOfRangeException();
            _period = value;
            _ = _timer.Change(value, value);
        }
    }

    /// <summary>One at a time.</summary>
    /// <returns>False when the timer was disposed of.</returns>
    public ValueTask<bool> WaitForNextTickAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        lock (_lock)
        {
            if (_waiter is { IsCompleted: false }) ThrowHelpers.ThrowInvalidOperationException();
            if (_isDisposed) return new(false);
            if (_hasTicked)
            {
                _hasTicked = false;
                return new(true);
            }
            _waiter = new Waiter<bool>(runsInline: false);
            _waiter.WatchFor(cancellationToken);
            return new(_waiter);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Waiter<bool>? waiter;
        lock (_lock)
        {
            _isDisposed = true;
            waiter = TakeWaiter();
        }
        waiter?.Tell(false);
    }

    private void Tick()
    {
        Waiter<bool>? waiter;
        lock (_lock)
        {
            waiter = TakeWaiter();
            if (waiter == null) _hasTicked = true;
        }
        waiter?.Tell(true);
    }

    private Waiter<bool>? TakeWaiter()
    {
        var waiter = _waiter;
        _waiter = null;
        return waiter != null && waiter.TryTake() ? waiter : null;
    }
}
