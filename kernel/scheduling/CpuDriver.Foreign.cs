using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Foreign threads: the way into their handler and back, where the machine's own short way (User.S) does not reach. Their page is user memory
/// like any other, and can be gone whenever it is touched.
/// </summary>
/// <remarks>
/// Vector registers stay what they are in both directions: the machine stores them before any of this runs, and loads them again. So the kernel
/// never loads vector state that user mode has made up.
/// </remarks>
// SAFETY: a thread is there until the kernel is left.
public unsafe partial struct CpuDriver
{
    /// <summary>The part of <see cref="ForeignPage"/> before this the kernel writes; the rest the handler does, but for the last word.</summary>
    private static ulong HandlersPart => (ulong)sizeof(ForeignPage) - 2 * sizeof(ulong);

    /// <summary>A foreign thread's program made a system call, and its page could not be written without more ado.</summary>
    public ThreadContext* HandleForeignCall()
    {
        CheckWriter();
        Thread* thread = _current;
        if (TryEnterForeign(thread, ForeignReason.SystemCall, default)) return Leave();
        // It is the instruction that faults, and can be tried again.
        thread->Context->RestartSystemCall();
        ThreadPage.More(thread->Context)->Fault = new FaultMessage
        {
            Label = (ulong)FaultCode.PageFault,
            Instruction = thread->Context->InstructionPointer,
            Address = thread->Context->Foreign.Page,
            Access = (ulong)FaultAccessFlags.Write,
        };
        ReportFault(thread);
        return Leave();
    }

    /// <summary>A foreign thread's handler wants to leave, and it takes more than loading registers.</summary>
    public ThreadContext* HandleForeignReturn()
    {
        CheckWriter();
        Status status = LeaveForeign(_current->Context);
        if (status != Status.Ok) _current->Context->Number = (ulong)status;
        return Leave();
    }

    private Status SetForeign(ulong entry, ulong page)
    {
        ref ForeignState foreign = ref _current->Context->Foreign;
        if (entry == 0)
        {
            foreign = default;
            return Status.Ok;
        }
        if (!MemoryLayout.IsUser(entry) || !MemoryLayout.IsUser(page) || (page & Page.OffsetMask) != 0) return Status.BadArgument;
        if (!TryWriteWord(_current, IsInHandlerOf(page), 1)) return Status.BadAddress;
        foreign.Entry = entry;
        foreign.Page = page;
        if (foreign.Mode == ForeignMode.Native) foreign.Mode = ForeignMode.Handler;
        return Status.Ok;
    }

    /// <summary>What the machine did not take for a foreign thread's way back.</summary>
    private Status ReturnToForeign(ThreadContext* context)
        => context->Foreign.Mode == ForeignMode.Native ? Status.BadState : Status.BadArgument;

    private Status InterruptForeign(Capability<Thread> thread)
    {
        Thread* target = thread.Object;
        if (target->State == ThreadState.Ended) return Status.BadState;
        ref ForeignState foreign = ref target->Context->Foreign;
        if (foreign.Mode == ForeignMode.Native) return Status.BadState;
        if (foreign.Mode == ForeignMode.Program)
        {
            if (!TryEnterForeign(target, ForeignReason.Interrupt, default)) return Status.BadAddress;
            LeaveFaultCall(target);
            return Status.Ok;
        }
        foreign.Mode = ForeignMode.Interrupted;
        return Status.Ok;
    }

    /// <summary>
    /// A thread goes on somewhere else than where its fault was, whatever becomes of that: if it comes back there, it faults again.
    /// </summary>
    private void LeaveFaultCall(Thread* thread)
    {
        // Another core answers first, if only that nobody is asked any more.
        if (thread->State == ThreadState.Elsewhere) ThreadPage.More(thread->Context)->HasLeftFault = true;
        if ((thread->Flags & ThreadFlags.FaultCall) == 0 || !LeaveWait(thread)) return;
        thread->Flags &= ~ThreadFlags.FaultCall;
        MakeReady(thread);
    }

    /// <summary>Stores the program's registers in the page, and has the thread go on in its handler.</summary>
    /// <returns>False, and nothing has changed for the thread: the page cannot be written and read.</returns>
    private bool TryEnterForeign(Thread* thread, ForeignReason reason, in FaultMessage fault)
    {
        ThreadContext* context = thread->Context;
        ref ForeignState foreign = ref context->Foreign;
        ForeignPage page = default;
        Machine.StoreThreadPointer(context);
        context->Save(ref page.Registers);
        page.Reason = reason;
        page.Fault = fault.Label;
        page.FaultAddress = fault.Address;
        page.FaultAccess = fault.Access;
        page.MachineCode = fault.MachineCode;
        ulong stack;
        if (!TryCopyOf(thread, foreign.Page, &page, HandlersPart, isWrite: true)
            || !TryCopyOf(thread, foreign.Page + HandlersPart, &stack, sizeof(ulong), isWrite: false)
            || !TryWriteWord(thread, IsInHandlerOf(foreign.Page), 1)) return false;
        context->Start(foreign.Entry, stack, foreign.Page);
        context->ThreadPointer = foreign.ThreadPointer;
        Machine.UseThreadPointer(context);
        foreign.Mode = ForeignMode.Handler;
        return true;
    }

    /// <summary>Loads the program's registers from the page.</summary>
    private Status LeaveForeign(ThreadContext* context)
    {
        ref ForeignState foreign = ref context->Foreign;
        if (foreign.Mode == ForeignMode.Interrupted)
        {
            foreign.Mode = ForeignMode.Handler;
            return Status.Cancelled;
        }
        ThreadRegisters registers;
        if (!TryRead(new UserBytes(foreign.Page, (ulong)sizeof(ThreadRegisters)), &registers)
            || !TryWriteWord(_current, IsInHandlerOf(foreign.Page), 0)) return Status.BadAddress;
        if (!AreOfUserMode(in registers)) return Status.BadArgument;
        Machine.StoreThreadPointer(context);
        foreign.ThreadPointer = context->ThreadPointer;
        foreign.Mode = ForeignMode.Program;
        LoadRegisters(context, in registers);
        return Status.Ok;
    }

    private static ulong IsInHandlerOf(ulong page) => page + HandlersPart + sizeof(ulong);

    private bool TryWriteWord(Thread* thread, ulong address, ulong word) => TryCopyOf(thread, address, &word, sizeof(ulong), isWrite: true);

    /// <summary>Copies from or to the memory of a thread of this core, which need not be the one that runs.</summary>
    [Bounded("each fault is of another page")]
    private bool TryCopyOf(Thread* thread, ulong address, void* bytes, ulong count, bool isWrite)
    {
        AddressSpace* used = _space;
        UseSpace(thread->Space);
        ulong fault;
        do
        {
            fault = isWrite ? Machine.CopyToUser(address, bytes, count) : Machine.CopyFromUser(bytes, address, count);
        }
        while (fault != 0 && TrySupplyPage(thread, fault, isWrite ? FaultAccessFlags.Write : FaultAccessFlags.Read));
        if (used != null) UseSpace(used);
        return fault == 0;
    }
}
