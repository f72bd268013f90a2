using System;
using System.Threading;
using Diesis.Abi;
using Internal.Runtime.CompilerHelpers;

namespace Diesis;

/// <summary>
/// What time it is in the world: as the loader or the machine's own clock said at the start (<see cref="ClockPage.UtcAtZero"/>), counted on by the kernel's clock, unless
/// whoever knows better, such as a service of time, sets it in a process. As long as nobody has said, asking for it ends the program: a wrong time is worse.
/// </summary>
public static unsafe class WallClock
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Nanoseconds since 1970 at the kernel's time 0; 0 when nobody has said.</summary>
    private static ulong _atZero;

    public static bool IsKnown => AtZero != 0;

    public static void Set(DateTime utcNow)
        => Volatile.Write(ref _atZero, (ulong)((utcNow.Ticks - DateTime.UnixEpoch.Ticks) * NanosecondsPerTick) - Clock.Now);

    /// <summary>What was set counts no more.</summary>
    public static void Forget() => Volatile.Write(ref _atZero, 0);

    /// <summary>Nanoseconds since 1970.</summary>
    internal static ulong Now
    {
        get
        {
            ulong atZero = AtZero;
            if (atZero == 0) ThrowHelpers.FailFast("nobody has said what time it is");
            return atZero + Clock.Now;
        }
    }

    // SAFETY: whoever started the process named the page, which stays.
    private static ulong AtZero => Volatile.Read(ref _atZero) is var set and not 0 ? set : ((ClockPage*)Startup.Block.ClockPage)->UtcAtZero;
}
