using Diesis.Local;

namespace Diesis;

/// <summary>The kernel's clock, on the host.</summary>
public static class Clock
{
    /// <summary>Nanoseconds, from some time on.</summary>
    public static ulong Now => LocalKernel.Now;

    /// <summary>A deadline so long from now. What is beyond the end of time is never.</summary>
    public static ulong After(ulong nanoseconds)
    {
        ulong now = Now;
        return ulong.MaxValue - now < nanoseconds ? ulong.MaxValue : now + nanoseconds;
    }
}
