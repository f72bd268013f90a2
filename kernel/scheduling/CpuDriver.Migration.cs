using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// A thread goes on on another core. Objects stay where they were made, so it is a new thread that goes on there, with the registers of the
/// old one, which is held still meanwhile and then ends.
/// </summary>
// SAFETY: a thread that is held keeps its page, and does not run.
public unsafe partial struct CpuDriver
{
    private Status MigrateThread(Capability<MemoryBudget> budget, FarCapability<Thread> thread, Capability<Process> process,
        Capability<SchedulingContext> scheduling, out Handle<Abi.Objects.Thread> migrated)
    {
        migrated = default;
        Thread* old = thread.Object;
        // Whoever holds it still does not keep others from ending it.
        ThreadState state = old->State;
        if (state == ThreadState.Ended) return Status.BadState;
        if (thread.IsFar ? !CanRequest(thread.Pinned->Core) : !CanMigrate(old)) return thread.IsFar ? KernelStatus.Again : Status.BadState;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = CreateThread(budget.Object, process.Object, scheduling.Object, out Thread* made);
        if (status != Status.Ok) return status;
        Continue(made, old, state);
        migrated = new(AddOwner(&made->Header));
        if (thread.IsFar)
        {
            TakePin();
            _ = TryRequest<RemoteUnpin, RemoteUnpinTaken>(thread.Pinned->Core, new RemoteUnpin(thread.Pinned, isTaken: true));
        }
        else
        {
            Finish(old, ExitKind.Migrated, 0);
        }
        return Status.Ok;
    }

    /// <summary>Makes a new thread the continuation of one that is still: registers, vector state, and whether it has started.</summary>
    private static void Continue(Thread* made, Thread* old, ThreadState state)
    {
        byte* to = (byte*)made->Context, from = (byte*)old->Context;
        new Span<byte>(from, ThreadPageLayout.MoreOffset).CopyTo(new Span<byte>(to, ThreadPageLayout.MoreOffset));
        new Span<byte>(from + ThreadPageLayout.VectorOffset, ThreadPageLayout.VectorBytes).CopyTo(new Span<byte>(to + ThreadPageLayout.VectorOffset, ThreadPageLayout.VectorBytes));
        made->State = state;
        if (state == ThreadState.Ready) made->Flags |= ThreadFlags.Suspended;
    }

    private static bool CanMigrate(Thread* thread)
        => (thread->State == ThreadState.New || thread->State == ThreadState.Ready && (thread->Flags & ThreadFlags.Suspended) != 0)
            && thread->Caller == null && thread->Running == thread->Own && !ThreadPage.More(thread->Context)->IsHeld;

    /// <summary>Holds a thread still while another core takes its registers over.</summary>
    private Status PinThread(ref Pin pin, Thread* thread)
    {
        if (!CanMigrate(thread)) return Status.BadState;
        Machine.StoreThreadPointer(thread->Context);
        Retain(&thread->Header);
        ThreadPage.More(thread->Context)->IsHeld = true;
        pin.Target = &thread->Header;
        return Status.Ok;
    }

    /// <summary>A thread need not be held any more.</summary>
    /// <param name="isTaken">It goes on elsewhere.</param>
    private void UnpinThread(Thread* thread, bool isTaken)
    {
        ThreadPage.More(thread->Context)->IsHeld = false;
        if (isTaken) Finish(thread, ExitKind.Migrated, 0);
        // What ended it meanwhile has left its parts to this.
        if (thread->State == ThreadState.Ended) QueueWork(&thread->Header);
        Drop(&thread->Header);
    }
}
