using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>System calls on the content and size of memory. What each does stands in <c>IKernel.Memory.cs</c>.</summary>
/// <remarks>What takes long does a part, moves its arguments on, and is made again.</remarks>
// SAFETY: capabilities lead to objects that are there until the kernel is left.
public unsafe partial struct CpuDriver
{
    /// <summary>Pages that a call makes, gives back or copies before interrupts have their turn.</summary>
    private const ulong PagesPerCall = 16;

    private Status SupplyPages(Capability<MemoryObject> to, ulong toPage, Capability<MemoryObject> from, ulong fromPage, ulong pages)
    {
        if (!IsInside(to.Object, toPage, pages) || !IsInside(from.Object, fromPage, pages)) return Status.OutOfRange;
        if (!to.Object->HasTree || !from.Object->HasTree || to.Object == from.Object || from.Object->FarMappings != 0) return Status.BadState;
        ulong count = 0;
        for (ulong most = Math.Min(pages, PagesPerCall); count < most; count++)
        {
            Status status = SupplyPage(to.Object, toPage + count, from.Object, fromPage + count);
            if (status == KernelStatus.Again) break;
            if (status != Status.Ok) return status;
        }
        ThreadContext* context = _current->Context;
        context->A1 = toPage + count;
        context->A3 = fromPage + count;
        context->A4 = pages - count;
        return count < pages ? KernelStatus.Again : Status.Ok;
    }

    private Status SupplyPage(MemoryObject* to, ulong toPage, MemoryObject* from, ulong fromPage)
    {
        TreeEntry* here = FindPage(from, fromPage, out bool isShared);
        if (here == null || here->IsLarge || isShared) return Status.BadState;
        if (FindPage(to, toPage, out _) != null) return Status.Overlap;
        Status status = TryReachPage(to, toPage, 0, out TreeEntry* there, out int level);
        if (status != Status.Ok) return status;
        if (level != 0) return Status.BadState;
        HidePages(from, fromPage, 1);
        if (HasOpenFlushes) return KernelStatus.Again;
        if (!to->Header.Budget->TryCharge(Page.Size)) return Status.BudgetExceeded;

        *there = *here;
        *here = default;
        to->HeldPages++;
        from->HeldPages--;
        from->Header.Budget->Refund(Page.Size);
        return Status.Ok;
    }

    private Status Commit(Capability<MemoryObject> memory, ulong firstPage, ulong pages)
    {
        MemoryObject* committed = memory.Object;
        if (!IsInside(committed, firstPage, pages)) return Status.OutOfRange;
        if (committed->Backing == Backing.Pager) return Status.BadState;
        if (!committed->HasTree) return Status.Ok;
        ulong reached = firstPage;
        Status status = CommitSome(committed, ref reached, firstPage + pages, FaultAccessFlags.Read);
        _current->Context->A1 = reached;
        _current->Context->A2 = firstPage + pages - reached;
        return status;
    }

    /// <summary>Has pages there that are missing, as many as one call may.</summary>
    /// <param name="reached">Where to begin; coming out, where to go on.</param>
    /// <param name="access">To be written: pages that copies have, too, become the memory's own.</param>
    private Status CommitSome(MemoryObject* memory, ref ulong reached, ulong end, FaultAccessFlags access)
    {
        for (ulong left = PagesPerCall; left > 0 && reached < end; left--)
        {
            Status status = TryHavePage(memory, reached, access, out TreeEntry entry);
            if (status != Status.Ok) return status;
            reached = Math.Min(end, (reached | PageTree.PagesBelow(entry.PageLevel) - 1) + 1);
        }
        return reached < end ? KernelStatus.Again : Status.Ok;
    }

    private Status Decommit(Capability<MemoryObject> memory, ulong firstPage, ulong pages)
    {
        if (!IsInside(memory.Object, firstPage, pages)) return Status.OutOfRange;
        if (!memory.Object->HasTree || memory.Object->FarMappings != 0) return Status.BadState;
        ulong reached = firstPage;
        Status status = DropPages(memory.Object, ref reached, firstPage + pages);
        _current->Context->A1 = reached;
        _current->Context->A2 = firstPage + pages - reached;
        return status;
    }

    private Status Resize(Capability<MemoryObject> memory, ulong pages)
    {
        MemoryObject* resized = memory.Object;
        if (!resized->HasTree || resized->FarMappings != 0) return Status.BadState;
        if (pages == 0) return Status.BadArgument;
        if (pages > MostPages) return Status.OutOfRange;
        if (pages > resized->Pages)
        {
            Status grown = TryDeepen(resized, PageTree.LevelsFor(pages));
            if (grown == Status.Ok) resized->Pages = pages;
            return grown;
        }
        resized->Pages = pages;
        ThreadContext* context = _current->Context;
        ulong reached = (context->Number & KernelStatus.Continued) != 0 ? Math.Max(pages, context->A2) : pages;
        Status status = DropPages(resized, ref reached, PageTree.PagesBelow(resized->Levels));
        context->A2 = reached;
        context->Number |= KernelStatus.Continued;
        return status;
    }

    /// <summary>Puts nodes above the root until the tree is so deep.</summary>
    private Status TryDeepen(MemoryObject* memory, int levels)
    {
        for (; memory->Levels < levels; memory->Levels++)
        {
            if (!memory->Root.IsPresent) continue;
            TreeEntry root = default;
            Status status = TryAddNode(memory, &root);
            if (status != Status.Ok) return status;
            *PageTree.PlaceIn(root, 0, memory->Levels + 1) = memory->Root;
            memory->Root = root;
        }
        return Status.Ok;
    }

    private Status ReadMemory(Capability<MemoryObject> memory, ulong offset, UserBuffer into)
        => CopySome(memory.Object, offset, into.Address, into.Length, FaultAccessFlags.Read);

    private Status WriteMemory(Capability<MemoryObject> memory, ulong offset, UserBytes from)
        => CopySome(memory.Object, offset, from.Address, from.Length, FaultAccessFlags.Write);

    /// <summary>Copies between memory and a process's view of its own, as many bytes as one call may.</summary>
    private Status CopySome(MemoryObject* memory, ulong offset, ulong address, ulong length, FaultAccessFlags access)
    {
        ulong size = memory->Pages << Page.Shift, done = 0;
        if (offset > size || length > size - offset) return Status.OutOfRange;
        for (ulong left = PagesPerCall; left > 0 && done < length; left--)
        {
            Status status = TryFindBytes(memory, offset + done, access, out Span<byte> place);
            if (status == KernelStatus.Again) break;
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
        ThreadContext* context = _current->Context;
        context->A1 = offset + done;
        context->A2 = address + done;
        context->A3 = length - done;
        return done < length ? KernelStatus.Again : Status.Ok;
    }

    private static bool IsInside(MemoryObject* memory, ulong first, ulong pages) => first <= memory->Pages && pages <= memory->Pages - first;
}
