using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Pages come to be seen when they are first touched.</summary>
// SAFETY: a mapping that is found is there until the kernel is left, and so is its memory.
public unsafe partial struct CpuDriver
{
    /// <summary>What became of a touch of a page.</summary>
    private enum Touch : byte
    {
        /// <summary>The page can be used now, or takes another touch to be prepared further.</summary>
        Shown,

        /// <summary>Nothing is mapped there, or not for this.</summary>
        Refused,

        /// <summary>The memory's pager has to be asked.</summary>
        Missing,

        /// <summary>There is nobody to pay for the page or its tables, or no frame.</summary>
        Exhausted,
    }

    /// <summary>A thread touched what its page tables do not show, or not for this.</summary>
    /// <param name="access">Coming out: with what the kernel knows of the reason.</param>
    /// <returns>True when the thread can try again, or waits for a pager.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryHandlePageFault(Thread* thread, ulong address, ref FaultAccessFlags access, ulong machineCode)
    {
        if (!MemoryLayout.IsUser(address)) return false;
        if (thread->Space->Header.Core != _number)
        {
            SendFault(thread, address, access, machineCode);
            return true;
        }
        Touch touch = ShowPage(thread->Space, address, ref access, out Mapping* mapping);
        return touch == Touch.Shown || touch == Touch.Missing && TryAskPager(thread, mapping, address, access);
    }

    /// <summary>Has a thread wait for its memory's pager to supply a page.</summary>
    private bool TryAskPager(Thread* thread, Mapping* mapping, ulong address, FaultAccessFlags access)
    {
        Endpoint* pager = mapping->Memory->Pager;
        ThreadPage.More(thread->Context)->Fault = QuestionOf(mapping->PageAt(address), access);
        return TryTell(thread, pager, mapping->Memory->PagerBadge);
    }

    /// <summary>What a pager is asked.</summary>
    private static FaultMessage QuestionOf(ulong page, FaultAccessFlags access)
        => new() { Label = (ulong)FaultCode.PageFault, Instruction = page, Address = (ulong)access };

    /// <summary>The kernel touched memory of a thread in its stead.</summary>
    /// <returns>False also when only another core can tell: then <see cref="_missing"/> says what to ask it.</returns>
    private bool TrySupplyPage(Thread* thread, ulong address, FaultAccessFlags access)
    {
        bool isFar = thread->Space->Header.Core != _number;
        _missing = isFar ? address : 0;
        _missingFor = access;
        return !isFar && ShowPage(thread->Space, address, ref access, out _) == Touch.Shown;
    }

    private Touch ShowPage(AddressSpace* space, ulong address, ref FaultAccessFlags access, out Mapping* mapping)
    {
        mapping = FindMapping(space, address);
        if (mapping == null || mapping->Memory == null) return Touch.Refused;
        MemoryObject* memory = mapping->Memory;
        ulong page = mapping->PageAt(address);
        // Memory that has ended is on its way out of its mappings: what went out already must not come back.
        if (page >= memory->Pages || !memory->Header.IsAlive) return Touch.Refused;
        if (!Allows(mapping->Protection, access))
        {
            access |= FaultAccessFlags.Protection;
            return Touch.Refused;
        }

        bool isShared = false, isThere = true;
        int level = 2;
        PhysicalAddress target;
        TreeEntry* place = null;
        if (memory->HasTree)
        {
            place = FindPage(memory, page, out isShared);
            isThere = IsThere(place, isShared, access);
            TreeEntry entry = isThere ? *place : default;
            if (!isThere)
            {
                Status status = TryBringPage(memory, page, place, out entry);
                if (status != Status.Ok) return status == KernelStatus.Again ? Touch.Shown : status == Status.BadState ? Touch.Missing : Exhausted(ref access);
                isShared = false;
            }
            target = entry.FrameOf(page).Start;
            level = entry.PageLevel;
        }
        else if (memory->Backing == Backing.Far)
        {
            if (!TryFindFar(memory, page, out target, out level)) return Touch.Refused;
            isThere = false;
        }
        else
        {
            target = (memory->Root.Frame + page).Start;
        }
        if (!TryPut(mapping, address, target, level, isShared)) return Exhausted(ref access);
        if (isThere && mapping->Pages > 1) ShowNeighbours(mapping, address, place, isShared);
        Machine.CompleteMappings();
        return Touch.Shown;
    }

    private static Touch Exhausted(ref FaultAccessFlags access)
    {
        access |= FaultAccessFlags.Exhausted;
        return Touch.Exhausted;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Allows(Protection protection, FaultAccessFlags access)
        => (access & FaultAccessFlags.Write) != 0 ? protection == Protection.ReadWrite
            : (access & FaultAccessFlags.Execute) == 0 || protection == Protection.ReadExecute;

    /// <summary>Writes the leaf for an address: as large as the memory is in one piece, and the mapping and the tables allow.</summary>
    private bool TryPut(Mapping* mapping, ulong address, PhysicalAddress target, int level, bool isShared)
    {
        var at = new VirtualAddress(address).AlignDown(Page.Size);
        if (mapping->Pages < PageTree.EntriesPerNode) level = 0;
        else if (level > _cores->LargestLeafLevel) level = _cores->LargestLeafLevel;
        for (; level > 0; level--)
        {
            ulong size = Page.Size << level * PageTree.IndexBits, before = at.Value & size - 1;
            if (at.Value - before >= mapping->Start && at.Value - before + size <= mapping->End && (target.Value & size - 1) == before) break;
        }
        AddressSpace* space = mapping->Space;
        ulong* entry = level == 0 ? space->Leaves.Find(at) : null;
        if (entry == null && !TryReachLeaf(space, at, ref level, out entry)) return false;

        ulong leaf = Page.Size << level * PageTree.IndexBits;
        bool wasPresent = PageTables<PageTableFormat, MachineTableAccess>.Put(entry, target.AlignDown(leaf), level, ShownAs(mapping, isShared), mapping->Memory->Cache);
        if (wasPresent) FlushPage(space, at);
        return true;
    }

    /// <summary>What the leaf of a page allows: nobody writes what is shared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Protection ShownAs(Mapping* mapping, bool isShared)
        => isShared && mapping->Protection == Protection.ReadWrite ? Protection.Read : mapping->Protection;

    /// <summary>Finds the entry for the leaf of an address, where all tables above it are made that are missing.</summary>
    /// <param name="level">The level wanted; coming out that which the leaf can have.</param>
    private static bool TryReachLeaf(AddressSpace* space, VirtualAddress at, ref int level, out ulong* entry)
    {
        var frames = new TableFrames(space->Header.Budget);
        entry = TablesOf(space).Reach(at, ref level, ref frames);
        if (entry != null && level == 0) space->Leaves.Remember(at, entry);
        return entry != null;
    }
}
