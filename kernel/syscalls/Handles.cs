using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>System calls on handles and budgets. What each does stands in <c>IKernel.Handles.cs</c>.</summary>
// SAFETY: capabilities lead to objects that are there until the kernel is left.
public unsafe partial struct CpuDriver
{
    private Status Nothing() => Status.Ok;

    private Status Clone(Capability handle, Rights rights, ulong badge, out Abi.Handle clone)
    {
        clone = default;
        HandleEntry* entry = handle.Entry;
        if ((rights & ~entry->Meaning.Rights) != 0 || badge != 0 && entry->Badge != 0) return Status.NotPermitted;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        clone = CloneHandle(entry, _current->Process, rights, badge != 0 ? badge : entry->Badge);
        return Status.Ok;
    }

    private Status Weaken(Capability handle, Rights rights, out Abi.Handle weak)
    {
        weak = default;
        if ((rights & ~handle.Rights) != 0) return Status.NotPermitted;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        weak = WeakenHandle(handle.Entry, _current->Process, rights);
        return Status.Ok;
    }

    private Status Release(Abi.Handle handle)
    {
        HandleEntry* entry = _current->Process->Handles.Find(handle.Value);
        if (entry == null) return Status.BadHandle;
        int steps = UnmappingStepsPerCall;
        if (entry->Mappings != null && !UnmapAll(&entry->Mappings, ref steps)) return KernelStatus.Again;
        return TryRemoveHandle(_current->Process, entry) ? Status.Ok : KernelStatus.Again;
    }

    private Status Transfer(Capability<Process> to, Abi.Handle handle, out Abi.Handle there)
    {
        there = default;
        bool isVisitor = IsVisitor(_current);
        HandleEntry* entry = isVisitor
            ? (HandleEntry*)ThreadPage.More(((Visitor*)_current)->Caller->Context)->Locked[0]
            : _current->Process->Handles.Find(handle.Value);
        Status status = CheckPassing(entry, HandlePassing.Move);
        if (status == Status.Ok && entry->Meaning.Core == _number && TargetOf(entry) == null) status = Status.Dead;
        if (status == Status.Ok) status = ReserveHandles(to.Object, 1);
        if (status != Status.Ok) return status;
        if (isVisitor)
        {
            ((Visitor*)_current)->TookHandles = true;
            there = PutHandle(to.Object, in *entry);
            return Status.Ok;
        }
        there = MoveHandle(_current->Process, entry, to.Object);
        return Status.Ok;
    }

    private Status Lend(Capability<MemoryBudget> budget, Capability handle, Rights rights, ulong durationNs,
        out Handle<Abi.Objects.Lease> lease, out Abi.Handle borrowed)
    {
        lease = default;
        borrowed = default;
        if ((rights & ~handle.Rights) != 0) return Status.NotPermitted;
        Status status = ReserveHandles(_current->Process, 2);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out Lease* made);
        if (status != Status.Ok) return status;

        made->Target = handle.Object;
        Retain(handle.Object);
        if (durationNs != 0)
        {
            ulong now = Machine.ReadNanoseconds();
            SetDeadline(&made->End, &made->Header, durationNs > ulong.MaxValue - now ? ulong.MaxValue : now + durationNs);
        }
        var meaning = new HandleMeaning(handle.Type, HandleKind.Leased, rights, made->Header.Core);
        lease = new(AddOwner(&made->Header));
        borrowed = AddHandle(_current->Process, &made->Header, made->Header.Generation, meaning, handle.Badge);
        return Status.Ok;
    }

    private Status Revoke(Capability<Lease> lease)
    {
        BeginEnd(&lease.Object->Header);
        return Status.Ok;
    }

    private Status Query(Abi.Handle handle, UserBuffer info)
    {
        HandleEntry* entry = _current->Process->Handles.Find(handle.Value);
        if (entry == null) return Status.BadHandle;
        if (info.Length != (ulong)sizeof(ObjectInfo)) return Status.BadArgument;
        ObjectHeader* target = TargetOf(entry);
        var told = new ObjectInfo
        {
            Type = entry->Meaning.Type,
            Kind = entry->Meaning.Kind,
            Rights = entry->Meaning.Rights,
            Core = (uint)entry->Meaning.Core.Value,
            Badge = entry->Badge,
        };
        if (target == null) return Status.Dead;
        if ((entry->Meaning.Rights & Rights.Inspect) != 0)
        {
            told.References = target->References;
            Describe(target, ref told);
        }
        return TryWrite(info, &told) ? Status.Ok : Status.BadAddress;
    }

    /// <summary>What an object's type has to say of it: <see cref="ObjectInfo.Detail0"/>.</summary>
    private void Describe(ObjectHeader* target, ref ObjectInfo info)
    {
        const ulong hasEnded = 1UL << 63;
        switch (target->Type)
        {
            case ObjectType.MemoryBudget:
                info.Detail0 = ((MemoryBudget*)target)->Limit;
                info.Detail1 = ((MemoryBudget*)target)->Used;
                break;
            case ObjectType.MemoryObject:
                DescribeMemory((MemoryObject*)target, ref info);
                break;
            case ObjectType.Process:
                var process = (Process*)target;
                info.Detail0 = process->HasEnded ? hasEnded | (ulong)process->ExitKind : 0;
                info.Detail1 = process->EndNotice.Status;
                info.Detail2 = TimeOf(process);
                break;
            case ObjectType.Thread:
                var thread = (Thread*)target;
                info.Detail0 = thread->State == ThreadState.Ended ? hasEnded | (ulong)thread->ExitKind : (ulong)thread->State;
                info.Detail1 = thread->State == ThreadState.Ended ? thread->ExitStatus : (ulong)thread->Flags;
                break;
            case ObjectType.Notification:
                info.Detail0 = ((Notification*)target)->Bits;
                break;
            case ObjectType.SchedulingContext:
                info.Detail0 = ((SchedulingContext*)target)->Priority;
                info.Detail1 = ((SchedulingContext*)target)->LeftNs;
                break;
            case ObjectType.Interrupt:
                info.Detail0 = ((Interrupt*)target)->First;
                info.Detail1 = ((Interrupt*)target)->Count;
                break;
            case ObjectType.SystemControl:
                info.Detail0 = ((SystemControl*)target)->MemoryBytes;
                info.Detail1 = Frames.FreeFrames * Page.Size;
                info.Detail2 = Machine.ReadNanoseconds() - _idleNs;
                break;
            case ObjectType.IoPorts:
                info.Detail0 = ((IoPorts*)target)->Range.First;
                info.Detail1 = ((IoPorts*)target)->Range.Count;
                break;
        }
    }

    private Status CreateBudget(Capability<MemoryBudget> parent, ulong bytes, out Handle<Abi.Objects.MemoryBudget> budget)
    {
        budget = default;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(parent.Object, out MemoryBudget* made);
        if (status != Status.Ok) return status;
        if (!parent.Object->TryCharge(bytes))
        {
            FreeSlot(&made->Header);
            return Status.BudgetExceeded;
        }
        made->Limit = bytes;
        budget = new(AddOwner(&made->Header));
        return Status.Ok;
    }

    private Status EndBudget(Capability<MemoryBudget> budget)
    {
        BeginReclaim(budget.Object);
        return Status.Ok;
    }

    /// <summary>Makes a handle like another, in a table where room was reserved.</summary>
    private Abi.Handle CloneHandle(HandleEntry* entry, Process* to, Rights rights, ulong badge)
    {
        HandleMeaning meaning = entry->Meaning;
        if (meaning.Kind == HandleKind.Strong) Retain(entry->Object);
        return AddHandle(to, entry->Object, entry->ObjectGeneration, meaning.With(rights), badge);
    }

    /// <summary>Makes a weak handle to what another leads to; of a leased handle, another that ends with the lease.</summary>
    private Abi.Handle WeakenHandle(HandleEntry* entry, Process* to, Rights rights)
    {
        HandleMeaning meaning = entry->Meaning.Kind == HandleKind.Strong ? entry->Meaning.With(HandleKind.Weak) : entry->Meaning;
        return AddHandle(to, entry->Object, entry->ObjectGeneration, meaning.With(rights), entry->Badge);
    }

    /// <summary>A lease is over: what was mapped through it goes, and what it stood for is given up.</summary>
    private bool EndLease(Lease* lease, ref int steps)
    {
        ClearDeadline(&lease->End);
        if (!UnmapLeased(lease, ref steps)) return false;
        ObjectHeader* target = lease->Target;
        lease->Target = null;
        if (target != null) Drop(target);
        return true;
    }
}
