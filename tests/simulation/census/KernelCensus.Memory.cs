using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>Pages of memory, mappings and page tables.</summary>
internal sealed unsafe partial class KernelCensus
{
    private const int EntriesPerTable = 512, RootLevel = 3, IndexBits = 9;

    private void CountTree(MemoryObject* memory)
    {
        ulong pages = 0, nodes = 0;
        CountTree(memory, memory->Root, memory->Levels, 0, isSeenFirst: true, ref pages, ref nodes);
        // What ends gives its pages back one by one, and the bytes in the end.
        if (memory->Header.IsAlive && (pages != memory->HeldPages || nodes != memory->Nodes))
            Fail($"{Name(&memory->Header)} has {pages} pages and {nodes} nodes, and says {memory->HeldPages} and {memory->Nodes}");
    }

    /// <param name="page">The first page below the entry.</param>
    /// <param name="isSeenFirst">No other tree through which this is reached was counted yet.</param>
    private void CountTree(MemoryObject* memory, TreeEntry entry, int level, ulong page, bool isSeenFirst, ref ulong pages, ref ulong nodes)
    {
        if (!entry.IsPresent) return;
        // Of a tree that is taken apart, what was given up still stands where it was.
        if (!memory->Header.IsAlive && memory->Mappings == null && page + (1UL << level * IndexBits) <= memory->EndProgress) return;
        bool isFirst = false;
        if (isSeenFirst) isFirst = CountShare(entry.Frame, PageTree.PagesBelow(entry.PageLevel));
        if (level == 0 || entry.IsLarge)
        {
            pages += 1UL << level * IndexBits;
            return;
        }
        nodes++;
        var below = new ReadOnlySpan<TreeEntry>(Machine.DirectMap(entry.Frame.Start), PageTree.EntriesPerNode);
        for (int i = 0; i < below.Length; i++)
            CountTree(memory, below[i], level - 1, page + ((ulong)i << (level - 1) * IndexBits), isFirst, ref pages, ref nodes);
    }

    /// <summary>Frames of trees may be held several times, as often as the kernel says.</summary>
    /// <returns>True the first time.</returns>
    private bool CountShare(Frame frame, ulong frames)
    {
        if (_frames[frame.Number]++ != 0) return false;
        _claimedFrames++;
        for (ulong i = 1; i < frames; i++) Claim(frame + i);
        return true;
    }

    private void CountSpace(AddressSpace* space)
    {
        MemoryBudget* budget = space->Header.Budget;
        CountTables(space, space->Root, RootLevel, EntriesPerTable / 2);
        for (CutOffTables cutOff = space->CutOff; !cutOff.IsEmpty;)
        {
            // A link stands in the place of the first entry.
            var entries = (ulong*)Machine.DirectMap(cutOff.Table);
            Claim(entries, budget);
            for (int i = 1; i < EntriesPerTable && cutOff.Level > 0; i++) CountTable(space, entries[i], cutOff.Level);
            cutOff.Pop(*entries);
        }
        ulong last = 0;
        CountTreap(space, space->Mappings.Root, ref last);
    }

    private void CountTables(AddressSpace* space, PhysicalAddress table, int level, int used)
    {
        var entries = (ulong*)Machine.DirectMap(table);
        Claim(entries, space->Header.Budget);
        for (int i = 0; i < used && level > 0; i++) CountTable(space, entries[i], level);
    }

    private void CountTable(AddressSpace* space, ulong entry, int level)
    {
        if (SimulatedPageTableFormat.IsPresent(entry) && !SimulatedPageTableFormat.IsLeaf(entry, level))
            CountTables(space, SimulatedPageTableFormat.Target(entry, level), level - 1, EntriesPerTable);
    }

    private void CountTreap(AddressSpace* space, TreeNode* node, ref ulong last)
    {
        if (node == null) return;
        CountTreap(space, node->Left, ref last);
        Mapping* mapping = Mapping.Of(node);
        Of(mapping, "an address space").Trees++;
        if (mapping->Space != space || !node->IsInTree) Fail($"{Name(&mapping->Header)} is in another space than it says");
        if (mapping->Start < last) Fail($"{Name(&mapping->Header)} overlaps the mapping before it");
        last = mapping->End;
        CountTreap(space, node->Right, ref last);
    }

    private void CheckMapping(Mapping* mapping, in Counted counted)
    {
        if (mapping->IsFar)
        {
            if (counted.Trees != 0 || counted.Memories != 1) Fail($"{Name(&mapping->Header)} stands for another core's, and is in {counted.Trees} trees");
            return;
        }
        if (counted.Trees != 1) Fail($"{Name(&mapping->Header)} is in {counted.Trees} trees");
        if (counted.Holders != 1) Fail($"{Name(&mapping->Header)} is held by {counted.Holders}");
        if (counted.Memories != (mapping->Memory == null ? 0 : 1)) Fail($"{Name(&mapping->Header)} is in {counted.Memories} lists of memory");
        if (!mapping->Allows(mapping->Protection)) Fail($"{Name(&mapping->Header)} is mapped with more rights than it has");
    }

    /// <summary>What page tables show is what mappings say, or less.</summary>
    private void CheckSpace(AddressSpace* space, in Counted counted)
    {
        CheckTable(space, space->Root, RootLevel, 0, EntriesPerTable / 2);
        if (space->Pins != counted.Pins) Fail($"{Name(&space->Header)} counts {space->Pins} uses by other cores, and there are {counted.Pins}");
    }

    private void CheckTable(AddressSpace* space, PhysicalAddress table, int level, ulong start, int used)
    {
        var entries = (ulong*)Machine.DirectMap(table);
        for (int i = 0; i < used; i++)
        {
            ulong entry = entries[i];
            if (!SimulatedPageTableFormat.IsPresent(entry)) continue;
            ulong at = start + ((ulong)i << Page.Shift + level * IndexBits);
            if (SimulatedPageTableFormat.IsLeaf(entry, level)) CheckLeaf(space, entry, level, at);
            else CheckTable(space, SimulatedPageTableFormat.Target(entry, level), level - 1, at, EntriesPerTable);
        }
    }

    private void CheckLeaf(AddressSpace* space, ulong leaf, int level, ulong at)
    {
        Mapping* mapping = Mapping.Of(space->Mappings.FindAtMost(at));
        ulong pages = 1UL << level * IndexBits;
        if (mapping == null || mapping->Memory == null || at + (pages << Page.Shift) > mapping->End) Fail($"{at:x} is in page tables, and not mapped");
        MemoryObject* memory = mapping->Memory;
        // A view shows the memory of another core.
        if (memory->Backing == Backing.Far) memory = memory->Far->Memory;
        MappingAttributes shown = SimulatedPageTableFormat.Attributes(leaf, level);
        if (shown.Protection != Protection.Read && shown.Protection != mapping->Protection) Fail($"{at:x} is shown as {shown.Protection}");
        if (shown.Audience != Audience.User || shown.Cache != memory->Cache) Fail($"{at:x} is shown otherwise than its memory is");
        Frame frame = SimulatedPageTableFormat.Target(leaf, level).Frame;
        for (ulong i = 0; i < pages; i++)
        {
            ulong page = mapping->PageAt(at) + i;
            if (page >= memory->Pages) Fail($"{at:x} is shown, and lies beyond its memory");
            Frame expected = memory->Root.Frame + page;
            if (memory->HasTree)
            {
                TreeEntry entry = CpuOf(&memory->Header)->PageOf(memory, page, out bool isShared);
                if (!entry.IsPresent) Fail($"{at:x} shows a page that its memory does not have");
                expected = entry.FrameOf(page);
                if (isShared && shown.Protection == Protection.ReadWrite && !IsYetToProtect(memory, mapping, (at - mapping->Start >> Page.Shift) + i))
                    Fail($"{at:x} lets a page be written that copies share");
            }
            if (frame + i != expected) Fail($"{at:x} shows another frame than its memory has");
        }
    }

    /// <summary>Is a copy being made that has not come to a page of a mapping yet? Nobody can use the copy until it has come to all.</summary>
    /// <param name="page">From the mapping's start.</param>
    private bool IsYetToProtect(MemoryObject* memory, Mapping* mapping, ulong page)
    {
        if (!IsCopied(memory)) return false;
        for (Mapping* left = memory->NextToProtect; left != null; left = left->NextOfMemory)
        {
            if (left == mapping) return left != memory->NextToProtect || page >= memory->Progress;
        }
        return false;
    }

    /// <summary>Is there memory of the same core and size that nobody can use yet, or no more?</summary>
    private bool IsCopied(MemoryObject* memory)
    {
        foreach (ref readonly Counted counted in Objects)
        {
            if (counted.Object->Type != ObjectType.MemoryObject || counted.Object->Core != memory->Header.Core) continue;
            var copy = (MemoryObject*)counted.Object;
            bool isOutOfUse = (copy->Flags & MemoryFlags.Unfinished) != 0 || !copy->Header.IsAlive;
            if (copy != memory && isOutOfUse && copy->Pages == memory->Pages) return true;
        }
        return false;
    }

    /// <summary>No core uses a translation that its page tables do not have.</summary>
    private void CheckTranslations(SimulatedCore core)
    {
        foreach (SimulatedTranslation kept in core.Translations.All)
        {
            if (!IsRoot(kept.Root)) Fail($"a core keeps a translation of {kept.Start:x} of a space that is gone");
            CheckHolds(core, in kept);
        }
    }

    private static void CheckHolds(SimulatedCore core, in SimulatedTranslation kept)
    {
        bool isThere = SimulatedUserMemory.TryWalk(core.Hardware.Memory, kept.Root, kept.Start, out SimulatedTranslation now);
        if (!isThere || now.PlaceOf(kept.Start) != kept.Target) Fail($"a core keeps a translation of {kept.Start:x} that is not there any more");
        if (kept.Attributes.Protection != Protection.Read && kept.Attributes.Protection != now.Attributes.Protection)
            Fail($"a core keeps a translation of {kept.Start:x} that allows more than is allowed now");
    }

    private bool IsRoot(PhysicalAddress root)
    {
        foreach (ref readonly Counted counted in Objects)
        {
            if (counted.Object->Type == ObjectType.AddressSpace && ((AddressSpace*)counted.Object)->Root == root) return true;
        }
        return false;
    }
}
