using System;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Memory;

/// <summary>
/// Builds page tables in memory set aside for them, before anything uses them: no translation has to be dropped and no
/// table is given back.
/// </summary>
/// <param name="pool">Room for tables, 512 entries each.</param>
/// <param name="poolStart">Where that memory is, on a page boundary.</param>
/// <param name="largestLeaf">The highest level on which the processor takes a leaf: 1 (2 MiB) or 2 (1 GiB).</param>
public ref struct PageTableBuilder<TFormat>(Span<ulong> pool, PhysicalAddress poolStart, int largestLeaf)
    where TFormat : struct, IPageTableFormat
{
    private const int EntriesPerTable = 512;
    private const int EntryIndexBits = 9;
    private const int RootLevel = 3;

    private readonly Span<ulong> _pool = pool;
    private readonly PhysicalAddress _poolStart = poolStart;
    private readonly int _largestLeaf = largestLeaf;

    public int TablesUsed { get; private set; }

    /// <summary>
    /// Tables that a mapping takes at most whose place and target lie alike within pages of the largest leaf's size.
    /// </summary>
    public static ulong MostTablesFor(ulong bytes, int largestLeaf)
    {
        // At each end of the range at most one table of each level is only partly used. In between, every
        // table below the
        // root stands for what one entry of the level above it covers, down to the level of the leaves.
        ulong tables = 2 * RootLevel;
        for (int level = largestLeaf; level < RootLevel; level++) tables += bytes / SizeAt(level + 1);
        return tables;
    }

    /// <returns>False when no memory is left.</returns>
    public bool TryAddRoot(out PhysicalAddress root) => TryTakeTable(out root);

    /// <summary>Maps whole pages. Nothing of the range may be mapped yet.</summary>
    /// <returns>False when memory for tables runs out, or something was mapped there.</returns>
    public bool TryMap(
        PhysicalAddress root, VirtualAddress at, PhysicalAddress target, ulong length, MappingAttributes attributes)
    {
        while (length != 0)
        {
            int level = LargestLeafFor(at, target, length);
            if (!TryMapLeaf(root, at, target, level, attributes)) return false;
            ulong size = SizeAt(level);
            at += size;
            target += size;
            length -= size;
        }
        return true;
    }

    private readonly int LargestLeafFor(VirtualAddress at, PhysicalAddress target, ulong length)
    {
        int level = _largestLeaf;
        while (level > 0)
        {
            ulong size = SizeAt(level);
            if (TFormat.LeafAllowedAt(level) && length >= size && at.IsAlignedTo(size) && target.IsAlignedTo(size))
                break;
            level--;
        }
        return level;
    }

    private bool TryMapLeaf(
        PhysicalAddress root, VirtualAddress at, PhysicalAddress target, int leafLevel, MappingAttributes attributes)
    {
        PhysicalAddress table = root;
        for (int level = RootLevel; level > leafLevel; level--)
        {
            ref ulong entry = ref Entry(table, at, level);
            if (!TFormat.IsPresent(entry))
            {
                if (!TryTakeTable(out PhysicalAddress below)) return false;
                entry = TFormat.MakeTable(below, attributes.Audience);
            }
            else if (TFormat.IsLeaf(entry, level)) return false;
            table = TFormat.Target(entry, level);
        }
        ref ulong leaf = ref Entry(table, at, leafLevel);
        if (TFormat.IsPresent(leaf)) return false;
        leaf = TFormat.MakeLeaf(target, leafLevel, attributes);
        return true;
    }

    private readonly ref ulong Entry(PhysicalAddress table, VirtualAddress at, int level)
    {
        int index = (int)(at.Value >> ShiftAt(level)) & (EntriesPerTable - 1);
        return ref _pool[(int)((table - _poolStart) / sizeof(ulong)) + index];
    }

    private bool TryTakeTable(out PhysicalAddress table)
    {
        int start = TablesUsed * EntriesPerTable;
        table = _poolStart + (ulong)start * sizeof(ulong);
        if (start + EntriesPerTable > _pool.Length) return false;
        _pool.Slice(start, EntriesPerTable).Clear();
        TablesUsed++;
        return true;
    }

    private static int ShiftAt(int level) => Page.Shift + EntryIndexBits * level;
    private static ulong SizeAt(int level) => 1UL << ShiftAt(level);
}
