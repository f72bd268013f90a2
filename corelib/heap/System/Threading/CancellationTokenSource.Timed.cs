namespace System.Threading;

/// <summary>Canceled when a time is over.</summary>
public partial class CancellationTokenSource
{
    private Timer? _timer;

    public CancellationTokenSource() { }

    public CancellationTokenSource(int millisecondsDelay) => CancelAfter(millisecondsDelay);

    public CancellationTokenSource(TimeSpan delay) => CancelAfter(delay);

    public void CancelAfter(TimeSpan delay) => CancelAfter(Timeout.MillisecondsOf(delay));

    /// <summary>Counts from now on, whatever was said before.</summary>
    public void CancelAfter(int millisecondsDelay)
    {
        if (IsCancellationRequested) return;
        if (_timer == null)
        {
            Timer timer = new(
                static source => ((CancellationTokenSource)source!).Cancel(), this, Timeout.Infinite, Timeout.Infinite);
            _ = Interlocked.CompareExchange(ref _timer, timer, null);
        }
        _ = _timer.Change(millisecondsDelay, Timeout.Infinite);
    }

    /// <returns>Whether it is as good as new: it was not canceled, no time counts any more, and nobody is told.</returns>
    public bool TryReset()
    {
        lock (_lock)
        {
            if (_isCanceled || _isDisposed) return false;
            _ = _timer?.Change(Timeout.Infinite, Timeout.Infinite);
            ForgetCallbacks();
            return true;
        }
    }
}
