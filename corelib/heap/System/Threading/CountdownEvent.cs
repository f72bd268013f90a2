using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.Threading;

namespace System.Threading;

/// <summary>Opens when it was signalled so many times.</summary>
public class CountdownEvent : IDisposable
{
    private int _left;
    private int _isSet;

    public CountdownEvent(int initialCount)
    {
        if (initialCount < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        Reset(initialCount);
    }

    public int InitialCount { get; private set; }

    public int CurrentCount => Volatile.Read(ref _left);

    public bool IsSet => CurrentCount == 0;

    public bool Signal() => Signal(1);

    /// <returns>Whether it is open now.</returns>
    public bool Signal(int signalCount)
    {
        if (signalCount < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        int left = Interlocked.Add(ref _left, -signalCount);
        if (left < 0) ThrowHelpers.FailFast("an event was signalled more often than it counts");
        if (left != 0) return false;
        WaitableWord.Open(ref _isSet);
        return true;
    }

    public void AddCount() => AddCount(1);

    public void AddCount(int signalCount)
    {
        if (!TryAddCount(signalCount)) ThrowHelpers.ThrowInvalidOperationException();
    }

    public bool TryAddCount() => TryAddCount(1);

    /// <returns>False when it is open.</returns>
    public bool TryAddCount(int signalCount)
    {
        if (signalCount < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        int seen = CurrentCount;
        while (seen != 0)
        {
            int found = Interlocked.CompareExchange(ref _left, seen + signalCount, seen);
            if (found == seen) return true;
            seen = found;
        }
        return false;
    }

    public void Reset() => Reset(InitialCount);

    public void Reset(int count)
    {
        if (count < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        InitialCount = count;
        Volatile.Write(ref _left, count);
        if (count == 0) WaitableWord.Open(ref _isSet);
        else WaitableWord.Shut(ref _isSet);
    }

    public void Wait() => _ = Wait(Timeout.Infinite);

    public bool Wait(TimeSpan timeout) => Wait(Timeout.MillisecondsOf(timeout));

    /// <returns>False when the time came first.</returns>
    public bool Wait(int millisecondsTimeout) => WaitableWord.AwaitOpen(ref _isSet, Timeout.DeadlineIn(millisecondsTimeout));

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
