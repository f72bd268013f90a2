using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

internal static class ClockTests
{
    [GuestTest]
    internal static void TimeNeverGoesBack(ref Test test)
    {
        ulong last = Machine.ReadNanoseconds();
        for (int i = 0; i < 10_000; i++)
        {
            ulong now = Machine.ReadNanoseconds();
            if (!test.Require(now >= last)) return;
            last = now;
        }
    }

    [GuestTest]
    internal static void CyclesAndTimePassTogether(ref Test test)
    {
        ulong cycles = Machine.ReadCycles();
        ulong start = Machine.ReadNanoseconds();
        while (Machine.ReadNanoseconds() - start < 1_000_000) Machine.Pause();
        test.True(Machine.ReadCycles() > cycles);
    }

    [GuestTest]
    internal static void TheTimerEndsASleepAndNotLate(ref Test test)
    {
        const ulong sleepNs = 3_000_000;
        // The emulator's host may be busy: late is what no busy host explains.
        const ulong lateNs = 2_000_000_000;
        for (int i = 0; i < 5; i++)
        {
            ulong deadline = Machine.ReadNanoseconds() + sleepNs;
            Machine.ArmTimer(deadline);
            while (Machine.ReadNanoseconds() < deadline)
            {
                Machine.WaitForInterrupt();
                // It may come early; then it is armed again.
                if (Machine.ReadNanoseconds() < deadline) Machine.ArmTimer(deadline);
            }
            test.True(Machine.ReadNanoseconds() < deadline + lateNs);
        }
    }

    [GuestTest]
    internal static void ADeadlineInThePastInterruptsAtOnce(ref Test test)
    {
        ulong start = Machine.ReadNanoseconds();
        Machine.ArmTimer(start - 1);
        Machine.WaitForInterrupt();
        Machine.ArmTimer(0);
        Machine.WaitForInterrupt();
        test.True(Machine.ReadNanoseconds() - start < 2_000_000_000);
    }

    [GuestTest]
    internal static void ALaterDeadlineReplacesAnEarlierOne(ref Test test)
    {
        ulong start = Machine.ReadNanoseconds();
        Machine.ArmTimer(start + 1_000_000_000_000);
        Machine.ArmTimer(start + 2_000_000);
        Machine.WaitForInterrupt();
        test.True(Machine.ReadNanoseconds() - start < 100_000_000_000);
        Machine.DisarmTimer();
    }
}
