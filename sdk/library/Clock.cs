using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis;

/// <summary>The kernel's clock, read without asking the kernel.</summary>
public static unsafe class Clock
{
    private const int MultiplierShift = 32;

    // SAFETY: whoever started the process named the page, which stays.
    private static ref readonly ClockPage Page => ref *(ClockPage*)Startup.Block.ClockPage;

    /// <summary>Nanoseconds since the machine started.</summary>
    public static ulong Now
    {
        get
        {
            ulong high = Math.BigMul(ReadCounter() - Page.Epoch, Page.Multiplier, out ulong low);
            return high << 64 - MultiplierShift | low >> MultiplierShift;
        }
    }

    /// <summary>A deadline so long from now. What is beyond the end of time is never.</summary>
    public static ulong After(ulong nanoseconds)
    {
        ulong now = Now;
        return ulong.MaxValue - now < nanoseconds ? ulong.MaxValue : now + nanoseconds;
    }

    [RuntimeImport("*", "DiesisCounter"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ReadCounter();
}
