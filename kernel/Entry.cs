using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Console;
using Diesis.Kernel.Debugging;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Every way into a running kernel: the machine calls these, on the core concerned, interrupts off. What is left to do when
/// one returns is done by whoever waited (<see cref="CpuDriver.RunThreads"/>).
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

    /// <summary>A system call that a thread makes; what it asks stands in its registers.</summary>
    /// <param name="cpu">What the machine holds as <see cref="IMachine.CoreLocal"/>.</param>
    /// <returns>The registers of the thread to go on with. So do the other ways in from user mode.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreadContext* SystemCall(void* cpu, ThreadContext* context) => ((CpuDriver*)cpu)->HandleSystemCall(context);

    /// <summary>A call that carries words and nothing else, which stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FastSwitch FastCall(void* cpu, ulong endpoint) => CpuDriver.FastCall((CpuDriver*)cpu, endpoint);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FastSwitch FastReplyReceive(void* cpu, ulong endpoint) => CpuDriver.FastReplyReceive((CpuDriver*)cpu, endpoint);

    /// <returns>Null: the general way has to be taken. Else it is done; the caller's registers are to tell that all is well.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreadContext* FastSignal(void* cpu, ulong notification, ulong bits) => CpuDriver.FastSignal((CpuDriver*)cpu, notification, bits);

    /// <returns>As <see cref="FastSignal"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreadContext* FastYield(void* cpu) => CpuDriver.FastYield((CpuDriver*)cpu);

    /// <summary>What a thread did that the processor refused.</summary>
    public static ThreadContext* UserFault(FaultCode code, ulong address, FaultAccessFlags access, ulong machineCode)
        => CpuDriver.Current.HandleFault(code, address, access, machineCode);

    /// <summary>A system call of a foreign thread's program, whose page could not be written. All its registers are in its context.</summary>
    public static ThreadContext* ForeignCall() => CpuDriver.Current.HandleForeignCall();

    /// <summary>A foreign thread's handler wants to leave. All registers are in the context, and are loaded from it.</summary>
    public static ThreadContext* ForeignReturn() => CpuDriver.Current.HandleForeignReturn();

    /// <summary>An interrupt came from user mode, and was handled.</summary>
    public static ThreadContext* LeaveInterrupt() => CpuDriver.Current.LeaveInterrupt();

    public static void TimerExpired() => CpuDriver.Current.HandleTimer();

    /// <summary>Other cores may have left messages.</summary>
    public static void BellRang() => CpuDriver.Current.HandleMessages();

    /// <summary>A device signals. Happens on the boot core.</summary>
    /// <param name="line">Its number, as it was routed (<see cref="IMachine.TryRouteInterrupt"/>).</param>
    public static void DeviceInterrupt(uint line) => CpuDriver.Current.TakeDeviceInterrupt(line);

    /// <summary>A device has raised an interrupt of this core by a write.</summary>
    /// <param name="receiver">As it was given to <see cref="IMachine.TryMakeMessage"/>.</param>
    public static void MessageInterrupt(nuint receiver) => CpuDriver.Current.TakeMessageInterrupt(receiver);

    /// <param name="vector">The machine's own number of the interrupt.</param>
    public static void StrayInterrupt(uint vector) => Log.Warning($"an interrupt {vector} that nobody asked for");

    /// <summary>The first act of every core but the boot core, on its own stack.</summary>
    /// <param name="argument">The <see cref="CoreDirectory"/>.</param>
    [DoesNotReturn]
    public static void CoreStart(CoreNumber number, void* argument)
    {
        Machine.CoreLocal = (nuint)CpuDriver.Start((CoreDirectory*)argument, number);
        CpuDriver.Current.MakeRootBudget();
        Log.Info($"up, with {CpuDriver.Current.Frames.FreeFrames * Page.Size:size} of memory");
        CpuDriver.Current.RunThreads();
    }

    /// <summary>A core reports why the machine stops, and the others are to be still.</summary>
    public static bool IsStopping => Machine.ClaimReport(0) != 0;
}
