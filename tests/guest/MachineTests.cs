using Diesis.Machines;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>What <see cref="IMachine"/> promises about one core, on the machine that runs this.</summary>
internal static class MachineTests
{
    private const ulong MillisecondNs = 1_000_000;

    [GuestTest]
    internal static void TimeNeverGoesBack(ref Test test)
    {
        ulong cycles = Machine.ReadCycles(), nanoseconds = Machine.ReadNanoseconds();
        for (int i = 0; i < 1000; i++)
        {
            ulong laterCycles = Machine.ReadCycles(), laterNanoseconds = Machine.ReadNanoseconds();
            if (!test.Require(laterCycles >= cycles) || !test.Require(laterNanoseconds >= nanoseconds)) return;
            (cycles, nanoseconds) = (laterCycles, laterNanoseconds);
        }
        ulong start = Machine.ReadNanoseconds();
        for (int i = 0; i < 10_000_000 && Machine.ReadNanoseconds() == start; i++) Machine.Pause();
        test.True(Machine.ReadNanoseconds() > start);
    }

    [GuestTest]
    internal static void ATimerEndsTheWait(ref Test test)
    {
        ulong deadline = Machine.ReadNanoseconds() + MillisecondNs;
        while (Machine.ReadNanoseconds() < deadline)
        {
            Machine.ArmTimer(deadline);
            Machine.WaitForInterrupt();
        }
        Machine.DisarmTimer();
        test.True(Machine.ReadNanoseconds() < deadline + 1000 * MillisecondNs);
    }

    [GuestTest]
    internal static void ADeadlineThatHasPassedEndsTheWaitAtOnce(ref Test test)
    {
        Machine.ArmTimer(Machine.ReadNanoseconds());
        Machine.WaitForInterrupt();
        Machine.ArmTimer(0);
        Machine.WaitForInterrupt();
        test.False(test.HasFailed);
    }
}
