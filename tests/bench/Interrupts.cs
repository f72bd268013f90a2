using Diesis.Machines;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench;

internal static class Interrupts
{
    /// <summary>From interrupts being let in, through entry, handler and return, to their being off again.</summary>
    [Benchmark("ground", "interrupt_entry_exit")]
    internal static void EntryAndExit(ref Measurement measurement)
    {
        for (int i = 0; i < 16; i++)
        {
            Machine.RingBell(CoreNumber.Boot);
            measurement.Start();
            Machine.TakePendingInterrupts();
            measurement.Stop();
        }
    }
}
