using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>System calls on processes, threads and time. What each does stands in <c>IKernel.Threads.cs</c>.</summary>
// SAFETY: capabilities lead to objects that are there until the kernel is left.
public unsafe partial struct CpuDriver
{
    private const ulong LeastBudgetNs = 10_000, MostPeriodNs = 3_600_000_000_000;

    private Status CreateProcess(Capability<MemoryBudget> budget, FarCapability<AddressSpace> space, out Handle<Abi.Objects.Process> process)
    {
        process = default;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out Process* made);
        if (status != Status.Ok) return status;
        status = ReserveHandles(made, 1);
        if (status != Status.Ok)
        {
            FreeSlot(&made->Header);
            return status;
        }
        made->Space = space.Object;
        if (space.IsFar) TakePin();
        else Retain(&space.Object->Header);
        process = new(AddOwner(&made->Header));
        return Status.Ok;
    }

    private Status EndProcess(Capability<Process> process, ulong status)
    {
        bool isOwn = process.Object == _current->Process;
        ExitKind kind = isOwn ? ExitKind.Returned : ExitKind.Killed;
        Finish(process.Object, kind, status);
        if (isOwn) Finish(_current, kind, status);
        return Status.Ok;
    }

    private Status NotifyOfEnd(Capability handle, FarCapability<Notification> notification, ulong bits)
    {
        if (bits == 0) return Status.BadArgument;
        EndNotice* notice;
        bool isOver;
        if (handle.Type == ObjectType.Process)
        {
            var process = (Process*)handle.Object;
            notice = &process->EndNotice;
            isOver = process->HasEnded && process->Space == null;
        }
        else if (handle.Type == ObjectType.Thread)
        {
            var thread = (Thread*)handle.Object;
            isOver = thread->Context == null;
            notice = isOver ? null : &ThreadPage.More(thread->Context)->EndNotice;
        }
        else
        {
            return Status.WrongType;
        }
        if (isOver)
        {
            if (!TrySignal(notification.Object, bits)) return KernelStatus.Again;
            if (!IsVisitor(_current)) _ = TryDropPin(ThreadPage.More(_current->Context));
            return Status.Ok;
        }
        return notice->Signal.To == null ? TryLink(ref notice->Signal, handle.Object, notification, bits) : Status.Overlap;
    }

    private Status CreateThread(Capability<MemoryBudget> budget, Capability<Process> process, Capability<SchedulingContext> scheduling,
        out Handle<Abi.Objects.Thread> thread)
    {
        thread = default;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = CreateThread(budget.Object, process.Object, scheduling.Object, out Thread* made);
        if (status == Status.Ok) thread = new(AddOwner(&made->Header));
        return status;
    }

    private Status StartThread(Capability<Thread> thread, ulong entry, ulong stackPointer, ulong argument)
    {
        Thread* target = thread.Object;
        if (target->State != ThreadState.New || target->Process->HasEnded || IsHeld(target)) return Status.BadState;
        if (!MemoryLayout.IsUser(entry)) return Status.BadArgument;
        target->Context->Start(entry, stackPointer, argument);
        target->State = ThreadState.Ready;
        QueueIfRunnable(target);
        return Status.Ok;
    }

    private Status Suspend(Capability<Thread> thread)
    {
        Thread* target = thread.Object;
        target->Flags |= ThreadFlags.Suspended;
        if (target->Running != null) UnqueueIfStopped(target, target->Running->Priority);
        return Status.Ok;
    }

    private Status Resume(Capability<Thread> thread)
    {
        // One that a fault has ended is not to run until its end.
        if (thread.Object->State == ThreadState.Ended || thread.Object->Process->HasEnded || IsHeld(thread.Object)) return Status.BadState;
        thread.Object->Flags &= ~ThreadFlags.Suspended;
        QueueIfRunnable(thread.Object);
        return Status.Ok;
    }

    private Status CancelWait(Capability<Thread> thread)
    {
        if (thread.Object->State is not (ThreadState.Receiving or ThreadState.Calling or ThreadState.AwaitingReply or ThreadState.Waiting or ThreadState.Elsewhere))
            return Status.BadState;
        StopWaiting(thread.Object, Status.Cancelled);
        return Status.Ok;
    }

    private Status EndThread(Capability<Thread> thread, ulong status)
    {
        Finish(thread.Object, ExitKind.Killed, status);
        return Status.Ok;
    }

    private Status Exit(ulong status)
    {
        Finish(_current, ExitKind.Returned, status);
        return KernelStatus.Blocked;
    }

    /// <summary>The interface and the page of a thread have the same room for vector state; else this is no byte.</summary>
    private const byte HaveSameRoomForVectors = ThreadRegisters.VectorBytes == ThreadPageLayout.VectorBytes ? 0 : -1;

    private Status ReadRegisters(Capability<Thread> thread, UserBuffer registers)
    {
        Thread* target = thread.Object;
        if (!IsStill(target)) return Status.BadState;
        const ulong vectorBytes = ThreadRegisters.VectorBytes;
        ulong bytes = (ulong)sizeof(ThreadRegisters);
        if (registers.Length != bytes && registers.Length != bytes + vectorBytes) return Status.BadArgument;
        ThreadRegisters read = default;
        Machine.StoreThreadPointer(target->Context);
        target->Context->Save(ref read);
        if (!TryWrite(new UserBuffer(registers.Address, bytes), &read)) return Status.BadAddress;
        if (registers.Length == bytes) return Status.Ok;
        byte* vectors = (byte*)target->Context + ThreadPageLayout.VectorOffset;
        return TryWrite(new UserBuffer(registers.Address + bytes, vectorBytes), vectors) ? Status.Ok : Status.BadAddress;
    }

    private Status WriteRegisters(Capability<Thread> thread, UserBytes registers)
    {
        Thread* target = thread.Object;
        if (!IsStill(target) || IsHeld(target)) return Status.BadState;
        if (registers.Length != (ulong)sizeof(ThreadRegisters)) return Status.BadArgument;
        ThreadRegisters written;
        if (!TryRead(registers, &written)) return Status.BadAddress;
        if (!AreOfUserMode(in written)) return Status.BadArgument;
        if ((target->Flags & ThreadFlags.FaultCall) != 0) LeaveFaultCall(target);
        else StopWaiting(target, Status.Cancelled);
        // The answer of another core would still come into its registers.
        if (target->State == ThreadState.Elsewhere) return KernelStatus.Again;
        LoadRegisters(target->Context, in written);
        return Status.Ok;
    }

    private static bool AreOfUserMode(in ThreadRegisters registers)
        => MemoryLayout.IsUser(registers.InstructionPointer) && (registers.ThreadPointer == 0 || MemoryLayout.IsUser(registers.ThreadPointer));

    private static void LoadRegisters(ThreadContext* context, in ThreadRegisters registers)
    {
        context->Load(in registers);
        Machine.UseThreadPointer(context);
    }

    /// <summary>Does another core take over its registers just now?</summary>
    private static bool IsHeld(Thread* thread) => thread->Context != null && ThreadPage.More(thread->Context)->IsHeld;

    private static bool IsStill(Thread* thread) => thread->State == ThreadState.New
        || (thread->Flags & ThreadFlags.Suspended) != 0 && thread->State != ThreadState.Ended;

    private Status SetThreadPointer(ulong address)
    {
        if (address != 0 && !MemoryLayout.IsUser(address)) return Status.BadArgument;
        _current->Context->ThreadPointer = address;
        Machine.UseThreadPointer(_current->Context);
        return Status.Ok;
    }

    private Status SetFaultHandler(Capability<Thread> thread, FarCapability<Endpoint> handler)
    {
        if (thread.Object->State == ThreadState.Ended) return Status.BadState;
        ThreadMore* more = ThreadPage.More(thread.Object->Context);
        if (!TryRelease((ObjectHeader*)more->FaultHandler)) return KernelStatus.Again;
        more->FaultHandler = handler.Object;
        if (handler.Object == null) return Status.Ok;
        Hold(handler);
        more->FaultBadge = handler.Badge;
        return Status.Ok;
    }

    private Status CreateSchedulingContext(Capability<MemoryBudget> budget, Capability<SchedulingContext> parent, uint priority, ulong budgetNs,
        ulong periodNs, out Handle<Abi.Objects.SchedulingContext> scheduling)
    {
        scheduling = default;
        if (priority >= SchedulingContext.Priorities || budgetNs < LeastBudgetNs || periodNs > MostPeriodNs || budgetNs > periodNs)
            return Status.BadArgument;
        byte highest = parent.Object->Priority;
        if (!IsStillThere(parent)) return Status.Dead;
        if (priority > highest) return Status.NotPermitted;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = CreateTime(budget.Object, (byte)priority, budgetNs, periodNs, out SchedulingContext* made);
        if (status == Status.Ok) scheduling = new(AddOwner(&made->Header));
        return status;
    }

    private Status CreateTime(MemoryBudget* budget, byte priority, ulong budgetNs, ulong periodNs, out SchedulingContext* made)
    {
        Status status = Create(budget, out made);
        if (status != Status.Ok) return status;
        made->Priority = priority;
        made->BudgetNs = made->LeftNs = budgetNs;
        made->PeriodNs = periodNs;
        made->PeriodEndNs = Machine.ReadNanoseconds() + periodNs;
        return Status.Ok;
    }

    private Status BindSchedulingContext(Capability<Thread> thread, Capability<SchedulingContext> scheduling)
    {
        Thread* target = thread.Object;
        if (target->State == ThreadState.Ended) return Status.BadState;
        if (!scheduling.IsNone && scheduling.Object->Owner != null && scheduling.Object->Owner != target) return Status.Overlap;
        BindTime(target, scheduling.Object);
        return Status.Ok;
    }

    private Status CreateTimer(Capability<MemoryBudget> budget, FarCapability<Notification> notification, ulong bits,
        out Handle<Abi.Objects.Timer> timer)
    {
        timer = default;
        if (bits == 0) return Status.BadArgument;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out Timer* made);
        if (status != Status.Ok) return status;
        _ = TryLink(ref made->Signal, &made->Header, notification, bits);
        timer = new(AddOwner(&made->Header));
        return Status.Ok;
    }

    private Status SetTimer(Capability<Timer> timer, ulong deadlineNs)
    {
        ClearDeadline(&timer.Object->Deadline);
        if (deadlineNs != ulong.MaxValue) SetDeadline(&timer.Object->Deadline, &timer.Object->Header, deadlineNs);
        return Status.Ok;
    }

    private bool EndTimer(Timer* timer)
    {
        if (timer->Header.IsAlive) return TrySignalDue(ref timer->Signal, &timer->Header);
        ClearDeadline(&timer->Deadline);
        return TryUnlink(ref timer->Signal, &timer->Header);
    }

    private Status GetTime(out ulong nanoseconds)
    {
        nanoseconds = Machine.ReadNanoseconds();
        return Status.Ok;
    }

    private Status GetEntropy(out ulong bits)
    {
        bits = Machine.ReadEntropy();
        return Status.Ok;
    }
}
