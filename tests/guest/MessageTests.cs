using Diesis.Kernel;
using Diesis.Kernel.Intercore;
using Diesis.Machines;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>Rings and bells between real cores. The simulator tries their interleavings; this tries the hardware's memory order.</summary>
internal static class MessageTests
{
    private const ulong PatienceNs = 5_000_000_000;

    [GuestTest]
    internal static void EveryCoreAnswers(ref Test test)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        for (int number = 1; number < cpu.CoreCount; number++)
        {
            ulong marker = 0x1000 + (ulong)number;
            if (!test.Require(cpu.TryRequest<Ping, Pong>(new CoreNumber(number), new Ping(marker)))) return;
            WaitForPong(ref cpu, marker);
            test.Equal(marker, cpu.LastPong);
        }
    }

    [GuestTest]
    internal static void NoMessageIsLostWhenRingsAreKeptFull(ref Test test)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        const ulong rounds = 5_000;
        ulong end = Machine.ReadNanoseconds() + PatienceNs;
        for (int number = 1; number < cpu.CoreCount; number++)
        {
            ulong sent = 0;
            while (sent < rounds && Machine.ReadNanoseconds() < end)
            {
                if (cpu.TryRequest<Ping, Pong>(new CoreNumber(number), new Ping(sent + 1))) sent++;
                else cpu.HandleMessages();
            }
            WaitForPong(ref cpu, rounds);
            test.Equal(rounds, cpu.LastPong);
        }
    }

    [GuestTest]
    internal static void ACoreThatSleepsIsWoken(ref Test test)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        for (int number = 1; number < cpu.CoreCount; number++)
        {
            // Long enough for a core with nothing to do to have gone to sleep.
            ulong start = Machine.ReadNanoseconds();
            while (Machine.ReadNanoseconds() - start < 2_000_000) Machine.Pause();
            ulong marker = 0x2000 + (ulong)number;
            if (!test.Require(cpu.TryRequest<Ping, Pong>(new CoreNumber(number), new Ping(marker)))) return;
            WaitForPong(ref cpu, marker);
            test.Equal(marker, cpu.LastPong);
        }
    }

    private static void WaitForPong(ref CpuDriver cpu, ulong number)
    {
        ulong end = Machine.ReadNanoseconds() + PatienceNs;
        while (cpu.LastPong != number && Machine.ReadNanoseconds() < end)
        {
            cpu.HandleMessages();
            Machine.Pause();
        }
    }
}
