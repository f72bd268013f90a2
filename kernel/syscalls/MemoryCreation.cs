using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>System calls that make memory objects. What each does stands in <c>IKernel.Memory.cs</c>.</summary>
/// <remarks>
/// What takes longer than one entry may has its object in the caller's table from the first entry on, and passes the handle to itself; until it
/// is through, the object is of no use.
/// </remarks>
// SAFETY: capabilities lead to objects that are there until the kernel is left.
public unsafe partial struct CpuDriver
{
    private Status CreateMemory(Capability<MemoryBudget> budget, ulong pages, MemoryOptions options, out Handle<Abi.Objects.MemoryObject> memory)
    {
        memory = default;
        if (pages == 0) return Status.BadArgument;
        if (pages > MostPages) return Status.OutOfRange;
        bool isRun = (options & MemoryOptions.Contiguous) != 0;
        ThreadContext* context = _current->Context;
        MemoryObject* made = IsContinued ? FindUnfinished(context->A3, budget.Object, pages) : null;
        if (made == null)
        {
            Status status = ReserveHandles(_current->Process, 1);
            if (status != Status.Ok) return status;
            status = isRun ? CreateRun(budget.Object, pages, out made) : CreateZeros(budget.Object, pages, out made);
            if (status != Status.Ok) return status;
            if (!isRun && (options & MemoryOptions.LargePages) != 0) made->Flags |= MemoryFlags.LargePages;
            context->A3 = AddOwner(&made->Header).Value;
            context->A4 = 0;
        }
        Status prepared = Status.Ok;
        if (isRun)
        {
            ClearSome(made->Root.Frame, pages, ref made->Progress);
            if (made->Progress < pages) prepared = KernelStatus.Again;
        }
        else if ((options & MemoryOptions.Committed) != 0 && made->Levels == 0 && !made->Root.IsPresent)
        {
            // Its tree is the page.
            prepared = TryAdd(made, &made->Root);
        }
        else if ((options & MemoryOptions.Committed) != 0)
        {
            ulong reached = context->A4;
            prepared = CommitSome(made, ref reached, pages, FaultAccessFlags.Read);
            context->A4 = reached;
        }
        return FinishMaking(made, context->A3, prepared, out memory);
    }

    private Status CreateCopy(Capability<MemoryBudget> budget, Capability<MemoryObject> memory, out Handle<Abi.Objects.MemoryObject> copy)
    {
        copy = default;
        MemoryObject* source = memory.Object;
        ThreadContext* context = _current->Context;
        MemoryObject* made = IsContinued ? FindUnfinished(context->A2, budget.Object, source->Pages) : null;
        if (made == null)
        {
            if (source->Backing != Backing.Zeros || source->Flags != MemoryFlags.None || source->FarMappings != 0) return Status.BadState;
            Status status = ReserveHandles(_current->Process, 1);
            if (status != Status.Ok) return status;
            status = CreateShared(budget.Object, source, out made);
            if (status != Status.Ok) return status;
            context->A2 = AddOwner(&made->Header).Value;
        }
        int steps = UnmappingStepsPerCall;
        return FinishMaking(made, context->A2, ProtectShared(source, ref steps) ? Status.Ok : KernelStatus.Again, out copy);
    }

    /// <summary>Is the call made again, to go on?</summary>
    private bool IsContinued => (_current->Context->Number & KernelStatus.Continued) != 0;

    /// <summary>The object that such a call has made already; null where it claims to be one, and is not.</summary>
    private MemoryObject* FindUnfinished(ulong handle, MemoryBudget* budget, ulong pages)
    {
        MemoryObject* made;
        if (IsVisitor(_current))
        {
            HandleEntry* given = GivenBy((Visitor*)_current, handle);
            if (given == null) return null;
            made = (MemoryObject*)given->Object;
        }
        else
        {
            if (Find(handle, Rights.None, out Capability<MemoryObject> found) != Status.Ok) return null;
            made = found.Object;
        }
        return (made->Flags & MemoryFlags.Unfinished) != 0 && made->Header.Budget == budget && made->Pages == pages ? made : null;
    }

    /// <summary>Ends a call that makes memory, or has it made again. When it failed, what was made goes.</summary>
    private Status FinishMaking(MemoryObject* made, ulong handle, Status status, out Handle<Abi.Objects.MemoryObject> memory)
    {
        memory = default;
        if (status == KernelStatus.Again)
        {
            made->Flags |= MemoryFlags.Unfinished;
            _current->Context->Number |= KernelStatus.Continued;
            return status;
        }
        made->Flags &= ~MemoryFlags.Unfinished;
        if (status == Status.Ok) memory = new(new Abi.Handle(handle));
        else TakeBack(handle);
        return status;
    }

    private Status CreateDeviceMemory(Capability<MemoryBudget> budget, Capability<MemoryObject> from, ulong firstPage, ulong pages,
        CachePolicy cache, out Handle<Abi.Objects.MemoryObject> memory)
    {
        memory = default;
        MemoryObject all = *from.Object;
        if (!IsStillThere(from)) return Status.Dead;
        if (all.Backing < Backing.Device) return Status.BadState;
        if (pages == 0) return Status.BadArgument;
        if (!IsInside(&all, firstPage, pages)) return Status.OutOfRange;
        Frame first = all.Root.Frame + firstPage;
        if (all.Backing == Backing.Addresses && _cores->HoldsMemory(new FrameRange(first, pages))) return Status.NotPermitted;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = CreateDevice(budget.Object, first, pages, Backing.Device, cache, out MemoryObject* made);
        if (status == Status.Ok) memory = new(AddOwner(&made->Header));
        return status;
    }

    private Status CreatePagedMemory(Capability<MemoryBudget> budget, ulong pages, FarCapability<Endpoint> pager,
        out Handle<Abi.Objects.MemoryObject> memory)
    {
        memory = default;
        if (pages == 0) return Status.BadArgument;
        if (pages > MostPages) return Status.OutOfRange;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = CreateZeros(budget.Object, pages, out MemoryObject* made);
        if (status != Status.Ok) return status;
        made->Backing = Backing.Pager;
        made->Pager = pager.Object;
        made->PagerBadge = pager.Badge;
        Hold(pager);
        memory = new(AddOwner(&made->Header));
        return Status.Ok;
    }
}
