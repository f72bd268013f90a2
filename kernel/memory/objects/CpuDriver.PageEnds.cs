using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>How pages of memory objects go: one by one while the object stays, or all of a tree with it.</summary>
// SAFETY: nodes and pages are frames that the direct map shows, held by the trees that lead to them.
public unsafe partial struct CpuDriver
{
    /// <summary>Places that one entry looks at for pages that are there.</summary>
    private const int PlacesPerCall = 1024;

    /// <summary>Pages that a step of the end of a tree gives back.</summary>
    private const int PagesPerStep = 8;

    /// <summary>Gives up pages of a range, as many as one call may. Nodes that become empty go as well.</summary>
    /// <param name="first">Coming out: where to go on.</param>
    /// <returns><see cref="KernelStatus.Again"/>: there is more.</returns>
    private Status DropPages(MemoryObject* memory, ref ulong first, ulong end)
    {
        if (!SkipMissing(memory, ref first, end)) return first < end ? KernelStatus.Again : Status.Ok;
        ulong nodeEnd = (first | PageTree.EntriesPerNode - 1) + 1, last = Math.Min(end, nodeEnd);
        bool isNode = last - first == PageTree.EntriesPerNode;
        if (!isNode) last = Math.Min(last, first + PagesPerCall);
        HidePages(memory, first, last - first);
        if (HasOpenFlushes) return KernelStatus.Again;

        Status status = TryReachPage(memory, first, isNode ? 1 : 0, out TreeEntry* place, out _);
        if (status != Status.Ok) return status;
        if (place->PageLevel > 1)
        {
            status = TrySplitHuge(memory, place);
            return status == Status.Ok ? KernelStatus.Again : status;
        }
        if (place->IsLarge) DropLarge(memory, place, first, last);
        else if (isNode) DropNode(memory, place);
        else DropSmall(memory, place, (int)(last - first));
        first = last;
        return first < end ? KernelStatus.Again : Status.Ok;
    }

    /// <summary>Passes over pages that are missing.</summary>
    /// <returns>False when none was found that is there, as far as one call may look.</returns>
    private bool SkipMissing(MemoryObject* memory, ref ulong page, ulong end)
    {
        for (int left = PlacesPerCall; left > 0 && page < end; left--)
        {
            TreeEntry entry = memory->Root;
            int level = memory->Levels;
            for (; level > 0 && entry.IsPresent && !entry.IsLarge; level--) entry = *PageTree.PlaceIn(entry, page, level);
            if (entry.IsPresent) return true;
            page = Math.Min(end, (page | PageTree.PagesBelow(level) - 1) + 1);
        }
        return false;
    }

    /// <summary>Gives up pages that follow each other in a node.</summary>
    private void DropSmall(MemoryObject* memory, TreeEntry* places, int count)
    {
        foreach (ref TreeEntry place in new Span<TreeEntry>(places, count))
        {
            if (!place.IsPresent) continue;
            GiveUp(place);
            place = default;
            memory->HeldPages--;
            memory->Header.Budget->Refund(Page.Size);
        }
    }

    /// <summary>Gives up a node with all pages in it. One that is shared is left to the others.</summary>
    private void DropNode(MemoryObject* memory, TreeEntry* place)
    {
        if (IsShared(place->Frame))
        {
            ulong pages = 0;
            foreach (TreeEntry page in EntriesOf(place->Frame))
            {
                if (page.IsPresent) pages++;
            }
            memory->HeldPages -= pages;
            memory->Header.Budget->Refund(pages * Page.Size);
        }
        else
        {
            DropSmall(memory, PageTree.PlaceIn(*place, 0, 1), PageTree.EntriesPerNode);
        }
        GiveUp(*place);
        *place = default;
        memory->Nodes--;
        memory->Header.Budget->Refund(Page.Size);
    }

    /// <summary>Gives up a large page, or clears the part of it that is given up.</summary>
    private void DropLarge(MemoryObject* memory, TreeEntry* place, ulong first, ulong end)
    {
        ulong count = end - first;
        if (count < PageTree.EntriesPerNode)
        {
            new Span<ulong>(Machine.DirectMap(place->FrameOf(first).Start), (int)(count * Page.Size / sizeof(ulong))).Clear();
            return;
        }
        GiveUp(*place);
        *place = default;
        memory->HeldPages -= count;
        memory->Header.Budget->Refund(count * Page.Size);
    }

    /// <summary>Gives back all pages and nodes of a tree. What is shared is left to the others at one stroke, with all below it.</summary>
    private bool EndTree(MemoryObject* memory, ref int steps)
    {
        if (memory->Levels == 0)
        {
            GiveUp(memory->Root);
            memory->Root = default;
        }
        for (; memory->Root.IsPresent && steps > 0; steps--) memory->EndProgress = EndSubtree(memory, memory->EndProgress);
        if (memory->Root.IsPresent) return false;
        memory->Header.Budget->Refund((memory->HeldPages + memory->Nodes) * Page.Size);
        memory->HeldPages = memory->Nodes = 0;
        return true;
    }

    /// <summary>Gives up what hangs at the place of one page, or some pages from it on, and all nodes above that end with it.</summary>
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
        if (level != 0) GiveUp(*places[level]);
        else next = EndPages(memory, places[0], page);
        while (level < memory->Levels && (next & PageTree.PagesBelow(level + 1) - 1) == 0) GiveUp(*places[++level]);
        if (level == memory->Levels) memory->Root = default;
        return next;
    }

    /// <summary>Gives up the pages of a node from one on, as many as there are to be in a step.</summary>
    /// <returns>The next page to go on with.</returns>
    [Bounded("PagesPerStep, and the entries of a node")]
    private ulong EndPages(MemoryObject* memory, TreeEntry* place, ulong page)
    {
        int index = (int)(page & PageTree.EntriesPerNode - 1);
        TreeEntry* node = place - index;
        for (int left = PagesPerStep; left > 0 && memory->HeldPages != 0 && (index = Entries.NextUsed((ulong*)node, index)) < PageTree.EntriesPerNode; left--)
        {
            GiveUp(node[index++]);
            memory->HeldPages--;
            memory->Header.Budget->Refund(Page.Size);
        }
        // Where no page is left, nothing more need be looked for.
        return (page & ~(ulong)(PageTree.EntriesPerNode - 1)) + (ulong)(memory->HeldPages != 0 ? index : PageTree.EntriesPerNode);
    }

    /// <summary>A tree gives up a page or a node; who is the last to have it gives it back.</summary>
    private void GiveUp(TreeEntry held)
    {
        if (!held.IsPresent || _cores->Shares.TryRemove(in _cores->Chunks, held.Frame)) return;
        if (held.IsLarge) FreeLarge(held);
        else Frames.Free(held.Frame);
    }
}
