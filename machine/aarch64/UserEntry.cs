using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Kernel;

namespace Diesis.Machines.AArch64;

/// <summary>What User.S calls when user mode was left, and how a core is prepared for it.</summary>
/// <remarks>A <c>ThreadContext</c> is an <see cref="A64ThreadContext"/> in a kernel for this machine; only there this runs.</remarks>
// SAFETY: User.S passes the context of the thread that this core runs, and the driver of this core.
internal static unsafe class A64UserEntry
{
    [RuntimeImport("*", "A64ResumeFirst"), MethodImpl(MethodImplOptions.InternalCall)]
    [DoesNotReturn]
    public static extern void ResumeFirst(ThreadContext* context);

    [RuntimeImport("*", "A64CopyFromUser"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong CopyFromUser(void* to, ulong from, ulong bytes);

    [RuntimeImport("*", "A64CopyToUser"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong CopyToUser(ulong to, void* from, ulong bytes);

    [RuntimeImport("*", "A64CopyUserBegin"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CopyUserBegin();

    [RuntimeImport("*", "A64CopyUserEnd"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CopyUserEnd();

    /// <summary>
    /// Says what user mode of the core that runs this may do besides computing: read the clock's counter and that of cycles. Vector
    /// registers are open, SVE and SME closed, since the kernel's first instructions (CPACR_EL1).
    /// </summary>
    public static void Enable(A64Features features)
    {
        A64Instructions.WriteUserCounters(A64UserCounters.VirtualCounter);
        A64Instructions.WriteDebugControl(A64DebugControl.TrapUserChannel);
        A64Instructions.WriteUserReadOnlyThread(0);
        if (features.HasPerformanceMonitors) A64Instructions.WriteUserPerformanceMonitors(A64UserPerformanceMonitors.CycleCounter);
        if (features.HasActivityMonitors) A64Instructions.WriteUserActivityMonitors(0);
    }

    /// <summary>Does this instruction copy from or to user memory?</summary>
    public static bool IsUserCopy(ulong instruction)
        => instruction >= (ulong)(delegate*<void>)&CopyUserBegin && instruction < (ulong)(delegate*<void>)&CopyUserEnd;

    [RuntimeExport("A64KernelSystemCall")]
    private static ThreadContext* SystemCall(void* cpu, ThreadContext* context) => Entry.SystemCall(cpu, context);

    [RuntimeExport("A64KernelForeignCall")]
    private static ThreadContext* ForeignCall() => Entry.ForeignCall();

    [RuntimeExport("A64KernelForeignReturn")]
    private static ThreadContext* ForeignReturn() => Entry.ForeignReturn();

    [RuntimeExport("A64FastCall")]
    private static FastSwitch FastCall(void* cpu, ulong endpoint) => Entry.FastCall(cpu, endpoint);

    [RuntimeExport("A64FastReplyReceive")]
    private static FastSwitch FastReplyReceive(void* cpu, ulong endpoint) => Entry.FastReplyReceive(cpu, endpoint);

    [RuntimeExport("A64FastSignal")]
    private static ThreadContext* FastSignal(void* cpu, ulong notification, ulong bits) => Entry.FastSignal(cpu, notification, bits);

    [RuntimeExport("A64FastYield")]
    private static ThreadContext* FastYield(void* cpu) => Entry.FastYield(cpu);

    [RuntimeExport("A64KernelInterrupt")]
    private static ThreadContext* Interrupt(ThreadContext* context)
    {
        A64Interrupts.TakePending();
        return Entry.LeaveInterrupt();
    }

    [RuntimeExport("A64KernelFault")]
    private static ThreadContext* Fault(ThreadContext* context, ulong syndromeValue, ulong address)
    {
        var syndrome = new A64Syndrome(syndromeValue);
        return Entry.UserFault(syndrome.UserCode, syndrome.HasAddress ? address : 0, syndrome.UserAccess, syndromeValue);
    }
}
