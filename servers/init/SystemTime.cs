using Diesis.Abi;

namespace Diesis.Servers.Init;

/// <summary>The kernel's clock in the supervisor's unit.</summary>
internal static class SystemTime
{
    public const ulong NanosecondsPerMillisecond = 1_000_000;

    public static ulong NowMs
    {
        get
        {
            _ = Kernel.GetTime(out ulong now);
            return now / NanosecondsPerMillisecond;
        }
    }

    public static ulong ToNanoseconds(ulong milliseconds)
        => milliseconds > ulong.MaxValue / NanosecondsPerMillisecond ? ulong.MaxValue : milliseconds * NanosecondsPerMillisecond;
}
