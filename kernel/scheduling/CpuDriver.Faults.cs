using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Faults of threads: what the kernel cannot settle itself becomes a call to the thread's fault handler.</summary>
// SAFETY: a thread holds its handler as a strong handle would.
public unsafe partial struct CpuDriver
{
    /// <summary>What a thread did that the processor refused.</summary>
    /// <param name="machineCode">The machine's own description, for a debugger.</param>
    public ThreadContext* HandleFault(FaultCode code, ulong address, FaultAccessFlags access, ulong machineCode)
    {
        CheckWriter();
        Thread* thread = _current;
        bool isSettled = code == FaultCode.PageFault && TryHandlePageFault(thread, address, ref access, machineCode)
            || code == FaultCode.Protection && TryOpenPorts(thread);
        if (isSettled && HasOpenFlushes && thread->State == ThreadState.Ready) AwaitFlushes(thread);
        if (isSettled) return Leave();
        ref FaultMessage fault = ref ThreadPage.More(thread->Context)->Fault;
        fault.Label = (ulong)code;
        fault.Instruction = thread->Context->InstructionPointer;
        fault.Address = address;
        fault.Access = (ulong)access;
        fault.MachineCode = machineCode;
        TellOfFault(thread);
        return Leave();
    }

    /// <summary>The fault in <see cref="ThreadMore.Fault"/> is none that the kernel can settle: a foreign thread's own process hears of it, else its handler does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TellOfFault(Thread* thread)
    {
        if (thread->Context->Foreign.Mode == ForeignMode.Program
            && TryEnterForeign(thread, ForeignReason.Fault, in ThreadPage.More(thread->Context)->Fault)) return;
        ReportFault(thread);
    }

    /// <summary>Has a thread's handler told of its fault; a thread without one ends, and its process with it.</summary>
    private void ReportFault(Thread* thread)
    {
        ThreadMore* more = ThreadPage.More(thread->Context);
        Endpoint* handler = more->FaultHandler;
        if (handler != null && TryTell(thread, handler, more->FaultBadge)) return;
        LogFault(thread);
        Doom(thread);
    }

    /// <summary>The handler has decided, or is not there any more to do so. When the thread's turn is is the caller's affair.</summary>
    private void AnswerFault(Thread* thread, FaultVerdict verdict, ulong instruction)
    {
        EndCall(thread);
        EndFault(thread, verdict, instruction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndFault(Thread* thread, FaultVerdict verdict, ulong instruction)
    {
        if (verdict is not (FaultVerdict.Continue or FaultVerdict.Skip))
        {
            AnswerFaultUnheard(thread);
            return;
        }
        thread->Flags &= ~ThreadFlags.FaultCall;
        if (verdict == FaultVerdict.Skip && MemoryLayout.IsUser(instruction)) thread->Context->InstructionPointer = instruction;
        EndWait(thread);
    }

    /// <summary>Nobody hears of a fault any more, or nobody wants the thread to go on; it has left its wait.</summary>
    private void AnswerFaultUnheard(Thread* thread)
    {
        thread->Flags &= ~ThreadFlags.FaultCall;
        thread->State = ThreadState.Ready;
        thread->WaitsFor = null;
        Doom(thread);
    }

    /// <summary>
    /// A thread does not survive its fault, nor does its process. It never runs again, and ends at a step of its own: who waited for it may
    /// itself be such a thread, and so on.
    /// </summary>
    private void Doom(Thread* thread)
    {
        ThreadMore* more = ThreadPage.More(thread->Context);
        more->ExitKind = ExitKind.Faulted;
        more->EndNotice.Status = more->Fault.Label;
        thread->Flags |= ThreadFlags.Suspended;
        Finish(thread->Process, ExitKind.Faulted, more->Fault.Label);
        QueueWork(&thread->Header);
    }

    private static void LogFault(Thread* thread)
    {
        FaultMessage fault = ThreadPage.More(thread->Context)->Fault;
        Console.Log.Warning($"a thread ends by fault {fault.Label} at {fault.Instruction:x}: address {fault.Address:x}, access {fault.Access}, code {fault.MachineCode:x}");
    }
}
