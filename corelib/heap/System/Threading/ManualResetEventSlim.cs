using Internal.Runtime.Threading;

namespace System.Threading;

/// <summary>A door: it lets all threads through while it is set.</summary>
public class ManualResetEventSlim : IDisposable
{
    private int _state;

    public ManualResetEventSlim() { }

    public ManualResetEventSlim(bool initialState) => _state = initialState ? 1 : 0;

    /// <param name="spinCount">Not used: waiting is cheap.</param>
    public ManualResetEventSlim(bool initialState, int spinCount) : this(initialState) => SpinCount = spinCount;

    public bool IsSet => Volatile.Read(ref _state) != 0;

    public int SpinCount { get; }

    public void Set() => WaitableWord.Open(ref _state);

    public void Reset() => WaitableWord.Shut(ref _state);

    public void Wait() => _ = Wait(Timeout.Infinite);

    public bool Wait(TimeSpan timeout) => Wait(Timeout.MillisecondsOf(timeout));

    /// <returns>False when the time came first.</returns>
    public bool Wait(int millisecondsTimeout) => WaitableWord.AwaitOpen(ref _state, Timeout.DeadlineIn(millisecondsTimeout));

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
