using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.Threading;

namespace System.Threading;

/// <summary>A count of which each thread that waits takes one.</summary>
public partial class SemaphoreSlim : IDisposable
{
    private readonly int _most;
    private int _count;

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
    public bool Wait(int millisecondsTimeout) => WaitableWord.Take(ref _count, Timeout.DeadlineIn(millisecondsTimeout));

    public int Release() => Release(1);

    /// <returns>The count before.</returns>
    public int Release(int releaseCount)
    {
        if (releaseCount < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        if (!WaitableWord.TryPut(ref _count, releaseCount, _most, out int before)) ThrowHelpers.FailFast("a semaphore was released too often");
        return before;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
