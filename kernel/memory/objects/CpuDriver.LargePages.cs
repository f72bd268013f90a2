using System;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Pages of 2 MiB and 1 GiB: cleared in steps before they become part of a tree, since that takes as long as thousands of system calls, and
/// more.
/// </summary>
/// <remarks>
/// One block at a time is prepared for a memory object (<see cref="MemoryObject.Pending"/>), by whoever touches a page of that size. Who touches
/// one of the other size meanwhile has smaller pages.
/// </remarks>
// SAFETY: a block that was allocated is in the direct map, and nobody else's until it is given back.
public unsafe partial struct CpuDriver
{
    /// <summary>Is a page to be part of a large one of a level? Those of 1 GiB are only where the processor can show them.</summary>
    private readonly bool WantsLarge(MemoryObject* memory, ulong page, int level)
        => (memory->Flags & MemoryFlags.LargePages) != 0 && (page | PageTree.PagesBelow(level) - 1) < memory->Pages
            && (level == 1 || level <= _cores->LargestLeafLevel);

    /// <summary>Goes on preparing a large page; where there is none to be had, or to be paid for, a node for smaller ones takes its place.</summary>
    /// <param name="place">Where the page goes; coming out: where it, or a smaller one, has gone.</param>
    /// <returns><see cref="KernelStatus.Again"/>: there is more to clear.</returns>
    [Bounded("each round goes down a level")]
    private Status TryAddLarge(MemoryObject* memory, ulong page, int level, TreeEntry** place)
    {
        for (; memory->Pending.IsPresent ? memory->Pending.PageLevel != level : !TryTakePending(memory, level); level--)
        {
            Status status = TryAddNode(memory, *place);
            if (status != Status.Ok) return status;
            *place = PageTree.PlaceIn(**place, page, level);
            if (level == 1) return TryAdd(memory, *place);
        }
        ulong pages = PageTree.PagesBelow(level);
        ClearSome(memory->Pending.Frame, pages, ref memory->Progress);
        if (memory->Progress < pages) return KernelStatus.Again;
        **place = memory->Pending;
        memory->HeldPages += pages;
        memory->Pending = default;
        memory->Progress = 0;
        return Status.Ok;
    }

    private bool TryTakePending(MemoryObject* memory, int level)
    {
        ulong bytes = PageTree.PagesBelow(level) << Page.Shift;
        if (!memory->Header.Budget->TryCharge(bytes)) return false;
        if (level == 1 ? TryAllocateLarge(out Frame first) : Frames.TryAllocateHuge(out first))
        {
            memory->Pending = TreeEntry.OfLarge(first, level);
            return true;
        }
        memory->Header.Budget->Refund(bytes);
        return false;
    }

    private void GiveBackPending(MemoryObject* memory)
    {
        FreeLarge(memory->Pending);
        memory->Header.Budget->Refund(PageTree.PagesBelow(memory->Pending.PageLevel) << Page.Shift);
        memory->Pending = default;
    }

    private void FreeLarge(TreeEntry page)
    {
        if (page.PageLevel == 1) Frames.FreeLarge(page.Frame);
        else Frames.FreeHuge(page.Frame);
    }

    /// <summary>Makes a page of 1 GiB pages of 2 MiB, which can go one by one.</summary>
    private Status TrySplitHuge(MemoryObject* memory, TreeEntry* place)
    {
        Frame first = place->Frame;
        TreeEntry node = default;
        Status status = TryAddNode(memory, &node);
        if (status != Status.Ok) return status;
        Frames.SplitHuge(first);
        foreach (ref TreeEntry page in EntriesOf(node.Frame))
        {
            page = TreeEntry.OfLarge(first, 1);
            first += PageTree.EntriesPerNode;
        }
        *place = node;
        return Status.Ok;
    }

    /// <summary>Clears as many frames of a run as one entry may.</summary>
    private static void ClearSome(Frame first, ulong count, ref ulong cleared)
    {
        ulong now = Math.Min(count - cleared, PagesPerCall);
        new Span<ulong>(Machine.DirectMap((first + cleared).Start), (int)(now * Page.Size / sizeof(ulong))).Clear();
        cleared += now;
    }
}
