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
        var fault = new FaultMessage
        {
            Label = (ulong)code,
            Instruction = thread->Context->InstructionPointer,
            Address = address,
            Access = (ulong)access,
            MachineCode = machineCode,
        };
        TellOfFault(thread, in fault);
        return Leave();
    }

    /// <summary>A fault that the kernel cannot settle: a foreign thread's own process hears of it, else its handler does.</summary>
    private void TellOfFault(Thread* thread, in FaultMessage fault)
    {
        if (thread->Context->Foreign.Mode != ForeignMode.Program || !TryEnterForeign(thread, ForeignReason.Fault, in fault)) ReportFault(thread, in fault);
    }

    /// <summary>Has a thread's handler told of a fault; a thread without one ends, and its process with it.</summary>
    private void ReportFault(Thread* thread, in FaultMessage fault)
    {
        ThreadMore* more = ThreadPage.More(thread->Context);
        more->Fault = fault;
        Endpoint* handler = more->FaultHandler;
        if (handler != null && TryTell(thread, handler, handler->Header.Core, handler->Header.Generation, more->FaultBadge)) return;
        LogFault(thread);
        Doom(thread);
    }

    /// <summary>The handler has decided, or is not there any more to do so. When the thread's turn is is the caller's affair.</summary>
    private void AnswerFault(Thread* thread, FaultVerdict verdict, ulong instruction)
    {
        EndCall(thread);
        EndFault(thread, verdict, instruction);
    }

    private void EndFault(Thread* thread, FaultVerdict verdict, ulong instruction)
    {
        thread->Flags &= ~ThreadFlags.FaultCall;
        if (verdict == FaultVerdict.Skip && MemoryLayout.IsUser(instruction)) thread->Context->InstructionPointer = instruction;
        if (verdict is FaultVerdict.Continue or FaultVerdict.Skip)
        {
            EndWait(thread);
            return;
        }
        thread->State = ThreadState.Ready;
        thread->WaitsFor = null;
        Doom(thread);
    }

    /// <summary>Nobody hears of a fault any more; the thread has left its wait.</summary>
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
