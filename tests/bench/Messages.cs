using Diesis.Kernel;
using Diesis.Kernel.Intercore;
using Diesis.Machines;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench;

internal static class Messages
{
    private const int Rounds = 32;

    /// <summary>
    /// One message from core to core, as half of a request and its answer: putting it into the ring, the bell, the other
    /// core's waking up, taking it out. What the sender does while it waits counts, too.
    /// </summary>
    [Benchmark("ground", "core_message")]
    internal static void CoreMessage(ref Measurement measurement)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        if (cpu.CoreCount == 1) return;
        var other = new CoreNumber(1);
        for (ulong round = 1; round <= Rounds; round++)
        {
            measurement.Start();
            _ = cpu.TryRequest<Ping, Pong>(other, new Ping(round));
            while (cpu.LastPong != round)
            {
                cpu.HandleMessages();
                Machine.Pause();
            }
            measurement.Stop(operations: 2);
        }
    }
}
