using Internal.Runtime.CompilerHelpers;

namespace System.Threading;

/// <summary>Waits a little longer each time, for what another thread is about to do.</summary>
public struct SpinWait
{
    private const int RoundsBeforeYield = 10;
    private const int RoundsBeforeSleep = 30;

    public int Count { get; private set; }

    /// <summary>Does the next round let others run? On one core nothing else helps.</summary>
    public readonly bool NextSpinWillYield => Count >= RoundsBeforeYield || Environment.ProcessorCount == 1;

    public void SpinOnce()
    {
        // Who is waited for may have less priority: only a thread that sleeps lets it run.
        if (Count >= RoundsBeforeSleep) Thread.Sleep(1);
        else if (NextSpinWillYield) _ = Thread.Yield();
        else Thread.SpinWait(4 << Count);
        Count = Count == int.MaxValue ? RoundsBeforeYield : Count + 1;
    }

    public void Reset() => Count = 0;

    public static void SpinUntil(Func<bool> condition) => _ = SpinUntil(condition, Timeout.Infinite);

    public static bool SpinUntil(Func<bool> condition, TimeSpan timeout) => SpinUntil(condition, Timeout.MillisecondsOf(timeout));

    /// <returns>False when the time came first.</returns>
    public static bool SpinUntil(Func<bool> condition, int millisecondsTimeout)
    {
        if (condition == null) ThrowHelpers.ThrowArgumentNullException();
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        SpinWait spin = default;
        while (!condition())
        {
            if (Timeout.MillisecondsUntil(deadline) == 0) return false;
            spin.SpinOnce();
        }
        return true;
    }
}
