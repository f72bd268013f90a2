using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Kernel;

namespace Diesis.Machines.Simulated;

/// <summary>The machine that the host's tests run the kernel on: whatever the calling thread's <see cref="SimulatedCore"/> is.</summary>
public readonly unsafe partial struct SimulatedMachine : IMachine
{
    private static SimulatedCore Core => SimulatedCore.Current;
    private static SimulatedHardware Hardware => Core.Hardware;

    public static nuint CoreLocal { get => Core.CoreLocal; set => Core.CoreLocal = value; }

    public static byte* DirectMap(PhysicalAddress address) => Hardware.Memory.At(address);

    public static ulong ReadCycles() => Hardware.Now;
    public static ulong ReadNanoseconds() => Hardware.Now;
    public static void ArmTimer(ulong deadlineNs) => Core.TimerDue = deadlineNs;
    public static void DisarmTimer() => Core.TimerDue = null;

    public static void RingBell(CoreNumber target) => Hardware.RingBell(Core, target);

    public static void WaitForInterrupt()
    {
        Hardware.AwaitInterrupt(Core);
        TakePendingInterrupts();
    }

    public static void TakePendingInterrupts()
    {
        (bool bell, bool timer) = Hardware.TakeInterrupts(Core);
        if (bell) Entry.BellRang();
        if (timer) Entry.TimerExpired();
    }

    public static void Pause() => Hardware.Step(Core);

    public static void Publish(ref ulong word, ulong value) => Hardware.Publish(Core, ref word, value);
    public static ulong Observe(ref readonly ulong word) => Hardware.Observe(Core, in word);
    public static void FullFence() => Hardware.Fence(Core);
    public static void InterleavingPoint() => Hardware.Step(Core);

    /// <summary>Nothing: the simulated machine translates no addresses.</summary>
    public static void CompleteMappings() { }
    public static void FlushPage(VirtualAddress page) { }

    public static void WriteDebugConsole(ReadOnlySpan<byte> text) => Hardware.WriteConsole(text);

    public static void StopOtherCores() { }
    public static ulong ClaimReport(ulong claimant) => 0;
    public static ulong ReadFramePointer() => 0;

    [DoesNotReturn]
    public static void Stop() => throw new SimulatedStop("the kernel stopped its core");

    [DoesNotReturn]
    public static void ExitEmulator(int status) => throw new SimulatedStop($"the kernel ended the run with status {status}");
}

/// <summary>Ends what a core does, as stopping it would.</summary>
public sealed class SimulatedStop(string message) : Exception(message);
