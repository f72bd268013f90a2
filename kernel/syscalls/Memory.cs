using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>System calls on memory. What each does stands in <c>IKernel.Memory.cs</c>.</summary>
// SAFETY: capabilities lead to objects that are there until the kernel is left.
public unsafe partial struct CpuDriver
{
    /// <summary>Pages that a call makes, gives back or copies before interrupts have their turn.</summary>
    private const ulong PagesPerCall = 16;

    private Status CreateMemory(Capability<MemoryBudget> budget, ulong pages, MemoryOptions options, out Handle<Abi.Objects.MemoryObject> memory)
    {
        memory = default;
        if (pages == 0) return Status.BadArgument;
        if (pages > MostPages) return Status.OutOfRange;
        if ((options & MemoryOptions.Contiguous) != 0) return Status.NotSupported;
        MemoryObject* made = FindUnfinished(budget.Object, pages);
        if (made == null)
        {
            Status status = ReserveHandles(_current->Process, 1);
            if (status != Status.Ok) return status;
            status = CreateZeros(budget.Object, pages, out made);
            if (status != Status.Ok) return status;
            memory = new(AddOwner(&made->Header));
        }
        return (options & MemoryOptions.Committed) == 0 ? Status.Ok : FinishCommitted(made, ref memory);
    }

    /// <summary>Goes on having all pages of new memory there.</summary>
    private Status FinishCommitted(MemoryObject* made, ref Handle<Abi.Objects.MemoryObject> memory)
    {
        Status status = CommitSome(made, made->Progress, made->Pages, out made->Progress);
        if (status == KernelStatus.Again) return SetUnfinished(made, memory.Value);
        return FinishMaking(made, status, ref memory);
    }

    /// <summary>The object that this call has made already, if it is made again to go on.</summary>
    private MemoryObject* FindUnfinished(MemoryBudget* budget, ulong pages)
    {
        ulong unfinished = ThreadPage.More(_current->Context)->Unfinished;
        if (unfinished == 0) return null;
        MemoryObject* made;
        if (IsVisitor(_current))
        {
            made = (MemoryObject*)GivenBy((Visitor*)_current, unfinished)->Object;
        }
        else
        {
            if (Find(unfinished, Rights.None, out Capability<MemoryObject> found) != Status.Ok) return null;
            made = found.Object;
        }
        return (made->Flags & MemoryFlags.Unfinished) != 0 && made->Header.Budget == budget && made->Pages == pages ? made : null;
    }

    private Status SetUnfinished(MemoryObject* made, ulong handle)
    {
        made->Flags |= MemoryFlags.Unfinished;
        if (handle != 0) ThreadPage.More(_current->Context)->Unfinished = handle;
        return KernelStatus.Again;
    }

    /// <summary>The call that makes memory is through; when it failed, what was made goes again.</summary>
    private Status FinishMaking(MemoryObject* made, Status status, ref Handle<Abi.Objects.MemoryObject> memory)
    {
        ThreadMore* more = ThreadPage.More(_current->Context);
        if ((made->Flags & MemoryFlags.Unfinished) != 0) memory = new(new Abi.Handle(more->Unfinished));
        more->Unfinished = 0;
        made->Flags &= ~MemoryFlags.Unfinished;
        made->Progress = 0;
        if (status != Status.Ok) TakeBack(memory);
        return status;
    }

    /// <summary>Has pages there that are missing, as many as one call may.</summary>
    private Status CommitSome(MemoryObject* memory, ulong first, ulong end, out ulong reached)
    {
        for (reached = first; reached < end; reached++)
        {
            if (reached - first == PagesPerCall) return KernelStatus.Again;
            Status status = TryHavePage(memory, reached, FaultAccessFlags.Read, out _, out _, out _);
            if (status != Status.Ok) return status;
        }
        return Status.Ok;
    }

    private Status CreateDeviceMemory(Capability<MemoryBudget> budget, Capability<MemoryObject> from, ulong firstPage, ulong pages,
        CachePolicy cache, out Handle<Abi.Objects.MemoryObject> memory)
    {
        memory = default;
        MemoryObject* all = from.Object;
        if (all->Backing < Backing.Device) return Status.BadState;
        if (pages == 0) return Status.BadArgument;
        if (firstPage > all->Pages || pages > all->Pages - firstPage) return Status.OutOfRange;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = CreateDevice(budget.Object, all->Root.Frame + firstPage, pages, Backing.Device, cache, out MemoryObject* made);
        if (status == Status.Ok) memory = new(AddOwner(&made->Header));
        return status;
    }

    private Status ReadMemory(Capability<MemoryObject> memory, ulong offset, UserBuffer into)
    {
        Status status = CopySome(memory.Object, offset, into.Address, into.Length, FaultAccessFlags.Read, out ulong done);
        return Advance(status, done);
    }

    private Status WriteMemory(Capability<MemoryObject> memory, ulong offset, UserBytes from)
    {
        Status status = CopySome(memory.Object, offset, from.Address, from.Length, FaultAccessFlags.Write, out ulong done);
        return Advance(status, done);
    }

    /// <summary>A copy is to go on where it stands.</summary>
    private Status Advance(Status status, ulong done)
    {
        if (status != KernelStatus.Again) return status;
        ThreadContext* context = _current->Context;
        context->A1 += done;
        context->A2 += done;
        context->A3 -= done;
        return status;
    }

    /// <summary>Copies between memory and a process's view of its own, as many bytes as one call may.</summary>
    private Status CopySome(MemoryObject* memory, ulong offset, ulong address, ulong length, FaultAccessFlags access, out ulong done)
    {
        done = 0;
        if (offset > memory->Pages << Page.Shift || length > (memory->Pages << Page.Shift) - offset) return Status.OutOfRange;
        for (ulong left = PagesPerCall; done < length; left--)
        {
            if (left == 0) return KernelStatus.Again;
            Status status = TryFindBytes(memory, offset + done, access, out Span<byte> place);
            if (status != Status.Ok) return status;
            ulong count = Math.Min((ulong)place.Length, length - done);
            fixed (byte* bytes = place)
            {
                bool isCopied = access == FaultAccessFlags.Write
                    ? TryRead(new UserBytes(address + done, count), bytes)
                    : TryWrite(new UserBuffer(address + done, count), bytes);
                if (!isCopied) return Status.BadAddress;
            }
            done += count;
        }
        return Status.Ok;
    }
}
