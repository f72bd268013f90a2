using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.Threading;

namespace System.Threading;

/// <summary>Times that do not come, and how long it is until those that do.</summary>
public static class Timeout
{
    public const int Infinite = -1;

    public static readonly TimeSpan InfiniteTimeSpan = new(-TimeSpan.TicksPerMillisecond);

    private const ulong NanosecondsPerMillisecond = 1_000_000;

    /// <returns>0 for no time at all.</returns>
    internal static ulong DeadlineIn(int milliseconds)
    {
        if (milliseconds < Infinite) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return milliseconds switch
        {
            Infinite => IThreadPlatform.Never,
            0 => 0,
            _ => ThreadPlatform.Now + (ulong)milliseconds * NanosecondsPerMillisecond,
        };
    }

    /// <returns>What is left, rounded up.</returns>
    internal static int MillisecondsUntil(ulong deadline)
    {
        if (deadline == IThreadPlatform.Never) return Infinite;
        ulong now = ThreadPlatform.Now;
        return now >= deadline ? 0 : (int)Math.Min((deadline - now + NanosecondsPerMillisecond - 1) / NanosecondsPerMillisecond, int.MaxValue);
    }

    internal static int MillisecondsOf(TimeSpan timeout)
    {
        long milliseconds = timeout.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds is < Infinite or > int.MaxValue) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return (int)milliseconds;
    }
}
