using Diesis.Kernel;
using Diesis.Kernel.Intercore;
using Diesis.Machines;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>Rings and bells between real cores. The simulator tries their interleavings; this tries the hardware's memory order.</summary>
internal static class MessageTests
{
    /// <summary>How long a core may take to answer one message before it counts as lost: the emulator's host may be busy.</summary>
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
        // A machine of many cores is emulated by few: the whole takes about the same time on all.
        ulong rounds = 8_000 / (ulong)cpu.CoreCount;
        for (int number = 1; number < cpu.CoreCount; number++)
        {
            // Each core is sent numbers of its own, so that an answer of the one before is not taken for its.
            ulong last = ((ulong)number << 16) + rounds;
            for (ulong next = last - rounds + 1; next <= last; next++)
            {
                if (!test.Require(TryPing(ref cpu, new CoreNumber(number), next))) return;
            }
            WaitForPong(ref cpu, last);
            test.Equal(last, cpu.LastPong);
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

    /// <summary>Sends as soon as an answer makes room.</summary>
    private static bool TryPing(ref CpuDriver cpu, CoreNumber core, ulong number)
    {
        ulong end = Machine.ReadNanoseconds() + PatienceNs;
        while (!cpu.TryRequest<Ping, Pong>(core, new Ping(number)))
        {
            if (Machine.ReadNanoseconds() > end) return false;
            cpu.HandleMessages();
        }
        return true;
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
