using System.Collections.Generic;
using System.Threading.Tasks;
using Internal.Runtime.CompilerHelpers;

namespace System.Threading;

/// <summary>A count of which each who waits takes one: threads, and tasks.</summary>
public class SemaphoreSlim : IDisposable
{
    private readonly object _lock = new();
    private readonly int _most;

    // Under the lock.
    private int _count;
    private int _waitingThreads;
    private WaitingLine<TimedWaiter, bool> _line = new();

    public SemaphoreSlim(int initialCount) : this(initialCount, int.MaxValue) { }

    public SemaphoreSlim(int initialCount, int maxCount)
    {
        if (initialCount < 0 || maxCount <= 0 || initialCount > maxCount) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _count = initialCount;
        _most = maxCount;
    }

    public int CurrentCount => Volatile.Read(ref _count);

    public void Wait() => _ = Wait(Timeout.Infinite);

    public bool Wait(TimeSpan timeout) => Wait(Timeout.MillisecondsOf(timeout));

    /// <returns>False when the time came first.</returns>
    public bool Wait(int millisecondsTimeout)
    {
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        lock (_lock)
        {
            while (_count == 0)
            {
                int left = Timeout.MillisecondsUntil(deadline);
                if (left == 0) return false;
                _waitingThreads++;
                _ = Monitor.Wait(_lock, left);
                _waitingThreads--;
            }
            _count--;
            return true;
        }
    }

    public Task WaitAsync() => WaitAsync(Timeout.Infinite, default);
    public Task WaitAsync(CancellationToken cancellationToken) => WaitAsync(Timeout.Infinite, cancellationToken);
    public Task<bool> WaitAsync(int millisecondsTimeout) => WaitAsync(millisecondsTimeout, default);
    public Task<bool> WaitAsync(TimeSpan timeout) => WaitAsync(Timeout.MillisecondsOf(timeout), default);

    public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
        => WaitAsync(Timeout.MillisecondsOf(timeout), cancellationToken);

    /// <returns>False when the time came first; canceled when that did.</returns>
    public Task<bool> WaitAsync(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<bool>(cancellationToken);
        TimedWaiter waiter;
        lock (_lock)
        {
            if (_count != 0)
            {
                _count--;
                return TaskCache<bool>.Of(true);
            }
            if (millisecondsTimeout == 0) return TaskCache<bool>.Of(false);
            waiter = new();
            _line.Add(waiter);
        }
        waiter.WatchFor(cancellationToken);
        waiter.GiveUpIn(millisecondsTimeout);
        return waiter;
    }

    public int Release() => Release(1);

    /// <returns>The count before.</returns>
    public int Release(int releaseCount)
    {
        if (releaseCount < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        int before;
        List<TimedWaiter>? told = null;
        lock (_lock)
        {
            before = _count;
            if (releaseCount > _most - before) ThrowHelpers.FailFast("a semaphore was released too often");
            _count += releaseCount;
            // Threads that wait come first: what is left for tasks is what they do not take.
            for (int i = Math.Min(_count, _waitingThreads); i > 0; i--) Monitor.Pulse(_lock);
            while (_count > _waitingThreads && _line.TryTake(out var waiter))
            {
                _count--;
                (told ??= []).Add(waiter);
            }
        }
        if (told != null)
            foreach (var waiter in told) waiter.Tell(true);
        return before;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
