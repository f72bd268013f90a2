using System;
using System.Diagnostics;
using System.Threading;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Programs;

/// <summary>Clocks of this process.</summary>
internal static class TimeTests
{
    [GuestTest]
    internal static void TheClockPageIsTheKernelsClock(ref Test test)
    {
        for (int i = 0; i < 100; i++)
        {
            ulong before = Clock.Now;
            test.True(Kernel.GetTime(out ulong asked) == Abi.Status.Ok);
            test.True(before <= asked + 1000 && asked <= Clock.Now + 1000);
        }
    }

    /// <summary>The emulator's clock is that of its host. Nobody says here what it is, but it is neither that of a machine nor of a zero.</summary>
    [GuestTest]
    internal static void TheTimeOfDayIsKnownFromTheStart(ref Test test)
    {
        test.True(WallClock.IsKnown);
        DateTime first = DateTime.UtcNow;
        test.True(first.Year is >= 2024 and < 2200);
        ulong before = Clock.Now;
        Thread.Sleep(20);
        TimeSpan passed = DateTime.UtcNow - first;
        ulong counted = Clock.Now - before;
        test.True(passed >= TimeSpan.FromMilliseconds(19) && passed.Ticks * 100 < (long)counted + 1_000_000_000);
    }

    [GuestTest]
    internal static void TheWorldsTimeGoesOnFromWhereItWasSet(ref Test test)
    {
        DateTime set = new(2031, 5, 17, 12, 30, 0, DateTimeKind.Utc);
        WallClock.Set(set);
        test.True(WallClock.IsKnown);
        DateTime now = DateTime.UtcNow;
        test.True(now >= set && now < set.AddMinutes(10) && now.Kind == DateTimeKind.Utc);
        Thread.Sleep(20);
        test.True(DateTime.UtcNow - now >= TimeSpan.FromMilliseconds(19));
        WallClock.Forget();
    }

    [GuestTest]
    internal static void AStopwatchMeasuresSleep(ref Test test)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Thread.Sleep(20);
        watch.Stop();
        long measured = watch.ElapsedMilliseconds;
        test.True(measured >= 19);
        Thread.Sleep(5);
        test.Equal(measured, watch.ElapsedMilliseconds);
    }
}
