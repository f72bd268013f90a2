using System;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Memory objects: how they begin and end, and what is in them.</summary>
// SAFETY: a memory's mappings are in its list until they end; frames of a tree are in the direct map.
public unsafe partial struct CpuDriver
{
    /// <summary>More pages than any machine has.</summary>
    private const ulong MostPages = KernelLayout.PhysicalLimit >> Page.Shift;

    /// <summary>Makes memory that reads as zeros; no page of it is there yet.</summary>
    private Status CreateZeros(MemoryBudget* budget, ulong pages, out MemoryObject* memory)
    {
        Status status = Create(budget, out memory);
        if (status != Status.Ok) return status;
        memory->Pages = pages;
        memory->Levels = (byte)PageTree.LevelsFor(pages);
        return Status.Ok;
    }

    /// <summary>Makes memory of frames that follow each other. They are to be cleared before it can be used.</summary>
    private Status CreateRun(MemoryBudget* budget, ulong pages, out MemoryObject* memory)
    {
        memory = null;
        if (pages > Memory.Block.FramesPerHuge) return Status.OutOfMemory;
        if (!budget->TryCharge(pages * Page.Size)) return Status.BudgetExceeded;
        ulong alignment = pages < Memory.Block.FramesPerChunk ? 1 : pages < Memory.Block.FramesPerHuge ? Memory.Block.FramesPerChunk : Memory.Block.FramesPerHuge;
        Status status = Frames.TryAllocateRun(pages, alignment, out FrameRange run) ? Status.Ok : Status.OutOfMemory;
        if (status == Status.Ok)
        {
            status = Create(budget, out memory);
            if (status != Status.Ok) Frames.FreeRun(run);
        }
        if (status != Status.Ok)
        {
            budget->Refund(pages * Page.Size);
            return status;
        }
        memory->Pages = pages;
        memory->Backing = Backing.Run;
        memory->Root = TreeEntry.Of(run.Start);
        return Status.Ok;
    }

    /// <summary>Makes an object of physical memory that is nobody's to allocate: a device's, or a module's.</summary>
    private Status CreateDevice(MemoryBudget* budget, Frame first, ulong pages, Backing backing, CachePolicy cache, out MemoryObject* memory)
    {
        Status status = Create(budget, out memory);
        if (status != Status.Ok) return status;
        memory->Pages = pages;
        memory->Backing = backing;
        memory->Cache = cache;
        memory->Root = TreeEntry.Of(first);
        return Status.Ok;
    }

    /// <summary>Makes memory with the content of another, whose mappings do not let it be written when this is through.</summary>
    private Status CreateShared(MemoryBudget* budget, MemoryObject* source, out MemoryObject* copy)
    {
        Status status = Create(budget, out copy);
        if (status != Status.Ok) return status;
        if (!budget->TryCharge((source->HeldPages + source->Nodes) * Page.Size))
        {
            FreeSlot(&copy->Header);
            return Status.BudgetExceeded;
        }
        copy->Pages = source->Pages;
        copy->Levels = source->Levels;
        copy->Root = source->Root;
        copy->HeldPages = source->HeldPages;
        copy->Nodes = source->Nodes;
        if (source->Root.IsPresent) _cores->Shares.Add(in _cores->Chunks, source->Root.Frame);
        source->NextToProtect = source->Mappings;
        source->Progress = 0;
        return Status.Ok;
    }

    /// <summary>Goes on taking the right to write away from the mappings of memory that a copy has begun to share.</summary>
    /// <returns>False when there is more to do than there were steps.</returns>
    private bool ProtectShared(MemoryObject* source, ref int steps)
    {
        for (; source->NextToProtect != null && steps > 0; steps--)
        {
            Mapping* mapping = source->NextToProtect;
            ulong start = mapping->Start, end = mapping->End, reached = end;
            // One that may only be read now may have been written until now, and show it yet.
            if (mapping->Allows(Protection.ReadWrite) && source->Progress < mapping->Pages)
                reached = ChangeLeaves(mapping->Space, start + (source->Progress << Page.Shift), end, LeafChange.Protect(Protection.Read), ref steps);
            source->Progress = reached < end ? reached - start >> Page.Shift : 0;
            if (reached == end) source->NextToProtect = mapping->NextOfMemory;
        }
        return source->NextToProtect == null;
    }

    /// <summary>Copies bytes into memory, at an offset in bytes.</summary>
    private bool TryFill(MemoryObject* memory, ulong offset, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (TryFindBytes(memory, offset, FaultAccessFlags.Write, out Span<byte> place) != Status.Ok) return false;
            int count = Math.Min(place.Length, bytes.Length);
            bytes.Slice(0, count).CopyTo(place);
            bytes = bytes.Slice(count);
            offset += (ulong)count;
        }
        return true;
    }

    /// <summary>The kernel's view of memory from an offset in bytes to the end of the page, which is there afterwards.</summary>
    private Status TryFindBytes(MemoryObject* memory, ulong offset, FaultAccessFlags access, out Span<byte> bytes)
    {
        bytes = default;
        ulong page = offset >> Page.Shift;
        if (page >= memory->Pages) return Status.OutOfRange;
        if (memory->Backing > Backing.Run || (memory->Flags & MemoryFlags.Unfinished) != 0) return Status.BadState;
        Frame frame = memory->Root.Frame + page;
        if (memory->HasTree)
        {
            Status status = TryHavePage(memory, page, access, out TreeEntry entry);
            if (status != Status.Ok) return status;
            frame = entry.FrameOf(page);
        }
        int inPage = (int)(offset & Page.OffsetMask);
        bytes = new Span<byte>(Machine.DirectMap(frame.Start) + inPage, (int)Page.Size - inPage);
        return Status.Ok;
    }

    private static void DescribeMemory(MemoryObject* memory, ref ObjectInfo info)
    {
        info.Detail0 = memory->Pages;
        info.Detail1 = memory->HasTree ? memory->HeldPages : memory->Pages;
    }

    /// <summary>Takes memory out of all its mappings, which stay as empty ranges, and gives its pages back.</summary>
    private bool EndMemory(MemoryObject* memory, ref int steps)
    {
        if (!LeaveMappings(memory, ref steps)) return false;
        if (memory->FarMappings != 0)
        {
            AwaitFarUsers(memory);
            return true;
        }
        // Other cores may still reach its pages by what they have not forgotten.
        if (HasOpenFlushes) return false;
        if (memory->Backing == Backing.Far && memory->Far != null && !TryLetGo(memory)) return false;
        if (memory->HasTree && !EndTree(memory, ref steps)) return false;
        // A run that devices may reach still goes when they do not any more.
        if (memory->Backing == Backing.Run && memory->Pages != 0 && memory->Pins == 0)
        {
            Frames.FreeRun(new FrameRange(memory->Root.Frame, memory->Pages));
            memory->Header.Budget->Refund(memory->Pages * Page.Size);
            memory->Pages = 0;
        }
        if (memory->Pending.IsPresent) GiveBackPending(memory);
        if (!TryRelease((ObjectHeader*)memory->Pager)) return false;
        memory->Pager = null;
        return true;
    }

    /// <summary>Takes memory out of its mappings here, and has those on other cores go.</summary>
    /// <returns>False when there is more to do than there were steps.</returns>
    [Bounded("each round takes a step, or passes a far mapping, of which there are MemoryObject.MostMappings at most")]
    private bool LeaveMappings(MemoryObject* memory, ref int steps)
    {
        for (Mapping* mapping = memory->Mappings; mapping != null;)
        {
            if (steps <= 0) return false;
            if (mapping->IsFar)
            {
                if (!TryRevoke(mapping)) return false;
                mapping = mapping->NextOfMemory;
                continue;
            }
            steps--;
            LeaveMapping(memory, mapping, ref steps);
            mapping = memory->Mappings;
        }
        return true;
    }

    private void LeaveMapping(MemoryObject* memory, Mapping* mapping, ref int steps)
    {
        ulong start = mapping->Start, end = mapping->End;
        LeafChange leave = LeafChange.Remove(new VirtualAddress(start), new VirtualAddress(end));
        ulong reached = ChangeLeaves(mapping->Space, start + (memory->EndProgress << Page.Shift), end, in leave, ref steps);
        memory->EndProgress = reached == end ? 0 : reached - start >> Page.Shift;
        if (reached == end) RemoveFromMemory(mapping);
    }
}
