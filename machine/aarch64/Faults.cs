using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Kernel;
using Diesis.Kernel.Debugging;

namespace Diesis.Machines.AArch64;

/// <summary>What Entry.S stores when an exception arrives; the lowest address first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct A64FaultFrame
{
    public A64GeneralRegisters X;
    public ulong StackPointer;
    public ulong ReturnAddress, ProgramStatus;
    public ulong FaultAddress, Syndrome;
    public ulong Vector;
    private readonly ulong _alignment;
}

[InlineArray(31)]
internal struct A64GeneralRegisters { private ulong _first; }

/// <summary>From the processor's exceptions to the kernel's faults.</summary>
// SAFETY: Entry.S has just stored the frame on the stack of this core, which does not leave it.
internal static unsafe class A64Faults
{
    private const int FramePointer = 29, LinkRegister = 30;

    /// <summary>SPSR_EL1.M[3:2]: the exception level that was interrupted.</summary>
    private const ulong LevelMask = 0xC;

    /// <returns>Only where a copy from or to user memory faulted: it ends there.</returns>
    [RuntimeExport("A64Fault")]
    private static void Enter(A64FaultFrame* frame)
    {
        ulong kind = frame->Vector % A64Vector.Kinds;
        // A core that is asked to stop for another's report has nothing to report itself.
        if (kind == A64Vector.FastInterrupt && Entry.IsStopping) A64Machine.Stop();

        var syndrome = new A64Syndrome(frame->Syndrome);
        if (kind == 0 && syndrome.IsUndefinedInstruction && A64Emulator.IsAbsent(frame->ReturnAddress))
            A64Emulator.TurnOff();

        if (kind == 0 && syndrome.IsAbort && A64UserEntry.IsUserCopy(frame->ReturnAddress)) return;

        var report = new FaultReport
        {
            IsFromUser = (frame->ProgramStatus & LevelMask) == 0,
            Instruction = new VirtualAddress(frame->ReturnAddress),
            StackPointer = new VirtualAddress(frame->StackPointer),
            FramePointer = new VirtualAddress(frame->X[FramePointer]),
            ReturnAddress = new VirtualAddress(frame->X[LinkRegister]),
            Code = frame->Syndrome,
            Kind = kind switch
            {
                _ when frame->Vector / A64Vector.Kinds == A64Vector.NestedGroup => FaultKind.DoubleFault,
                0 => syndrome.Kind,
                A64Vector.FastInterrupt => FaultKind.NonMaskableInterrupt,
                A64Vector.SystemError => FaultKind.MachineCheck,
                _ => FaultKind.Other,
            },
        };
        if (kind == 0)
        {
            if (syndrome.HasAddress) report.Address = new VirtualAddress(frame->FaultAddress);
            if (syndrome.IsAbort)
            {
                report.Access = syndrome.Access;
                report.IsProtectionViolation = syndrome.IsPermissionFault;
            }
        }

        AddRegisters(ref report, frame);
        Entry.Fault(ref report);
    }

    private static void AddRegisters(ref FaultReport report, A64FaultFrame* frame)
    {
        Span<byte> name = stackalloc byte[3];
        name[0] = (byte)'x';
        for (int number = 0; number <= LinkRegister; number++)
        {
            name[1] = (byte)('0' + (number < 10 ? number : number / 10));
            name[2] = (byte)('0' + number % 10);
            report.AddRegister(name[..(number < 10 ? 2 : 3)], frame->X[number]);
        }
        report.AddRegister("sp"u8, frame->StackPointer);
        report.AddRegister("elr"u8, frame->ReturnAddress);
        report.AddRegister("spsr"u8, frame->ProgramStatus);
        report.AddRegister("esr"u8, frame->Syndrome);
        report.AddRegister("far"u8, frame->FaultAddress);
        report.AddRegister("ttbr1"u8, A64Instructions.ReadTtbr1());
        report.AddRegister("vector"u8, frame->Vector);
    }
}
