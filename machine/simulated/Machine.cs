using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.Simulated;

/// <summary>The machine that the host's tests run the kernel on: whatever the calling thread's <see cref="SimulatedCore"/> is.</summary>
public readonly unsafe partial struct SimulatedMachine : IMachine
{
    private static SimulatedCore Core => SimulatedCore.Current;
    private static SimulatedHardware Hardware => Core.Hardware;

    public static nuint CoreLocal { get => Core.CoreLocal; set => Core.CoreLocal = value; }

    public static byte* DirectMap(PhysicalAddress address) => Hardware.Memory.At(address);

    public static PhysicalAddress PhysicalOf(void* inDirectMap) => Hardware.Memory.AddressOf(inDirectMap);

    public static void UseSpace(PhysicalAddress root)
    {
        Core.ClosePorts();
        Core.SpaceRoot = root;
    }

    public static void ForgetSpace(PhysicalAddress root)
    {
        Core.Translations.Forget(root);
        if (Core.SpaceRoot == root) Core.SpaceRoot = default;
    }

    public static void FlushSpace(PhysicalAddress root) => Core.Translations.Forget(root);
    public static void FlushAllSpaces() => Core.Translations.ForgetAll();

    /// <summary>Nothing: whoever plays a thread finds it in the thread's context.</summary>
    public static void StoreThreadPointer(ThreadContext* context) { }
    public static void UseThreadPointer(ThreadContext* context) { }
    public static void ForgetContext(ThreadContext* context) { }

    public static ulong CopyFromUser(void* to, ulong from, ulong bytes) => SimulatedUserMemory.Of(Core).CopyFrom(to, from, bytes);
    public static ulong CopyToUser(ulong to, void* from, ulong bytes) => SimulatedUserMemory.Of(Core).CopyTo(to, from, bytes);

    public static ulong ReadCycles() => Hardware.Now;

    /// <summary>None: a run follows from its seed.</summary>
    public static ulong ReadEntropy() => Hardware.Now;
    // A run is the same whenever it is made.
    public static ulong ReadUnixSeconds() => 0;

    public static ClockPage Clock => new() { Multiplier = 1UL << 32, Frequency = 1_000_000_000 };
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
        while (Hardware.TryTakeLine(Core, out uint line)) Entry.DeviceInterrupt(line);
        while (Hardware.TryTakeMessage(Core, out nuint receiver)) Entry.MessageInterrupt(receiver);
    }

    public static bool TryRouteInterrupt(in InterruptLine line) => Hardware.TryRouteLine(line);
    public static void MaskInterrupt(uint number) => Hardware.MaskLine(Core, number);
    public static void UnmaskInterrupt(uint number) => Hardware.UnmaskLine(Core, number);

    public static bool HasMessageInterrupts => Hardware.HasMessages;
    public static bool TryMakeMessage(nuint receiver, out MessageTarget message) => Hardware.TryMakeMessage(Core, receiver, out message);
    public static void ForgetMessage(uint number) => Hardware.ForgetMessage(Core, number);

    public static bool TryOpenPorts(ulong version, ReadOnlySpan<PortRange> ranges) => Core.TryOpenPorts(version, ranges);
    public static void ClosePorts() => Core.ClosePorts();

    public static void Pause() => Hardware.Step(Core);

    public static void Publish(ref ulong word, ulong value) => Hardware.Publish(Core, ref word, value);
    public static ulong Observe(ref readonly ulong word) => Hardware.Observe(Core, in word);
    public static void FullFence() => Hardware.Fence(Core);
    public static void InterleavingPoint() => Hardware.Step(Core);

    public static void CompleteMappings() { }
    public static void ClearPage(void* page) => Hardware.ClearPage((ulong*)page);
    public static void CopyPage(void* to, void* from) => new Span<byte>(from, (int)Page.Size).CopyTo(new Span<byte>(to, (int)Page.Size));

    public static void FlushPage(VirtualAddress page) => Core.Translations.Forget(Core.SpaceRoot, page.Value);

    public static void WriteDebugConsole(ReadOnlySpan<byte> text) => Hardware.WriteConsole(Core, text);

    public static void StopOtherCores() { }
    public static ulong ClaimReport(ulong claimant) => 0;
    public static ulong ReadFramePointer() => 0;

    [DoesNotReturn]
    public static void Stop() => throw new SimulatedStop("the kernel stopped its core");

    [DoesNotReturn]
    public static void ExitEmulator(int status) => throw new SimulatedStop($"the kernel ended the run with status {status}");

    [DoesNotReturn]
    public static void Restart() => throw new SimulatedStop("the kernel reset the machine");
}

/// <summary>Ends what a core does, as stopping it would.</summary>
public sealed class SimulatedStop(string message) : Exception(message);
