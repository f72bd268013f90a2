using Diesis.Kernel.Intercore;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>What the simulator itself is held to: the same seed is the same history, and protocols that are wrong fail.</summary>
public class SimulatorTests
{
    [Fact]
    public void ASeedIsOneExactHistory()
    {
        for (ulong seed = 0; seed < 50; seed++) Assert.Equal(Tell(seed), Tell(seed));
        Assert.NotEqual(Tell(1), Tell(2));
    }

    private static (ulong, long, ulong) Tell(ulong seed)
    {
        using var world = new Simulation(seed, cores: 3, memoryBytes: 16 << 20);
        world.OnEveryCore(times: 10, core => core.TryPing(core.OtherCore(), 1));
        world.Run();
        return (world.Hardware.History.Fingerprint, world.Hardware.History.Length, world.Hardware.Now);
    }

    [Flags]
    private enum Flaw
    {
        None = 0,
        SenderDoesNotFence = 1,
        ReceiverDoesNotFence = 2,
        ReceiverDoesNotLookAgain = 4,
    }

    [Theory]
    [InlineData(Flaw.None, false)]
    [InlineData(Flaw.SenderDoesNotFence, true), InlineData(Flaw.ReceiverDoesNotFence, true), InlineData(Flaw.ReceiverDoesNotLookAgain, true)]
    private void AWakeUpThatCanBeLostIsLostUnderSomeSeed(Flaw flaw, bool isLost)
    {
        int lost = 0;
        for (ulong seed = 0; seed < 1000; seed++) lost += IsWakeUpLost(seed, flaw) ? 1 : 0;
        Assert.Equal(isLost, lost > 0);
    }

    /// <summary>One core sends words to another that sleeps when there are none, as <c>CpuDriver.HandleMessages</c> does.</summary>
    private static unsafe bool IsWakeUpLost(ulong seed, Flaw flaw)
    {
        const ulong messages = 5;
        using var hardware = new SimulatedHardware(seed, cores: 2, memoryBytes: 1 << 20);
        ulong* sent = (ulong*)hardware.Memory.At(new PhysicalAddress(0x1000)), attention = sent + 8;
        ulong taken = 0;
        hardware.Run(core =>
        {
            if (core.Number.Value == 0) Send();
            else Receive();
        });
        return hardware.Failure != null ? throw hardware.Failure : taken < messages && !hardware.HasStrayBells;

        void Send()
        {
            for (ulong count = 1; count <= messages; count++)
            {
                Machine.Publish(ref *sent, count);
                if (!flaw.HasFlag(Flaw.SenderDoesNotFence)) Machine.FullFence();
                if (Machine.Observe(ref *attention) == (ulong)Attention.Away) Machine.RingBell(new CoreNumber(1));
            }
        }

        void Receive()
        {
            while (taken < messages)
            {
                Machine.Publish(ref *attention, (ulong)Attention.Attentive);
                taken = Machine.Observe(ref *sent);
                Machine.Publish(ref *attention, (ulong)Attention.Away);
                if (!flaw.HasFlag(Flaw.ReceiverDoesNotFence)) Machine.FullFence();
                if (!flaw.HasFlag(Flaw.ReceiverDoesNotLookAgain) && Machine.Observe(ref *sent) != taken) continue;
                if (taken < messages) SleepUntilBell(hardware);
            }
        }
    }

    private static void SleepUntilBell(SimulatedHardware hardware)
    {
        SimulatedCore core = SimulatedCore.Current;
        hardware.AwaitInterrupt(core);
        hardware.TakeInterrupts(core);
    }

    [Fact]
    public unsafe void AWordThatTwoCoresWriteIsNoticed()
    {
        using var hardware = new SimulatedHardware(seed: 3, cores: 2, memoryBytes: 1 << 20);
        ulong* word = (ulong*)hardware.Memory.At(new PhysicalAddress(0x1000));
        hardware.Run(core => Machine.Publish(ref *word, 1));
        Assert.Contains("writes a word that core", hardware.Failure!.Message);
    }

    [Simulated(Cores = 2, Seeds = 1)]
    public void AnEntryThatAllocatesIsNoticed(Simulation world)
    {
        world.OnCore(0, times: 1, core => CoreProgram.WithoutAllocating(world.Hardware[0], () => GC.KeepAlive(new object())));
        Assert.Contains("allocated", Assert.Throws<InvalidOperationException>(world.Run).Message);
    }
}
