using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>The pages of memory objects: how they come, are copied when shared memory is written, and go.</summary>
// SAFETY: nodes and pages are frames that the direct map shows, held by the trees that lead to them.
public unsafe partial struct CpuDriver
{
    /// <summary>The page as it is now; nothing when it is missing.</summary>
    /// <param name="isShared">A copy has it, too: it is not to be written.</param>
    [Bounded("as many turns as the tree has levels")]
    private TreeEntry FindPage(MemoryObject* memory, ulong page, out bool isShared)
    {
        isShared = false;
        TreeEntry entry = memory->Root;
        for (int level = memory->Levels; entry.IsPresent; level--)
        {
            isShared |= IsShared(entry.Frame);
            if (level == 0 || entry.IsLarge) return entry;
            entry = *PageTree.PlaceIn(entry, page, level);
        }
        return default;
    }

    /// <summary>Has a page there, for its tree alone if it is to be written.</summary>
    /// <param name="isNew">The page that was there before is not to be seen through mappings any more.</param>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.OutOfMemory"/>; <see cref="Status.BadState"/>: a pager has it.</returns>
    private Status TryHavePage(MemoryObject* memory, ulong page, FaultAccessFlags access, out TreeEntry entry, out bool isShared, out bool isNew)
    {
        isNew = false;
        entry = FindPage(memory, page, out isShared);
        if (entry.IsPresent && !(isShared && (access & FaultAccessFlags.Write) != 0)) return Status.Ok;
        if (!entry.IsPresent && memory->Backing == Backing.Pager) return Status.BadState;

        Status status = TryReachPage(memory, page, out TreeEntry* place);
        if (status != Status.Ok) return status;
        status = entry.IsPresent ? TryOwn(place) : TryAdd(memory, place);
        isNew = entry.IsPresent && place->Frame != entry.Frame;
        entry = *place;
        isShared = false;
        return status;
    }

    /// <summary>Finds the place of a page in the tree, where nodes on the way are the tree's own, made if they were missing.</summary>
    [Bounded("as many turns as the tree has levels")]
    private Status TryReachPage(MemoryObject* memory, ulong page, out TreeEntry* place)
    {
        place = &memory->Root;
        for (int level = memory->Levels; level > 0 && !place->IsLarge; level--)
        {
            Status status = place->IsPresent ? TryOwnNode(place) : TryAddNode(memory, place);
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
        if (!IsShared(shared)) return Status.Ok;
        if (!TryAllocateFrame(out Frame own)) return Status.OutOfMemory;
        CopyFrame(shared, own);
        _ = _cores->Shares.TryRemove(in _cores->Chunks, shared);
        *place = TreeEntry.Of(own);
        return Status.Ok;
    }

    /// <summary>As <see cref="TryOwn"/>; what hangs below the node is in one more tree then.</summary>
    private Status TryOwnNode(TreeEntry* place)
    {
        Frame shared = place->Frame;
        if (!IsShared(shared)) return Status.Ok;
        Status status = TryOwn(place);
        if (status != Status.Ok) return status;
        foreach (TreeEntry below in new ReadOnlySpan<TreeEntry>(Machine.DirectMap(shared.Start), PageTree.EntriesPerNode))
        {
            if (below.IsPresent) _cores->Shares.Add(in _cores->Chunks, below.Frame);
        }
        return Status.Ok;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsShared(Frame frame) => _cores->Shares.IsShared(in _cores->Chunks, frame);

    private static void CopyFrame(Frame from, Frame to)
        => new ReadOnlySpan<ulong>(Machine.DirectMap(from.Start), (int)Page.Size / sizeof(ulong))
            .CopyTo(new Span<ulong>(Machine.DirectMap(to.Start), (int)Page.Size / sizeof(ulong)));

    /// <summary>A tree gives up a page or a node; who is the last to have it gives it back.</summary>
    private void GiveUp(Frame frame)
    {
        if (!_cores->Shares.TryRemove(in _cores->Chunks, frame)) Frames.Free(frame);
    }
}
