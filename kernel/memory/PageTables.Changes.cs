using Diesis.Abi;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Taking mappings away and changing them.</summary>
// SAFETY: as in PageTables.cs: tables are reached as the access says, indexes are nine bits of an address.
public readonly unsafe partial struct PageTables<TFormat, TAccess>
{
    /// <summary>Takes away what is mapped in a range; parts that are not mapped are passed over.</summary>
    /// <param name="flush">To be carried out whatever the result is.</param>
    /// <returns><see cref="MapResult.CutsLargePage"/>: nothing was changed.</returns>
    public MapResult Unmap(VirtualAddress at, ulong length, out TlbFlush flush)
    {
        flush = default;
        MapResult check = CheckLeaves(at, length, out ulong smallest);
        if (check != MapResult.Ok || smallest == 0) return check;

        flush = new TlbFlush(at, length, smallest);
        for (ulong done = 0; done < length;)
        {
            // SAFETY: entries lie in the tree's tables.
            ulong* entry = Walk(at + done, out int level);
            if (TFormat.IsPresent(*entry)) Write(entry, 0);
            ulong next = NextAt(at + done, level) - at;
            if (next >= length || IsTableEnd(at + next, level)) DetachEmptyTables(at + done, level, ref flush);
            done = next;
        }
        return MapResult.Ok;
    }

    /// <summary>Changes what may be done with the memory mapped in a range; parts that are not mapped are passed over.</summary>
    /// <param name="flush">To be carried out whatever the result is.</param>
    /// <returns><see cref="MapResult.CutsLargePage"/>: nothing was changed.</returns>
    public MapResult Protect(VirtualAddress at, ulong length, Protection protection, out TlbFlush flush)
    {
        flush = default;
        MapResult check = CheckLeaves(at, length, out ulong smallest);
        if (check != MapResult.Ok || smallest == 0) return check;

        flush = new TlbFlush(at, length, smallest);
        for (ulong done = 0; done < length;)
        {
            // SAFETY: as above.
            ulong* entry = Walk(at + done, out int level);
            if (TFormat.IsPresent(*entry))
            {
                MappingAttributes old = TFormat.Attributes(*entry, level);
                var changed = new MappingAttributes(protection, old.Cache, old.Audience);
                Write(entry, TFormat.MakeLeaf(TFormat.Target(*entry, level), level, changed));
            }
            done = NextAt(at + done, level) - at;
        }
        return MapResult.Ok;
    }

    /// <summary>Gives back the tables that were cut off. To be called when all cores concerned have flushed.</summary>
    [Bounded("one turn for each table that the change cut off")]
    public void Finish<TFrames>(ref TlbFlush flush, ref TFrames frames) where TFrames : struct, ITableFrames, allows ref struct
    {
        while (!flush.DetachedTables.IsZero)
        {
            PhysicalAddress table = flush.DetachedTables;
            // SAFETY: nobody else can reach the table any more.
            flush.DetachedTables = new PhysicalAddress(*_access.Entries(table));
            frames.GiveBack(table.Frame);
        }
    }

    /// <summary>Sees that every leaf of a range lies wholly in it.</summary>
    /// <param name="smallest">The size of the smallest leaf, or 0 when there is none.</param>
    private MapResult CheckLeaves(VirtualAddress at, ulong length, out ulong smallest)
    {
        smallest = 0;
        MapResult check = CheckRange(at, length);
        if (check != MapResult.Ok) return check;

        for (ulong done = 0; done < length;)
        {
            // SAFETY: as above.
            ulong entry = *Walk(at + done, out int level);
            ulong size = SizeAt(level);
            if (TFormat.IsPresent(entry))
            {
                if (!(at + done).IsAlignedTo(size) || length - done < size) return MapResult.CutsLargePage;
                if (smallest == 0 || size < smallest) smallest = size;
            }
            done = NextAt(at + done, level) - at;
        }
        return MapResult.Ok;
    }

    /// <summary>The address that the next entry of this level stands for.</summary>
    private static VirtualAddress NextAt(VirtualAddress at, int level) => at.AlignDown(SizeAt(level)) + SizeAt(level);

    private static bool IsTableEnd(VirtualAddress at, int level) => at.IsAlignedTo(SizeAt(level + 1));

    /// <summary>
    /// Cuts off the table that holds an address's entry of a level if it is empty now, then the one above likewise. Those
    /// directly below the root stay: roots of other spaces may share them.
    /// </summary>
    private void DetachEmptyTables(VirtualAddress at, int level, ref TlbFlush flush)
    {
        for (; level < RootLevel - 1; level++)
        {
            // SAFETY: the way to the address goes down to this level at least, so the table above holds this one.
            ulong* entry = EntryAt(at, level + 1);
            PhysicalAddress table = TFormat.Target(*entry, level + 1);
            ulong* entries = _access.Entries(table);
            for (int i = 0; i < EntriesPerTable; i++)
            {
                if (TFormat.IsPresent(entries[i])) return;
            }
            Write(entry, 0);
            // SAFETY: nothing is in the table; TlbFlush says why a walker that still comes by is not led astray.
            *entries = flush.DetachedTables.Value;
            flush.DetachedTables = table;
        }
    }

    /// <summary>The entry for an address in its table of a level, to which the tables must reach.</summary>
    private ulong* EntryAt(VirtualAddress at, int level)
    {
        // SAFETY: as above.
        ulong* entry = EntryOf(Root, at, RootLevel);
        for (int above = RootLevel; above > level; above--) entry = EntryOf(TFormat.Target(*entry, above), at, above - 1);
        return entry;
    }
}
