using System;
using System.Diagnostics.CodeAnalysis;

namespace Diesis.Machines;

/// <summary>
/// All that the kernel asks of the hardware. One <c>readonly struct</c> per architecture and one for the simulator
/// implements it; a <c>global using Machine = …</c> per target chooses, so every call is direct.
/// Members run on the calling core with interrupts off unless they say otherwise, and none allocates.
/// </summary>
public interface IMachine
{
    /// <summary>What this core's CPU driver put here when it started; 0 before. Costs one register read.</summary>
    static abstract nuint CoreLocal { get; set; }

    /// <summary>The kernel's own view of physical memory, readable and writable for all memory in the boot map.</summary>
    static abstract unsafe byte* DirectMap(PhysicalAddress address);

    /// <summary>A counter that never goes back, in its own unit; the same on all cores to within the time of a message.</summary>
    static abstract ulong ReadCycles();

    /// <summary>Nanoseconds since the counter was started.</summary>
    static abstract ulong ReadNanoseconds();

    /// <summary>Has this core interrupted at a time of <see cref="ReadNanoseconds"/>, or at once if it has passed. Replaces an earlier deadline.</summary>
    static abstract void ArmTimer(ulong deadlineNs);

    /// <summary>Takes the deadline back. An interrupt already on its way may still come.</summary>
    static abstract void DisarmTimer();

    /// <summary>Interrupts another core: it enters its kernel's bell handler if it is idle or in user mode, else when it next is.
    /// All this core wrote before is visible to the other when it enters.</summary>
    static abstract void RingBell(CoreNumber target);

    /// <summary>Sleeps until an interrupt comes, takes it, and returns with interrupts off again. None is lost in between.</summary>
    static abstract void WaitForInterrupt();

    /// <summary>Lets interrupts that are waiting be taken now, and returns with interrupts off again.</summary>
    static abstract void TakePendingInterrupts();

    /// <summary>Tells the processor that it spins.</summary>
    static abstract void Pause();

    /// <summary>
    /// A place where another core may act between two steps of this one on shared memory. Nothing on hardware; in the
    /// simulator the seed decides here who goes on.
    /// </summary>
    static abstract void InterleavingPoint();

    /// <summary>Drops this core's translation of one page.</summary>
    static abstract void FlushPage(VirtualAddress page);

    /// <summary>Writes raw bytes to the debug console (serial port) and waits until they are taken.</summary>
    static abstract void WriteDebugConsole(ReadOnlySpan<byte> text);

    /// <summary>Asks every other core to stop where it is, for a report. Returns without waiting longer than a few milliseconds.</summary>
    static abstract void StopOtherCores();

    /// <summary>Stops this core for good.</summary>
    [DoesNotReturn]
    static abstract void Stop();

    /// <summary>Ends the emulator's run with a status (0 is success); on a machine that is none, <see cref="Stop"/>.</summary>
    [DoesNotReturn]
    static abstract void ExitEmulator(int status);
}
