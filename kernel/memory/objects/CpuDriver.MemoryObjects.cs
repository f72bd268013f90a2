using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Memory objects: how they begin and end.</summary>
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
        if (memory->Backing > Backing.Run) return Status.BadState;
        Frame frame = memory->Root.Frame + page;
        if (memory->HasTree)
        {
            Status status = TryHavePage(memory, page, access, out TreeEntry entry, out _, out bool isNew);
            if (status != Status.Ok) return status;
            if (isNew) HidePages(memory, page, 1);
            frame = entry.Frame + (entry.IsLarge ? page & PageTree.EntriesPerNode - 1 : 0);
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
        for (; memory->Mappings != null && steps > 0; steps--) LeaveMapping(memory, memory->Mappings, ref steps);
        if (memory->Mappings != null) return false;
        if (memory->HasTree && !EndTree(memory, ref steps)) return false;
        if (memory->Pager != null)
        {
            CountEndpointHandle(memory->Pager, Rights.Call, -1);
            Drop(&memory->Pager->Header);
            memory->Pager = null;
        }
        return true;
    }

    private void LeaveMapping(MemoryObject* memory, Mapping* mapping, ref int steps)
    {
        var start = new VirtualAddress(mapping->Start);
        VirtualAddress from = start + (memory->EndProgress << Page.Shift), end = new(mapping->End);
        var flush = new TlbFlush { CutOff = mapping->Space->CutOff };
        VirtualAddress reached = TablesOf(mapping->Space).Change(from, end, LeafChange.Remove(start, end), ref flush, ref steps);
        Flush(mapping->Space, in flush);
        memory->EndProgress = reached == end ? 0 : reached - start >> Page.Shift;
        if (reached == end) RemoveFromMemory(mapping);
    }

    /// <summary>Gives back all pages and nodes of a tree. What is shared is left to the others at one stroke, with all below it.</summary>
    private bool EndTree(MemoryObject* memory, ref int steps)
    {
        for (; memory->Root.IsPresent && steps > 0; steps--) memory->EndProgress = EndSubtree(memory, memory->EndProgress);
        if (memory->Root.IsPresent) return false;
        memory->Header.Budget->Refund((memory->HeldPages + memory->Nodes) * Page.Size);
        memory->HeldPages = memory->Nodes = 0;
        return true;
    }

    /// <summary>Gives back what hangs at the place of one page, and all nodes above that end with it.</summary>
    /// <returns>The next page to go on with.</returns>
    [SkipLocalsInit]
    [Bounded("down and up the levels of a tree")]
    private ulong EndSubtree(MemoryObject* memory, ulong page)
    {
        TreeEntry** places = stackalloc TreeEntry*[PageTree.MostLevels + 1];
        int level = memory->Levels;
        for (places[level] = &memory->Root; level > 0; level--)
        {
            TreeEntry entry = *places[level];
            if (!entry.IsPresent || entry.IsLarge || IsShared(entry.Frame)) break;
            places[level - 1] = PageTree.PlaceIn(entry, page, level);
        }
        ulong next = (page | PageTree.PagesBelow(level) - 1) + 1;
        GiveUpAt(places[level]);
        while (level < memory->Levels && (next & PageTree.PagesBelow(level + 1) - 1) == 0) GiveUpAt(places[++level]);
        return next;
    }

    private void GiveUpAt(TreeEntry* place)
    {
        if (place->IsPresent) GiveUp(place->Frame);
        *place = default;
    }
}
