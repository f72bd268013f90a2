using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.Threading;

namespace System.Threading;

// Waiting for several at once. A thread waits for one word at a time: those who wait for several share one, a count of all that was set which somebody watches, and look
// at theirs again whenever it moves on.
public abstract partial class WaitHandle
{
    public const int MaxWaitHandles = 64;

    /// <summary>How often something was set that was watched; changed inside the table of waits.</summary>
    private static int _settings;

    /// <summary>How many threads wait for this among others.</summary>
    private int _watchers;

    /// <returns>The first that lets the thread through, by its index.</returns>
    public static int WaitAny(WaitHandle[] waitHandles) => WaitAny(waitHandles, Timeout.Infinite);

    public static int WaitAny(WaitHandle[] waitHandles, TimeSpan timeout) => WaitAny(waitHandles, Timeout.MillisecondsOf(timeout));

    /// <returns>As above, or <see cref="WaitTimeout"/>.</returns>
    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout)
    {
        Refuse(waitHandles);
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        foreach (var handle in waitHandles) _ = Interlocked.Increment(ref handle._watchers);
        int found;
        do
        {
            int seen = Volatile.Read(ref _settings);
            found = TakeAny(waitHandles);
            if (found < 0 && !AwaitSetting(seen, deadline)) found = WaitTimeout;
        }
        while (found < 0);
        foreach (var handle in waitHandles) _ = Interlocked.Decrement(ref handle._watchers);
        return found;
    }

    public static bool WaitAll(WaitHandle[] waitHandles) => WaitAll(waitHandles, Timeout.Infinite);

    public static bool WaitAll(WaitHandle[] waitHandles, TimeSpan timeout) => WaitAll(waitHandles, Timeout.MillisecondsOf(timeout));

    /// <returns>False when the time came before all of them let the thread through; it has taken nothing then.</returns>
    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout)
    {
        Refuse(waitHandles);
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        foreach (var handle in waitHandles) _ = Interlocked.Increment(ref handle._watchers);
        bool areTaken;
        int seen;
        do
        {
            seen = Volatile.Read(ref _settings);
            areTaken = TryTakeAll(waitHandles);
        }
        while (!areTaken && AwaitSetting(seen, deadline));
        foreach (var handle in waitHandles) _ = Interlocked.Decrement(ref handle._watchers);
        return areTaken;
    }

    private static void Refuse(WaitHandle[] handles)
    {
        if (handles == null) ThrowHelpers.ThrowArgumentNullException();
        if (handles.Length is 0 or > MaxWaitHandles) ThrowHelpers.ThrowArgumentException();
        foreach (var handle in handles)
            if (handle == null) ThrowHelpers.ThrowArgumentNullException();
    }

    private static int TakeAny(WaitHandle[] handles)
    {
        for (int i = 0; i < handles.Length; i++)
            if (handles[i].WaitOne(0)) return i;
        return -1;
    }

    private static bool TryTakeAll(WaitHandle[] handles)
    {
        for (int i = 0; i < handles.Length; i++)
        {
            if (handles[i].WaitOne(0)) continue;
            while (--i >= 0) handles[i].GiveBack();
            return false;
        }
        return true;
    }

    /// <summary>Waits until something is set that was not yet when the count was read.</summary>
    /// <returns>False when the deadline came first.</returns>
    private static unsafe bool AwaitSetting(int seen, ulong deadline)
    {
        if (deadline == 0) return false;
        // SAFETY: the calling thread's block is there as long as it runs.
        var self = ThreadBlock.Current;
        WaitTable.Enter();
        bool waits = _settings == seen;
        if (waits) WaitTable.Add(self, LockWord.KeyOf(ref _settings));
        WaitTable.Exit();
        return !waits || WaitTable.Await(self, deadline);
    }

    /// <summary>After something was set: who waits for it among others looks again.</summary>
    private protected void TellWatchers()
    {
        if (Volatile.Read(ref _watchers) == 0) return;
        WaitTable.Enter();
        _settings = unchecked(_settings + 1);
        WaitTable.WakeAll(LockWord.KeyOf(ref _settings));
        WaitTable.Exit();
    }

    /// <summary>Undoes a wait that has succeeded.</summary>
    internal virtual void GiveBack() { }
}
