using System.Diagnostics;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel;

namespace Diesis.Machines.X86_64;

/// <summary>What User.S calls when user mode was left, and how a core is prepared for it.</summary>
/// <remarks>A <c>ThreadContext</c> is an <see cref="X64ThreadContext"/> in a kernel for this machine; only there this runs.</remarks>
// SAFETY: User.S passes the context of the thread that this core runs, and the driver of this core.
internal static unsafe class X64UserEntry
{
    [RuntimeImport("*", "X64SystemCall"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SystemCallStub();

    [RuntimeImport("*", "X64ResumeFirst"), MethodImpl(MethodImplOptions.InternalCall)]
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static extern void ResumeFirst(ThreadContext* context);

    /// <summary>Has this core use page tables; where the TLB still knows them, or knows one space only, without C#.</summary>
    [RuntimeImport("*", "X64UseSpace"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void UseSpace(ulong root);

    /// <summary>The TLB can tell spaces apart and does not know these, or I/O ports are open in the space before.</summary>
    [RuntimeExport("X64UseOtherSpace")]
    private static void UseOtherSpace(ulong root)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        if (core->ArePortsOpen) core->ClosePorts();
        LoadTables(core, new PhysicalAddress(root));
    }

    /// <summary>Has a core's hardware use page tables, whatever the TLB knows of them.</summary>
    public static void LoadTables(X64Core* core, PhysicalAddress root)
        => X64Instructions.WriteCr3(core->HasProcessContexts ? core->Translations.Use(root) : root.Value);

    [RuntimeImport("*", "X64CopyUser"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong CopyUser(void* to, void* from, ulong bytes);

    /// <summary>What a system call clears of the flags: trap, interrupt, direction, I/O privilege, nested task, resume, alignment check. SDM 3A, 6.8.8.</summary>
    private const ulong ClearedFlags = 0x0005_7700;

    /// <summary>Alignment check: in the kernel, whether it can reach user memory as if it were its own. SDM 3A, 5.6.</summary>
    private static bool IsUserMemoryOpen => (X64Instructions.ReadFlags() >> 18 & 1) != 0;

    /// <summary>Has the core that runs this take system calls and keep vector state.</summary>
    public static void Enable(X64Core* core, X64Features features)
    {
        X64Instructions.WriteMsr(X64Msr.ExtendedFeatures, X64Instructions.ReadMsr(X64Msr.ExtendedFeatures) | X64Efer.SystemCalls);
        // SYSRET takes SS from bits 63…48 plus 8, CS from them plus 16 (SDM 2B, SYSRET); SYSCALL takes CS from bits 47…32, SS from them plus 8.
        X64Instructions.WriteMsr(X64Msr.Star, (ulong)(X64Gdt.KernelData | X64Gdt.UserPrivilege) << 48 | (ulong)X64Gdt.KernelCode << 32);
        X64Instructions.WriteMsr(X64Msr.LongStar, (ulong)(delegate*<void>)&SystemCallStub);
        X64Instructions.WriteMsr(X64Msr.SystemCallMask, ClearedFlags);
        X64VectorState.Enable(core, features);
        core->HasFsGsBase = features.HasFsGsBase;
        core->HasSmap = features.HasSmap;
        core->HasProcessContexts = features.HasProcessContexts;
    }

    [RuntimeExport("X64KernelSystemCall")]
    private static ThreadContext* SystemCall(void* cpu, ThreadContext* context) => Entry.SystemCall(cpu, context);

    [RuntimeExport("X64KernelForeignCall")]
    private static ThreadContext* ForeignCall() => Entry.ForeignCall();

    [RuntimeExport("X64KernelForeignReturn")]
    private static ThreadContext* ForeignReturn() => Entry.ForeignReturn();

    [RuntimeExport("X64FastCall")]
    private static FastSwitch FastCall(void* cpu, ulong endpoint) => Entry.FastCall(cpu, endpoint);

    [RuntimeExport("X64FastReplyReceive")]
    private static FastSwitch FastReplyReceive(void* cpu, ulong endpoint) => Entry.FastReplyReceive(cpu, endpoint);

    [RuntimeExport("X64FastSignal")]
    private static ThreadContext* FastSignal(void* cpu, ulong notification, ulong bits) => Entry.FastSignal(cpu, notification, bits);

    [RuntimeExport("X64FastYield")]
    private static ThreadContext* FastYield(void* cpu) => Entry.FastYield(cpu);

    [RuntimeExport("X64KernelInterrupt")]
    private static ThreadContext* Interrupt(X64ThreadContext* context)
    {
        X64Interrupts.Take((uint)context->Vector);
        return Entry.LeaveInterrupt();
    }

    [RuntimeExport("X64KernelFault")]
    private static ThreadContext* Fault(X64ThreadContext* context)
    {
        Debug.Assert(!X64Instructions.ReadCoreBlock()->HasSmap || !IsUserMemoryOpen, "the kernel reaches user memory by mistake");
        ulong code = context->ErrorCode;
        (FaultCode kind, FaultAccessFlags access) = context->Vector switch
        {
            0 => (FaultCode.Divide, default),
            1 => (FaultCode.SingleStep, default),
            3 => (FaultCode.Breakpoint, default),
            6 => (FaultCode.IllegalInstruction, default),
            X64Vector.PageFault => (FaultCode.PageFault, X64Faults.AccessOf(code)),
            16 or 19 => (FaultCode.FloatingPoint, default),
            17 => (FaultCode.Alignment, default),
            _ => (FaultCode.Protection, default(FaultAccessFlags)),
        };
        ulong address = kind == FaultCode.PageFault ? X64Instructions.ReadCr2() : 0;
        return Entry.UserFault(kind, address, access, context->Vector << 32 | code);
    }
}
