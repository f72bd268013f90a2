namespace System.Threading;

/// <summary>Which callback runs, for those who may not go on before it has ended.</summary>
public partial class CancellationTokenSource
{
    // Under the lock.
    private CancellationCallback? _running;
    private int _runningThread;

    private void BeginOf(CancellationCallback callback)
    {
        _running = callback;
        _runningThread = Environment.CurrentManagedThreadId;
    }

    private void EndOf(CancellationCallback callback)
    {
        lock (_lock)
        {
            _running = null;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Who unregisters a callback from inside itself does not wait.</summary>
    internal void WaitFor(CancellationCallback callback)
    {
        lock (_lock)
        {
            while (_running == callback && _runningThread != Environment.CurrentManagedThreadId)
                _ = Monitor.Wait(_lock);
        }
    }
}
