using System;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Pages of 2 MiB: cleared in steps before they become part of a tree, since that takes as long as thousands of system calls.</summary>
// SAFETY: a block that was allocated is in the direct map, and nobody else's until it is given back.
public unsafe partial struct CpuDriver
{
    private static bool WantsLarge(MemoryObject* memory, ulong page)
        => (memory->Flags & MemoryFlags.LargePages) != 0 && (page | PageTree.EntriesPerNode - 1) < memory->Pages;

    /// <summary>Goes on preparing a large page; where there is none to be had, or to be paid for, a node for small ones takes its place.</summary>
    /// <param name="place">Coming out: the place of the page.</param>
    /// <returns><see cref="KernelStatus.Again"/>: there is more to clear.</returns>
    private Status TryAddLarge(MemoryObject* memory, ulong page, TreeEntry** place)
    {
        if (memory->Pending.Number == 0 && !TryTakePending(memory))
        {
            Status status = TryAddNode(memory, *place);
            if (status != Status.Ok) return status;
            *place = PageTree.PlaceIn(**place, page, 1);
            return TryAdd(memory, *place);
        }
        ClearSome(memory->Pending, PageTree.EntriesPerNode, ref memory->Progress);
        if (memory->Progress < PageTree.EntriesPerNode) return KernelStatus.Again;
        **place = TreeEntry.OfLarge(memory->Pending);
        memory->HeldPages += PageTree.EntriesPerNode;
        memory->Pending = default;
        memory->Progress = 0;
        return Status.Ok;
    }

    private bool TryTakePending(MemoryObject* memory)
    {
        if (!memory->Header.Budget->TryCharge(Page.LargeSize)) return false;
        if (TryAllocateLarge(out memory->Pending)) return true;
        memory->Header.Budget->Refund(Page.LargeSize);
        return false;
    }

    private void GiveBackPending(MemoryObject* memory)
    {
        Frames.FreeLarge(memory->Pending);
        memory->Header.Budget->Refund(Page.LargeSize);
        memory->Pending = default;
    }

    /// <summary>Clears as many frames of a run as one entry may.</summary>
    private static void ClearSome(Frame first, ulong count, ref ulong cleared)
    {
        ulong now = Math.Min(count - cleared, PagesPerCall);
        new Span<ulong>(Machine.DirectMap((first + cleared).Start), (int)(now * Page.Size / sizeof(ulong))).Clear();
        cleared += now;
    }
}
