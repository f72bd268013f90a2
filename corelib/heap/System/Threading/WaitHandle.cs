namespace System.Threading;

/// <summary>Something that threads can wait for.</summary>
public abstract partial class WaitHandle : IDisposable
{
    public const int WaitTimeout = 0x102;

    public virtual bool WaitOne() => WaitOne(Timeout.Infinite);

    public virtual bool WaitOne(TimeSpan timeout) => WaitOne(Timeout.MillisecondsOf(timeout));

    /// <returns>False when the time came first.</returns>
    public abstract bool WaitOne(int millisecondsTimeout);

    public virtual void Close() => Dispose();

    /// <summary>There is nothing to give back: it is a word.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool explicitDisposing) { }
}
