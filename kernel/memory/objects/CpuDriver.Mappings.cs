using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
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
    /// <returns>As the system call: see <see cref="IKernel.Map"/>.</returns>
    private Status Map(AddressSpace* space, FarCapability<MemoryObject> handle, ulong at, ulong offset, ulong pages, Protection protection)
    {
        MemoryObject* memory = handle.Object;
        Status status = CheckRange(at, pages);
        if (status != Status.Ok) return status;
        if (pages > Mapping.MostPages || offset > memory->Pages || pages > memory->Pages - offset) return Status.OutOfRange;
        bool mayWrite = (handle.Rights & Rights.Write) != 0, mayExecute = (handle.Rights & Rights.Execute) != 0;
        if (protection == Protection.ReadWrite && !mayWrite || protection == Protection.ReadExecute && !mayExecute) return Status.NotPermitted;
        if (memory->Backing == Backing.Addresses || (memory->Flags & MemoryFlags.Unfinished) != 0) return Status.BadState;
        Mapping* last = Mapping.Of(space->Mappings.FindAtMost(at + (pages << Page.Shift) - 1));
        if (last != null && last->End > at) return Status.Overlap;
        if (handle.IsFar)
        {
            var far = (Mapping*)handle.Pinned;
            if (far->FirstPage != offset || far->Pages != pages)
            {
                // What was pinned was meant for another call.
                _elsewhere = far->Header.Core;
                return KernelStatus.NeedsPin;
            }
            if (!CanRequest(handle.Pinned->Core)) return KernelStatus.Again;
            status = CreateView(space->Header.Budget, (Mapping*)handle.Pinned, out memory);
            if (status != Status.Ok) return status;
        }
        if (memory->MappingCount == MemoryObject.MostMappings) return Status.BudgetExceeded;
        status = Create(space->Header.Budget, out Mapping* made);
        if (status != Status.Ok)
        {
            if (handle.IsFar) FreeSlot(&memory->Header);
            return status;
        }

        made->Space = space;
        made->FirstPage = offset;
        made->Pages = (uint)pages;
        made->Protection = protection;
        made->MayWrite = mayWrite;
        made->MayExecute = mayExecute;
        space->Mappings.Add(&made->Node, at);
        AddToMemory(memory, made);
        Lease* lease = handle.Lease;
        AddToHolder(lease != null ? &lease->Mappings : HolderOf(handle.Entry), made);
        if (handle.IsFar) TakePin(memory);
        return Status.Ok;
    }

    /// <summary>Is it whole pages of what user mode can address?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Status CheckRange(ulong at, ulong pages)
    {
        if ((at & Page.OffsetMask) != 0 || pages == 0) return Status.BadArgument;
        return MemoryLayout.IsUser(at) && pages <= MemoryLayout.UserEnd - at >> Page.Shift ? Status.Ok : Status.OutOfRange;
    }

    /// <summary>Puts a new mapping before all others of the memory.</summary>
    private static void AddToMemory(MemoryObject* memory, Mapping* mapping)
    {
        mapping->Memory = memory;
        mapping->NextOfMemory = memory->Mappings;
        if (memory->Mappings != null) memory->Mappings->PreviousOfMemory = mapping;
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
        if (memory->NextToProtect == mapping)
        {
            memory->NextToProtect = mapping->NextOfMemory;
            memory->Progress = 0;
        }
        mapping->Memory = null;
        if (--memory->MappingCount == 0 && memory->Backing == Backing.Far) Drop(&memory->Header);
    }

    private static void AddToHolder(Mapping** first, Mapping* mapping)
    {
        mapping->NextOfHolder = *first;
        mapping->LinkOfHolder = first;
        if (*first != null) (*first)->LinkOfHolder = &mapping->NextOfHolder;
        *first = mapping;
    }

    private static void RemoveFromHolder(Mapping* mapping)
    {
        *mapping->LinkOfHolder = mapping->NextOfHolder;
        if (mapping->NextOfHolder != null) mapping->NextOfHolder->LinkOfHolder = mapping->LinkOfHolder;
        mapping->LinkOfHolder = null;
    }

    /// <summary>Sees to it that a mapping begins at an address where something is mapped.</summary>
    /// <param name="mapping">What is mapped there, or null.</param>
    /// <returns><see cref="Status.BudgetExceeded"/> and others that say why there can be no further mapping.</returns>
    private Status TrySplit(AddressSpace* space, ulong at, out Mapping* mapping)
    {
        mapping = FindMapping(space, at);
        if (mapping == null || mapping->Start == at) return Status.Ok;
        Mapping* first = mapping;
        if (first->Memory != null && first->Memory->MappingCount == MemoryObject.MostMappings) return Status.BudgetExceeded;
        Status status = Create(space->Header.Budget, out mapping);
        if (status != Status.Ok) return status;

        uint pages = (uint)(at - first->Start >> Page.Shift);
        mapping->Space = space;
        mapping->FirstPage = first->FirstPage + pages;
        mapping->Pages = first->Pages - pages;
        mapping->Protection = first->Protection;
        mapping->MayWrite = first->MayWrite;
        mapping->MayExecute = first->MayExecute;
        first->Pages = pages;
        space->Mappings.Add(&mapping->Node, at);
        // Behind the first in both lists: what is said of the rest of a list includes it, and it can be joined to the first again.
        AddToHolder(&first->NextOfHolder, mapping);
        if (first->Memory != null) AddToMemory(first, mapping);
        return Status.Ok;
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
    /// <returns>False when there is more to do than there were steps.</returns>
    private bool UnmapAll(Mapping** held, ref int steps)
    {
        while (*held != null && steps > 0) Unmap(*held, ref steps);
        return *held == null;
    }

    private bool UnmapLeased(Lease* lease, ref int steps) => UnmapAll(&lease->Mappings, ref steps);

    /// <summary>Takes a mapping away, or as much of it from its start on as there are steps for.</summary>
    private void Unmap(Mapping* mapping, ref int steps)
    {
        steps--;
        if (mapping->IsFar)
        {
            // It goes when its core has left the memory; the holder need not wait for that.
            if (TryRevoke(mapping)) RemoveFromHolder(mapping);
            return;
        }
        AddressSpace* space = mapping->Space;
        ulong end = mapping->End;
        Mapping* before = mapping->Start == 0 ? null : Mapping.Of(space->Mappings.FindAtMost(mapping->Start - 1));
        Mapping* after = Mapping.Of(space->Mappings.FindAtLeast(end));
        var unmapped = LeafChange.Remove(new VirtualAddress(before == null ? 0 : before->End), new VirtualAddress(after == null ? MemoryLayout.UserEnd + Page.Size : after->Start));
        var flush = new TlbFlush { CutOff = space->CutOff };
        ulong reached = TablesOf(space).Change(new VirtualAddress(mapping->Start), new VirtualAddress(end), in unmapped, ref flush, ref steps).Value;
        Flush(space, in flush);

        ulong start = mapping->Start;
        space->Mappings.Remove(&mapping->Node);
        if (reached < end)
        {
            ulong gone = reached - start >> Page.Shift;
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

    /// <summary>Sees to it that no core uses what was taken out of a space's page tables. Tables that were cut off go back after that.</summary>
    private void Flush(AddressSpace* space, in TlbFlush flush)
    {
        if (flush.IsEmpty) return;
        if (space == _space && flush.Pages <= PendingFlush.MostPages)
        {
            for (ulong page = 0; page < flush.Pages; page++) Machine.FlushPage(flush.Start + (page << Page.Shift));
        }
        else
        {
            Machine.FlushSpace(space->Root);
        }
        if (!space->Users.IsEmpty) ShootDown(space, flush.Start, flush.Pages);
        space->CutOff = flush.CutOff;
        if (!flush.CutOff.IsEmpty) QueueWork(&space->Header);
    }
}
