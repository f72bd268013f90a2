using Diesis.Abi;

namespace Diesis.Communication;

/// <summary>The kernel's time, for deadlines.</summary>
internal static class Clock
{
    public static ulong After(ulong nanoseconds)
    {
        _ = Kernel.GetTime(out ulong now);
        return ulong.MaxValue - now < nanoseconds ? ulong.MaxValue : now + nanoseconds;
    }
}
