using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Kernel.Debugging;

namespace Diesis.Machines.X86_64;

/// <summary>What Entry.S and the processor have pushed when a fault arrives; the lowest address first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct X64FaultFrame
{
    public ulong R15, R14, R13, R12, R11, R10, R9, R8, Rbp, Rdi, Rsi, Rdx, Rcx, Rbx, Rax;
    public ulong Vector, ErrorCode;
    public ulong Rip, Cs, Rflags, Rsp, Ss;
}

/// <summary>From the processor's faults to the kernel's. Intel SDM 3A, 7.15.</summary>
// SAFETY: Entry.S has just stored the frame on the stack of this core, which does not leave it.
internal static unsafe class X64Faults
{
    // Page-fault error code: SDM 3A, 5.7.
    private const ulong WasPresent = 1 << 0, WasWrite = 1 << 1, WasFetch = 1 << 4;

    [RuntimeImport("*", "X64CopyUserBegin"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CopyUserBegin();

    [RuntimeImport("*", "X64CopyUserEnd"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CopyUserEnd();

    [RuntimeImport("*", "X64CopyUserFault"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CopyUserFault();

    /// <summary>What a page fault's error code says of the access.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FaultAccessFlags AccessOf(ulong errorCode)
        => ((errorCode & WasPresent) != 0 ? FaultAccessFlags.Protection : default)
            | ((errorCode & WasWrite) != 0 ? FaultAccessFlags.Write : default)
            | ((errorCode & WasFetch) != 0 ? FaultAccessFlags.Execute : default);

    /// <returns>Only where a copy from or to user memory faulted: it goes on at its own end.</returns>
    [RuntimeExport("X64Fault")]
    private static void Enter(X64FaultFrame* frame)
    {
        // A core that is asked to stop for another's report has nothing to report itself.
        if (frame->Vector == X64Vector.NonMaskable && Entry.IsStopping) X64Instructions.Stop();

        if (frame->Vector is X64Vector.PageFault or X64Vector.GeneralProtection && IsUserCopy(frame->Rip))
        {
            frame->Rip = (ulong)(delegate*<void>)&CopyUserFault;
            return;
        }
        var report = new FaultReport
        {
            Kind = KindOf(frame->Vector),
            IsFromUser = (frame->Cs & 3) != 0,
            Instruction = new VirtualAddress(frame->Rip),
            StackPointer = new VirtualAddress(frame->Rsp),
            FramePointer = new VirtualAddress(frame->Rbp),
            Code = frame->Vector << 32 | frame->ErrorCode,
        };
        if (frame->Vector == X64Vector.PageFault)
        {
            report.Access = (frame->ErrorCode & WasFetch) != 0 ? FaultAccess.Execute
                : (frame->ErrorCode & WasWrite) != 0 ? FaultAccess.Write
                : FaultAccess.Read;
            report.IsProtectionViolation = (frame->ErrorCode & WasPresent) != 0;
        }
        // A push over the end of a stack cannot be delivered on that stack: the processor made it a double fault, and
        // the address that was meant still stands in CR2.
        if (frame->Vector is X64Vector.PageFault or X64Vector.DoubleFault)
            report.Address = new VirtualAddress(X64Instructions.ReadCr2());

        AddRegisters(ref report, frame);
        Entry.Fault(ref report);
    }

    private static bool IsUserCopy(ulong instruction)
        => instruction >= (ulong)(delegate*<void>)&CopyUserBegin && instruction < (ulong)(delegate*<void>)&CopyUserEnd;

    private static FaultKind KindOf(ulong vector) => vector switch
    {
        0 => FaultKind.DivideError,
        1 => FaultKind.SingleStep,
        2 => FaultKind.NonMaskableInterrupt,
        3 => FaultKind.Breakpoint,
        6 => FaultKind.InvalidInstruction,
        8 => FaultKind.DoubleFault,
        10 or 11 or 12 or 13 => FaultKind.ProtectionFault,
        14 => FaultKind.PageFault,
        16 or 19 => FaultKind.FloatingPoint,
        17 => FaultKind.AlignmentFault,
        18 => FaultKind.MachineCheck,
        _ => FaultKind.Other,
    };

    private static void AddRegisters(ref FaultReport report, X64FaultFrame* frame)
    {
        report.AddRegister("rax"u8, frame->Rax);
        report.AddRegister("rbx"u8, frame->Rbx);
        report.AddRegister("rcx"u8, frame->Rcx);
        report.AddRegister("rdx"u8, frame->Rdx);
        report.AddRegister("rsi"u8, frame->Rsi);
        report.AddRegister("rdi"u8, frame->Rdi);
        report.AddRegister("rbp"u8, frame->Rbp);
        report.AddRegister("rsp"u8, frame->Rsp);
        report.AddRegister("r8"u8, frame->R8);
        report.AddRegister("r9"u8, frame->R9);
        report.AddRegister("r10"u8, frame->R10);
        report.AddRegister("r11"u8, frame->R11);
        report.AddRegister("r12"u8, frame->R12);
        report.AddRegister("r13"u8, frame->R13);
        report.AddRegister("r14"u8, frame->R14);
        report.AddRegister("r15"u8, frame->R15);
        report.AddRegister("rip"u8, frame->Rip);
        report.AddRegister("rflags"u8, frame->Rflags);
        report.AddRegister("cs"u8, frame->Cs);
        report.AddRegister("ss"u8, frame->Ss);
        report.AddRegister("cr2"u8, X64Instructions.ReadCr2());
        report.AddRegister("cr3"u8, X64Instructions.ReadCr3());
        report.AddRegister("vector"u8, frame->Vector);
        report.AddRegister("error"u8, frame->ErrorCode);
    }
}
