using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>The kernel's own view of page tables once it runs.</summary>
public readonly unsafe struct MachineTableAccess : ITableAccess
{
    // SAFETY: tables are memory, all of which the direct map shows.
    public ulong* Entries(PhysicalAddress table) => (ulong*)Machine.DirectMap(table);
    public void Clear(PhysicalAddress table) => Machine.ClearPage(Machine.DirectMap(table));
}

/// <summary>Mappings: how they are made and go, and the page tables that follow from them.</summary>
// SAFETY: mappings leave all lists and trees before they end; spaces are there as long as they have mappings.
public unsafe partial struct CpuDriver
{
    /// <summary>Frames for the page tables of a space, charged to its budget.</summary>
    private readonly struct TableFrames(MemoryBudget* budget) : ITableFrames
    {
        public bool TryTake(out Frame frame) => Current.TryTakeFrame(budget, out frame) == Status.Ok;
        public void GiveBack(Frame frame) => Current.GiveBackFrame(budget, frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PageTables<PageTableFormat, MachineTableAccess> TablesOf(AddressSpace* space)
        => new(space->Root, largestLeafLevel: 0, default);

    /// <summary>The mapping that shows something at an address, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Mapping* FindMapping(AddressSpace* space, ulong address)
    {
        Mapping* mapping = Mapping.Of(space->Mappings.FindAtMost(address));
        return mapping != null && address < mapping->End ? mapping : null;
    }

    /// <summary>The first mapping that shows something in a range, or null.</summary>
    private static Mapping* FindMapping(AddressSpace* space, ulong from, ulong to)
    {
        Mapping* mapping = FindMapping(space, from);
        if (mapping != null) return mapping;
        mapping = Mapping.Of(space->Mappings.FindAtLeast(from));
        return mapping != null && mapping->Start < to ? mapping : null;
    }

    /// <summary>Maps memory that a handle leads to; the mapping belongs to the handle, or to its lease.</summary>
    /// <param name="holder">Where the mappings of these are listed.</param>
    /// <returns>As the system call: see <see cref="IKernel.Map"/>.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status Map(AddressSpace* space, FarCapability<MemoryObject> handle, Mapping** holder, ulong at, ulong offset, ulong pages, Protection protection)
    {
        MemoryObject* memory = handle.Object;
        if (!AreUserPages(at, pages)) return CheckRange(at, pages);
        if (pages > Mapping.MostPages || offset > memory->Pages || pages > memory->Pages - offset) return Status.OutOfRange;
        Rights allowed = handle.Rights & Mapping.UsefulRights;
        if (!Mapping.Allows(allowed, protection)) return Status.NotPermitted;
        if (memory->Backing == Backing.Addresses || (memory->Flags & MemoryFlags.Unfinished) != 0) return Status.BadState;
        // Where the last byte of the range would go, the first would, too, if nothing lies between the two.
        TreePlace place = space->Mappings.FindPlace(at + (pages << Page.Shift) - 1);
        if (place.Before != null && Mapping.Of(place.Before)->End > at) return Status.Overlap;
        if (handle.IsFar)
        {
            Status status = TryView(space, handle, offset, pages, out MemoryObject* view);
            if (status != Status.Ok) return status;
            memory = view;
        }
        if (memory->MappingCount == MemoryObject.MostMappings) return Status.BudgetExceeded;
        MemoryBudget* budget = space->Header.Budget;
        if (!HasSlot(budget))
        {
            Status status = AddSlotPage(budget);
            if (status != Status.Ok)
            {
                if (handle.IsFar) FreeSlot(&memory->Header);
                return status;
            }
        }

        var made = (Mapping*)TakeSlot(budget, Mapping.Type);
        made->Space = space;
        made->FirstPage = offset;
        made->Pages = (uint)pages;
        made->Protection = protection;
        made->Allowed = allowed;
        space->Mappings.Add(&made->Node, at, place);
        AddToMemory(memory, made);
        AddToHolder(holder, made);
        if (handle.IsFar) TakePin(memory);
        return Status.Ok;
    }

    /// <summary>Makes what stands here for another core's memory.</summary>
    private Status TryView(AddressSpace* space, FarCapability<MemoryObject> handle, ulong offset, ulong pages, out MemoryObject* view)
    {
        view = null;
        var far = (Mapping*)handle.Pinned;
        if (far->FirstPage != offset || far->Pages != pages)
        {
            // What was pinned was meant for another call.
            _elsewhere = far->Header.Core;
            _second = handle.Entry->Key;
            return KernelStatus.NeedsPin;
        }
        return CanRequest(handle.Pinned->Core) ? CreateView(space->Header.Budget, far, out view) : KernelStatus.Again;
    }

    /// <summary>Is it whole pages of what user mode can address?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreUserPages(ulong at, ulong pages)
        => (at & Page.OffsetMask) == 0 && pages - 1 < MemoryLayout.UserEnd - at >> Page.Shift && MemoryLayout.IsUser(at);

    /// <summary>Is it whole pages of what user mode can address, and if not, why?</summary>
    private static Status CheckRange(ulong at, ulong pages)
        => AreUserPages(at, pages) ? Status.Ok : (at & Page.OffsetMask) != 0 || pages == 0 ? Status.BadArgument : Status.OutOfRange;

    /// <summary>Puts a new mapping before all others of the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToMemory(MemoryObject* memory, Mapping* mapping)
    {
        Mapping* next = memory->Mappings;
        mapping->Memory = memory;
        mapping->NextOfMemory = next;
        if (next != null) next->PreviousOfMemory = mapping;
        memory->Mappings = mapping;
        memory->MappingCount++;
    }

    /// <summary>Puts a new mapping behind another of the same memory.</summary>
    private static void AddToMemory(Mapping* before, Mapping* mapping)
    {
        mapping->Memory = before->Memory;
        mapping->PreviousOfMemory = before;
        mapping->NextOfMemory = before->NextOfMemory;
        if (before->NextOfMemory != null) before->NextOfMemory->PreviousOfMemory = mapping;
        before->NextOfMemory = mapping;
        mapping->Memory->MappingCount++;
    }

    private void RemoveFromMemory(Mapping* mapping)
    {
        MemoryObject* memory = mapping->Memory;
        if (memory == null) return;
        if (mapping->PreviousOfMemory != null) mapping->PreviousOfMemory->NextOfMemory = mapping->NextOfMemory;
        else memory->Mappings = mapping->NextOfMemory;
        if (mapping->NextOfMemory != null) mapping->NextOfMemory->PreviousOfMemory = mapping->PreviousOfMemory;
        BeginAnew(mapping);
        if (memory->NextToProtect == mapping) memory->NextToProtect = mapping->NextOfMemory;
        mapping->Memory = null;
        if (--memory->MappingCount == 0 && memory->Backing == Backing.Far) Drop(&memory->Header);
    }

    /// <summary>A mapping changes: what was done to the pages from its start on (<see cref="MemoryObject.Progress"/>) says nothing about it any more.</summary>
    private static void BeginAnew(Mapping* mapping)
    {
        MemoryObject* memory = mapping->Memory;
        if (memory == null) return;
        // Of memory that has ended, only one mapping is left halfway. Which one need not be known: to leave one again is only to look again.
        memory->EndProgress = 0;
        if (memory->NextToProtect == mapping) memory->Progress = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToHolder(Mapping** first, Mapping* mapping)
    {
        Mapping* next = *first;
        mapping->NextOfHolder = next;
        mapping->LinkOfHolder = first;
        if (next != null) next->LinkOfHolder = &mapping->NextOfHolder;
        *first = mapping;
    }

    private void RemoveFromHolder(Mapping* mapping)
    {
        Mapping** link = mapping->LinkOfHolder;
        *link = mapping->NextOfHolder;
        mapping->LinkOfHolder = null;
        if (*link != null) (*link)->LinkOfHolder = link;
        else if (mapping->IsHeldFar) EndHolder(link);
    }

    /// <summary>Sees to it that a mapping begins at an address where something is mapped.</summary>
    /// <returns>As <see cref="ReserveSplit"/>.</returns>
    private Status TrySplit(AddressSpace* space, ulong at)
    {
        Mapping* first = FindMapping(space, at);
        if (first == null || first->Start == at) return Status.Ok;
        Status status = ReserveSplit(first);
        if (status == Status.Ok) SplitReserved(first, at);
        return status;
    }

    /// <summary>Sees to it that a mapping can be split once.</summary>
    /// <returns><see cref="Status.BudgetExceeded"/> and others that say why there can be no further mapping.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Status ReserveSplit(Mapping* mapping)
    {
        if (mapping->Memory != null && mapping->Memory->MappingCount == MemoryObject.MostMappings) return Status.BudgetExceeded;
        MemoryBudget* budget = mapping->Space->Header.Budget;
        return HasSlot(budget) ? Status.Ok : AddSlotPage(budget);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SplitReserved(Mapping* first, ulong at)
    {
        AddressSpace* space = first->Space;
        var mapping = (Mapping*)TakeAnySlot(space->Header.Budget, Mapping.Type);
        uint pages = (uint)(at - first->Start >> Page.Shift);
        mapping->Space = space;
        mapping->FirstPage = first->FirstPage + pages;
        mapping->Pages = first->Pages - pages;
        mapping->Protection = first->Protection;
        mapping->Allowed = first->Allowed;
        mapping->IsHeldFar = first->IsHeldFar;
        first->Pages = pages;
        space->Mappings.Add(&mapping->Node, at);
        // Behind the first in both lists: what is said of the rest of a list includes it, and it can be joined to the first again.
        AddToHolder(&first->NextOfHolder, mapping);
        if (first->Memory != null) AddToMemory(first, mapping);
    }

    /// <summary>Makes one mapping of two that were one before and say the same again: this and the one before or behind it.</summary>
    private void TryJoin(Mapping* mapping)
    {
        Mapping* next = mapping->NextOfHolder;
        if (next != null && CanJoin(mapping, next)) Join(mapping, next);
        // What was split off came behind the rest in the memory's list, too, as long as that is there.
        Mapping* before = mapping->Memory != null ? mapping->PreviousOfMemory
            : mapping->Start == 0 ? null : Mapping.Of(mapping->Space->Mappings.FindAtMost(mapping->Start - 1));
        if (before != null && before->NextOfHolder == mapping && CanJoin(before, mapping)) Join(before, mapping);
    }

    private static bool CanJoin(Mapping* first, Mapping* second)
        => second->Space == first->Space && second->Start == first->End && second->Protection == first->Protection
            && second->Memory == first->Memory && second->FirstPage == first->FirstPage + first->Pages
            && (first->Memory == null || first->Memory->NextToProtect == null) && second->Pages <= Mapping.MostPages - first->Pages;

    private void Join(Mapping* first, Mapping* second)
    {
        first->Pages += second->Pages;
        first->Space->Mappings.Remove(&second->Node);
        Forget(second);
    }

    /// <summary>Takes all mappings away that a handle or a lease holds.</summary>
    /// <returns>False when there is more to do than there were steps, or another core has to be waited for.</returns>
    [Bounded("each round takes a step")]
    private bool UnmapAll(Mapping** held, ref int steps)
    {
        while (*held != null && steps > 0)
        {
            if (!(*held)->IsFar)
            {
                Unmap(*held, ref steps);
                continue;
            }
            // It goes when its core has left the memory; the holder need not wait for that.
            if (!TryRevoke(*held)) return false;
            RemoveFromHolder(*held);
            steps--;
        }
        return *held == null;
    }

    private bool UnmapLeased(Lease* lease, ref int steps) => UnmapAll(&lease->Mappings, ref steps);

    /// <summary>Takes a mapping away, or as much of it from its start on as there are steps for.</summary>
    private void Unmap(Mapping* mapping, ref int steps)
    {
        steps--;
        AddressSpace* space = mapping->Space;
        ulong end = mapping->End;
        Mapping* before = mapping->Start == 0 ? null : Mapping.Of(space->Mappings.FindAtMost(mapping->Start - 1));
        Mapping* after = Mapping.Of(space->Mappings.FindAtLeast(end));
        var unmapped = LeafChange.Remove(new VirtualAddress(before == null ? 0 : before->End), new VirtualAddress(after == null ? MemoryLayout.UserEnd + Page.Size : after->Start));
        ulong reached = ChangeLeaves(space, mapping->Start, end, in unmapped, ref steps);

        ulong start = mapping->Start;
        space->Mappings.Remove(&mapping->Node);
        if (reached < end)
        {
            ulong gone = reached - start >> Page.Shift;
            BeginAnew(mapping);
            mapping->FirstPage += gone;
            mapping->Pages -= (uint)gone;
            space->Mappings.Add(&mapping->Node, reached);
            return;
        }
        Forget(mapping);
    }

    /// <summary>A mapping that its space has no more goes.</summary>
    private void Forget(Mapping* mapping)
    {
        RemoveFromMemory(mapping);
        RemoveFromHolder(mapping);
        FreeSlot(&mapping->Header);
    }

    /// <summary>Changes the leaves of a range, and sees to it that no core uses what they were.</summary>
    /// <returns>Where to go on; the end of the range when all is done.</returns>
    private ulong ChangeLeaves(AddressSpace* space, ulong from, ulong to, in LeafChange change, ref int steps)
    {
        var flush = new TlbFlush { CutOff = space->CutOff };
        ulong reached = TablesOf(space).Change(new VirtualAddress(from), new VirtualAddress(to), in change, ref flush, ref steps).Value;
        if (!flush.IsEmpty) Flush(space, in flush);
        return reached;
    }

    /// <summary>Changes what the leaves of a range allow; mostly it is a page, and near the last.</summary>
    /// <returns>As <see cref="ChangeLeaves"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ProtectLeaves(AddressSpace* space, ulong from, ulong to, Protection protection, ref int steps)
    {
        ulong* leaf = to - from == Page.Size ? FindLeaf(space, new VirtualAddress(from)) : null;
        if (leaf == null) return ChangeLeaves(space, from, to, LeafChange.Protect(protection), ref steps);
        if (PageTables<PageTableFormat, MachineTableAccess>.TryProtect(leaf, protection)) FlushPage(space, new VirtualAddress(from));
        return to;
    }

    /// <summary>The entry of level 0 for an address, or null when there is no table of that level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* FindLeaf(AddressSpace* space, VirtualAddress at)
    {
        ulong* leaf = space->Leaves.Find(at);
        return leaf != null ? leaf : FindOtherLeaf(space, at);
    }

    private static ulong* FindOtherLeaf(AddressSpace* space, VirtualAddress at)
    {
        ulong* leaf = TablesOf(space).FindRow(at);
        if (leaf != null) space->Leaves.Remember(at, leaf);
        return leaf;
    }

    /// <summary>Sees to it that no core uses what was taken out of a space's page tables. Tables that were cut off go back after that.</summary>
    private void Flush(AddressSpace* space, in TlbFlush flush)
    {
        if (space == _space && flush.Pages <= PendingFlush.MostPages)
        {
            for (ulong page = 0; page < flush.Pages; page++) Machine.FlushPage(flush.Start + (page << Page.Shift));
        }
        else
        {
            Machine.FlushSpace(space->Root);
        }
        if (space->IsUsedElsewhere) ShootDown(space, flush.Start, flush.Pages);
        space->CutOff = flush.CutOff;
        if (flush.CutOff.IsEmpty) return;
        space->Leaves = default;
        QueueWork(&space->Header);
    }

    /// <summary>Sees to it that no core uses what a page was.</summary>
    private void FlushPage(AddressSpace* space, VirtualAddress page)
    {
        if (space == _space) Machine.FlushPage(page);
        else Machine.FlushSpace(space->Root);
        if (space->IsUsedElsewhere) ShootDown(space, page, 1);
    }
}
