using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>From user mode into the kernel: what a thread asks is done to its end, or as far as it goes now, and the thread to go on with named.</summary>
// SAFETY: the machine passes the context of the thread that this core runs.
public unsafe partial struct CpuDriver
{
    /// <summary>A system call, its arguments in the thread's registers.</summary>
    /// <returns>The registers of the thread to go on with.</returns>
    public ThreadContext* HandleSystemCall(ThreadContext* context)
    {
        CheckWriter();
        if (new MessageInfo(context->Number).MovesOne)
        {
            ThreadContext* next = TryPassOne(context);
            if (next != null) return next;
        }
        Status status = Dispatch(context);
        if (status == Status.Ok) context->Number = (ulong)status;
        else if (status != KernelStatus.Blocked) EndOtherwise(context, status);
        if (HasOpenFlushes && _current != null && _current->State == ThreadState.Ready) AwaitFlushes(_current);
        return Leave();
    }

    /// <summary>The running thread's system call is not done: it failed, or goes on on another core.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndOtherwise(ThreadContext* context, Status status)
    {
        if (status >= KernelStatus.Elsewhere) status = GoElsewhere(status);
        else if (status == Status.BadAddress && _missing != 0 && _current->Space->Header.Core != _number) status = SendBufferFault(_current);
        if (status < KernelStatus.Blocked) EndFailed(context, status);
        else if (status == KernelStatus.Again) context->RestartSystemCall();
    }

    private void EndFailed(ThreadContext* context, Status status)
    {
        context->Number = (ulong)status;
        ThreadMore* more = ThreadPage.More(context);
        // What was pinned for it is of no use to anybody. It goes later if it cannot now.
        if (more->Pin.Target != null) _ = TryDropPin(more);
    }

    /// <summary>Decodes the arguments and calls the handler, the method of the same name as in <see cref="IKernel"/>.</summary>
    private partial Status Dispatch(ThreadContext* context);

    /// <summary>How many handles a system call gives its caller, other than by a message.</summary>
    private static partial int HandlesMadeBy(byte number);

    /// <summary>An interrupt was handled that came from user mode.</summary>
    public ThreadContext* LeaveInterrupt()
    {
        CheckWriter();
        return Leave();
    }

    /// <summary>Reads a process's memory.</summary>
    private bool TryRead(UserBytes from, void* to) => TryRead(from, to, from.Length);

    [Bounded("each fault is of another page, and ranges that are copied are short")]
    private bool TryRead(UserBytes from, void* to, ulong bytes)
    {
        if (!IsUserRange(from.Address, bytes)) return false;
        if (IsVisitor(_current)) return TryCopyElsewhere(from.Address, to, bytes, isWrite: false);
        while (true)
        {
            ulong fault = Machine.CopyFromUser(to, from.Address, bytes);
            if (fault == 0) return true;
            if (!TrySupplyPage(_current, fault, FaultAccessFlags.Read)) return false;
        }
    }

    /// <summary>Writes a process's memory.</summary>
    [Bounded("as TryRead")]
    private bool TryWrite(UserBuffer to, void* from)
    {
        if (!IsUserRange(to.Address, to.Length)) return false;
        if (IsVisitor(_current)) return TryCopyElsewhere(to.Address, from, to.Length, isWrite: true);
        while (true)
        {
            ulong fault = Machine.CopyToUser(to.Address, from, to.Length);
            if (fault == 0) return true;
            if (!TrySupplyPage(_current, fault, FaultAccessFlags.Write)) return false;
        }
    }

    /// <summary>
    /// Copies from or to the memory of a visitor's process, whose page tables this core uses for just so long. A page that is not there is
    /// told to the caller's core, which has the call made again when it could be supplied.
    /// </summary>
    private bool TryCopyElsewhere(ulong address, void* bytes, ulong count, bool isWrite)
    {
        var visitor = (Visitor*)_current;
        AddressSpace* space = visitor->Thread.Process->Space;
        // What a third core takes out of its page tables, this one would not hear of, unless the space is held there for it.
        if (space->Header.Core != _number && space->Header.Core != visitor->Source && ThreadPage.More(visitor->Caller->Context)->Pin.Target != &space->Header)
        {
            visitor->NeedsSpace = true;
            return false;
        }
        Machine.UseSpace(space->Root);
        ulong fault = isWrite ? Machine.CopyToUser(address, bytes, count) : Machine.CopyFromUser(bytes, address, count);
        Machine.ForgetSpace(space->Root);
        if (_space != null) Machine.UseSpace(_space->Root);
        visitor->Missing = fault;
        visitor->MissingFor = isWrite ? FaultAccessFlags.Write : FaultAccessFlags.Read;
        return fault == 0;
    }

    /// <summary>No bytes at all are so anywhere.</summary>
    private static bool IsUserRange(ulong address, ulong bytes)
        => bytes == 0 || address >= MemoryLayout.UserStart && address < MemoryLayout.UserEnd && bytes <= MemoryLayout.UserEnd - address;
}
