using System.Threading;

namespace Internal.Runtime.Threading;

/// <summary>How many threads the process waits for before it ends, the first one aside.</summary>
internal static class ForegroundThreads
{
    private static int _count;

    /// <summary>0 while there are any.</summary>
    private static int _haveEnded = 1;

    public static void Add(int number)
    {
        WaitTable.Enter();
        _count += number;
        Volatile.Write(ref _haveEnded, _count == 0 ? 1 : 0);
        if (_count == 0) WaitTable.WakeAll(LockWord.KeyOf(ref _haveEnded));
        WaitTable.Exit();
    }

    public static void AwaitEnd() => _ = WaitableWord.AwaitOpen(ref _haveEnded, IThreadPlatform.Never);
}
