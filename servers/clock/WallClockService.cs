using System;
using Diesis.Abi;
using Diesis.Contracts.Time;

namespace Diesis.Servers.Clocks;

/// <summary>The contract, over the machine's clock if it has one, and the clock page.</summary>
internal sealed class WallClockService(ICmosPorts? ports) : IWallClock
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    private readonly CmosClock? _battery = ports is null ? null : new(ports);

    /// <summary>Where neither the loader nor the kernel knew the time, programs learn it now.</summary>
    public void Begin()
    {
        if (!WallClock.IsKnown && ReadBattery(out ulong seconds) == Status.Ok) _ = Show(seconds * NanosecondsPerSecond);
    }

    public Status ReadBattery(out ulong unixSeconds)
    {
        unixSeconds = 0;
        return _battery?.Read(out unixSeconds) ?? Status.NotSupported;
    }

    public Status Set(ulong unixNanoseconds)
    {
        if (unixNanoseconds / NanosecondsPerSecond > CmosClock.LastSecond) return Status.OutOfRange;
        Status status = Show(unixNanoseconds);
        if (status != Status.Ok || _battery is null) return status;
        // Such a clock has no parts of seconds.
        return _battery.Set((unixNanoseconds + NanosecondsPerSecond / 2) / NanosecondsPerSecond);
    }

    private static Status Show(ulong unixNanoseconds)
    {
        ulong now = Clock.Now;
        if (unixNanoseconds <= now) return Status.OutOfRange;
        Status status = Kernel.SetUtc(Startup.Block.DeviceMemory, unixNanoseconds - now);
        if (status != Status.Ok) Console.WriteLine($"clock: programs cannot be told of the time: {status}");
        return status;
    }
}
