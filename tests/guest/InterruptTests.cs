using Diesis.Kernel;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

internal static class InterruptTests
{
    [GuestTest]
    internal static void ABellThatRangBeforeTheSleepEndsIt(ref Test test)
    {
        for (int i = 0; i < 100; i++)
        {
            Machine.RingBell(CpuDriver.Current.Number);
            Machine.WaitForInterrupt();
        }
        test.True(true);
    }

    /// <summary>A thousand ways in and out leave stack and registers as they were.</summary>
    [GuestTest]
    internal static void InterruptsLeaveAComputationAlone(ref Test test)
    {
        ulong sum = 0;
        double product = 1;
        for (int i = 1; i <= 1_000; i++)
        {
            Machine.RingBell(CpuDriver.Current.Number);
            Machine.TakePendingInterrupts();
            sum += (ulong)i * (ulong)i;
            product *= 1 + 1.0 / i;
        }
        test.Equal(333_833_500UL, sum);
        // (2/1)(3/2)…(1001/1000) = 1001, but for rounding.
        test.True(product is > 1000.999 and < 1001.001);
    }
}
