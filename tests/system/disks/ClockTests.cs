using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Time;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>The time of day, as a service keeps it.</summary>
internal static class ClockTests
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <summary>ELF's name of x86_64.</summary>
    private const uint PcProcessor = 62;

    /// <summary>What is set is what this program sees, too, and what the battery-backed clock says, where there is one: on PCs.</summary>
    public static bool IsSetForAll()
    {
        const ulong hour = 3600, slack = 120;
        if (Service.Find(WallClockContract.ExpectedHash, out Handle<Endpoint> at) != Status.Ok || WallClockClient.Connect(at, out WallClockClient clock) != Status.Ok) return false;
        bool isPc = Startup.Block.Processor == PcProcessor;
        ulong before = Now();
        bool holds = Agrees(clock, isPc, before, slack);
        holds &= clock.Set((before + hour) * NanosecondsPerSecond) == Status.Ok && Now() - before is >= hour and < hour + slack && Agrees(clock, isPc, before + hour, slack);
        holds &= clock.Set(Now() * NanosecondsPerSecond - hour * NanosecondsPerSecond) == Status.Ok && Now() - before < slack;
        return holds && clock.Set(0) == Status.OutOfRange && clock.Set(ulong.MaxValue) == Status.OutOfRange && Now() - before < slack;
    }

    private static bool Agrees(WallClockClient clock, bool isPc, ulong expected, ulong most)
    {
        Status status = clock.ReadBattery(out ulong battery);
        return isPc ? status == Status.Ok && battery + most > expected && expected + most > battery : status == Status.NotSupported;
    }

    private static ulong Now() => (ulong)(DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
}
