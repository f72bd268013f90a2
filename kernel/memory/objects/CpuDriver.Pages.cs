using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>The pages of memory objects: how they come, and are copied when shared memory is written.</summary>
// SAFETY: nodes and pages are frames that the direct map shows, held by the trees that lead to them.
public unsafe partial struct CpuDriver
{
    /// <summary>Where the page is in the tree as it is now; null when it is missing.</summary>
    /// <param name="isShared">A copy has it, too: it is not to be written.</param>
    [Bounded("as many turns as the tree has levels")]
    private TreeEntry* FindPage(MemoryObject* memory, ulong page, out bool isShared)
    {
        isShared = false;
        TreeEntry* place = &memory->Root;
        for (int level = memory->Levels; place->IsPresent; level--)
        {
            isShared |= IsShared(place->Frame);
            if (level == 0 || place->IsLarge) return place;
            place = PageTree.PlaceIn(*place, page, level);
        }
        return null;
    }

    /// <summary>Has a page there, for its tree alone if it is to be written. What was there before is seen through no mapping any more.</summary>
    /// <returns>
    /// <see cref="Status.BudgetExceeded"/>, <see cref="Status.OutOfMemory"/>; <see cref="Status.BadState"/>: a pager has it;
    /// <see cref="KernelStatus.Again"/>: it takes longer.
    /// </returns>
    private Status TryHavePage(MemoryObject* memory, ulong page, FaultAccessFlags access, out TreeEntry entry)
    {
        TreeEntry* place = FindPage(memory, page, out bool isShared);
        bool isThere = IsThere(place, isShared, access);
        entry = isThere ? *place : default;
        return isThere ? Status.Ok : TryBringPage(memory, page, place, out entry);
    }

    /// <summary>Is a page there, and its tree's own if it is to be written?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsThere(TreeEntry* place, bool isShared, FaultAccessFlags access)
        => place != null && !(isShared && (access & FaultAccessFlags.Write) != 0);

    /// <summary>As <see cref="TryHavePage"/>, for a page that is missing, or that is to be written and shared.</summary>
    /// <param name="found">Where it is; null when it is missing.</param>
    private Status TryBringPage(MemoryObject* memory, ulong page, TreeEntry* found, out TreeEntry entry)
    {
        entry = default;
        if (found == null && memory->Backing == Backing.Pager) return Status.BadState;
        Status status = TryReachPage(memory, page, 0, out TreeEntry* place, out int level);
        if (status != Status.Ok) return status;
        if (found == null)
        {
            status = level != 0 ? TryAddLarge(memory, page, level, &place) : TryAdd(memory, place);
        }
        else if (IsShared(place->Frame))
        {
            status = TryOwn(place);
            if (status == Status.Ok) HidePages(memory, page, 1);
        }
        entry = *place;
        return status;
    }

    /// <summary>Finds the place of a page in the tree, where nodes on the way are the tree's own, made if they were missing.</summary>
    /// <param name="lowest">The level wanted: 1 is the place of the node that holds the page.</param>
    /// <param name="level">The level got: that of a large page that is there, or is to be.</param>
    private Status TryReachPage(MemoryObject* memory, ulong page, int lowest, out TreeEntry* place, out int level)
    {
        place = &memory->Root;
        for (level = memory->Levels; level > lowest && !place->IsLarge; level--)
        {
            if (level <= 2 && !place->IsPresent && WantsLarge(memory, page, level)) return Status.Ok;
            Status status = place->IsPresent ? TryOwnNode(memory, place) : TryAddNode(memory, place);
            if (status != Status.Ok) return status;
            place = PageTree.PlaceIn(*place, page, level);
        }
        return Status.Ok;
    }

    private Status TryAdd(MemoryObject* memory, TreeEntry* place)
    {
        Status status = TryTakePage(memory->Header.Budget, out void* page);
        if (status != Status.Ok) return status;
        *place = TreeEntry.Of(FrameOf(page));
        memory->HeldPages++;
        return Status.Ok;
    }

    private Status TryAddNode(MemoryObject* memory, TreeEntry* place)
    {
        Status status = TryTakePage(memory->Header.Budget, out void* node);
        if (status != Status.Ok) return status;
        *place = TreeEntry.Of(FrameOf(node));
        memory->Nodes++;
        return Status.Ok;
    }

    /// <summary>Has a page be one tree's own: shared, it is copied. It was paid for when it was shared.</summary>
    private Status TryOwn(TreeEntry* place)
    {
        Frame shared = place->Frame;
        if (!TryAllocateFrame(out Frame own)) return Status.OutOfMemory;
        Machine.CopyPage(Machine.DirectMap(own.Start), Machine.DirectMap(shared.Start));
        _ = _cores->Shares.TryRemove(in _cores->Chunks, shared);
        *place = TreeEntry.Of(own);
        return Status.Ok;
    }

    /// <summary>As <see cref="TryOwn"/>; what hangs below the node is in one more tree then.</summary>
    private Status TryOwnNode(MemoryObject* memory, TreeEntry* place)
    {
        if (!IsShared(place->Frame)) return Status.Ok;
        Status status = TryOwn(place);
        if (status != Status.Ok) return status;
        // A tree of one node has all its pages there, mostly few and at the start.
        ulong left = memory->Levels == 1 ? memory->HeldPages : PageTree.EntriesPerNode;
        TreeEntry* below = PageTree.PlaceIn(*place, 0, 1);
        for (int index = 0; left != 0 && index < PageTree.EntriesPerNode; index++)
        {
            if (!below[index].IsPresent) continue;
            _cores->Shares.Add(in _cores->Chunks, below[index].Frame);
            left--;
        }
        return Status.Ok;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsShared(Frame frame) => _cores->Shares.IsShared(in _cores->Chunks, frame);

    private static Span<TreeEntry> EntriesOf(Frame node) => new(Machine.DirectMap(node.Start), PageTree.EntriesPerNode);

    /// <summary>Takes pages of a memory object out of all page tables, so that whoever touches them next finds them as they are then.</summary>
    /// <param name="count">At most <see cref="PageTree.EntriesPerNode"/>.</param>
    [Bounded("MemoryObject.MostMappings")]
    private void HidePages(MemoryObject* memory, ulong first, ulong count)
    {
        for (Mapping* mapping = memory->Mappings; mapping != null; mapping = mapping->NextOfMemory)
        {
            ulong from = first > mapping->FirstPage ? first - mapping->FirstPage : 0;
            ulong to = first + count > mapping->FirstPage ? first + count - mapping->FirstPage : 0;
            if (to > mapping->Pages) to = mapping->Pages;
            // What is used on another core is there to stay.
            if (from >= to || mapping->IsFar) continue;
            int steps = PageTree.EntriesPerNode;
            _ = ChangeLeaves(mapping->Space, mapping->Start + (from << Page.Shift), mapping->Start + (to << Page.Shift), LeafChange.Hide, ref steps);
        }
    }
}
