using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Kernel.Console;
using Diesis.Kernel.Debugging;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Every way into a running kernel: the machine calls these, on the core concerned, interrupts off. What is left to do when
/// one returns is done by whoever waited (<see cref="KernelBoot.Idle"/>).
/// </summary>
// SAFETY: the argument is what KernelBoot handed over with the core's resources: the directory, which is there for
// good.
public static unsafe class Entry
{
    /// <summary>A fault that the kernel cannot go on from.</summary>
    [DoesNotReturn]
    public static void Fault(ref FaultReport report)
    {
        Panic.Because(ref report);
    }

    public static void TimerExpired() { }

    /// <summary>Other cores may have left messages.</summary>
    public static void BellRang() => CpuDriver.Current.HandleMessages();

    /// <summary>A device signals. Happens on the boot core.</summary>
    /// <param name="line">Its number, as it was routed (<see cref="IMachine.TryRouteInterrupt"/>).</param>
    public static void DeviceInterrupt(uint line) => CpuDriver.Current.TakeDeviceInterrupt(line);

    /// <param name="vector">The machine's own number of the interrupt.</param>
    public static void StrayInterrupt(uint vector) => Log.Warning($"an interrupt {vector} that nobody asked for");

    /// <summary>The first act of every core but the boot core, on its own stack.</summary>
    /// <param name="argument">The <see cref="CoreDirectory"/>.</param>
    [DoesNotReturn]
    public static void CoreStart(CoreNumber number, void* argument)
    {
        Machine.CoreLocal = (nuint)CpuDriver.Start((CoreDirectory*)argument, number);
        Log.Info($"up, with {CpuDriver.Current.Frames.FreeFrames * Page.Size:size} of memory");
        KernelBoot.Idle();
    }

    /// <summary>A core reports why the machine stops, and the others are to be still.</summary>
    public static bool IsStopping => Machine.ClaimReport(0) != 0;
}
