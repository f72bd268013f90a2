using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>What is to become of the leaves of a range.</summary>
public readonly struct LeafChange
{
    /// <summary>Tables whose region lies in here are cut off as a whole.</summary>
    public VirtualAddress Low { get; private init; }
    public VirtualAddress High { get; private init; }

    /// <summary>What leaves that stay allow from now on, unless this would make them writable.</summary>
    public Protection Protection { get; private init; }
    public bool Removes { get; private init; }

    /// <summary>They go.</summary>
    /// <param name="low">Nothing is to be mapped from here…</param>
    /// <param name="high">…up to there.</param>
    public static LeafChange Remove(VirtualAddress low, VirtualAddress high) => new() { Low = low, High = high, Removes = true };

    /// <summary>They go, and all tables stay: what is mapped will be shown again.</summary>
    public static LeafChange Hide => new() { Removes = true };

    /// <summary>They allow this. None becomes writable: whether its memory is shared shows when it is written.</summary>
    public static LeafChange Protect(Protection protection) => new() { Protection = protection };
}

/// <summary>Leaves that come one by one, as pages are touched, and go by ranges: the page tables of processes.</summary>
/// <remarks>Such leaves only repeat what is known otherwise. So a large one that only in part lies in a range goes as a whole.</remarks>
// SAFETY: as in PageTables.cs: tables are reached as the access says, indexes are nine bits of an address.
public readonly unsafe partial struct PageTables<TFormat, TAccess>
{
    /// <summary>The entry where the leaf for an address goes; tables are made down to it.</summary>
    /// <param name="level">The level wanted; coming out that which it can have: smaller where there is a table already.</param>
    /// <returns>Null when there is no frame for a table.</returns>
    [Bounded("as many turns as there are levels")]
    public ulong* Reach<TFrames>(VirtualAddress at, ref int level, ref TFrames frames) where TFrames : struct, ITableFrames, allows ref struct
    {
        PhysicalAddress table = Root;
        for (int here = RootLevel; ; here--)
        {
            // SAFETY: a table of level "here" holds an entry for every address.
            ulong* entry = EntryOf(table, at, here);
            ulong value = *entry;
            if (!TFormat.IsPresent(value))
            {
                if (here <= level)
                {
                    level = here;
                    return entry;
                }
                if (!frames.TryTake(out Frame made)) return null;
                _access.Clear(made.Start);
                value = TFormat.MakeTable(made.Start, Audience.User);
                Write(entry, value);
            }
            else if (TFormat.IsLeaf(value, here))
            {
                level = here;
                return entry;
            }
            table = TFormat.Target(value, here);
        }
    }

    /// <summary>Writes a leaf for user mode where <see cref="Reach"/> said.</summary>
    /// <returns>True when one was there before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Put(ulong* entry, PhysicalAddress target, int level, Protection protection, CachePolicy cache)
    {
        bool wasPresent = TFormat.IsPresent(*entry);
        Write(entry, TFormat.MakeLeaf(target, level, new MappingAttributes(protection, cache, Audience.User)));
        return wasPresent;
    }

    /// <summary>Writes a leaf of level 0 like another, if there is none yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutLike(ulong leaf, ulong* entry, PhysicalAddress target)
    {
        if (!TFormat.IsPresent(*entry)) Write(entry, TFormat.WithTarget(leaf, target));
    }

    /// <summary>Changes the leaves of a range of the user half.</summary>
    /// <param name="steps">Counted down, one for each table looked into.</param>
    /// <returns>Where the next turn is to go on; the end of the range when all is done.</returns>
    public VirtualAddress Change(VirtualAddress from, VirtualAddress to, in LeafChange change, ref TlbFlush flush, ref int steps)
    {
        VirtualAddress at = from;
        for (; steps > 0 && at < to; steps--) at = ChangeNext(at, to, in change, ref flush);
        return at < to ? at : to;
    }

    /// <summary>Changes the leaves of one table, or passes over a region without any.</summary>
    [Bounded("as many turns as there are levels")]
    private VirtualAddress ChangeNext(VirtualAddress at, VirtualAddress to, in LeafChange change, ref TlbFlush flush)
    {
        PhysicalAddress table = Root;
        if (!change.Removes)
        {
            // Mostly there are small pages.
            ulong* row = FindRow(at);
            if (row != null) return ChangeRow(row, at, to, in change, ref flush);
        }
        for (int level = RootLevel; ; level--)
        {
            if (level == 0) return ChangeRow(EntryOf(table, at, 0), at, to, in change, ref flush);
            // SAFETY: as above.
            ulong* entry = EntryOf(table, at, level);
            ulong value = *entry;
            VirtualAddress start = at.AlignDown(SizeAt(level)), next = start + SizeAt(level);
            if (!TFormat.IsPresent(value)) return next;
            if (TFormat.IsLeaf(value, level))
            {
                ulong changed = change.Removes || start < at || next > to ? 0 : Protected(value, change.Protection);
                if (changed == value) return next;
                Write(entry, changed);
                flush.Add(start, SizeAt(level));
                return next;
            }
            table = TFormat.Target(value, level);
            if (!change.Removes || start < change.Low || next > change.High) continue;
            Write(entry, 0);
            flush.Add(start, SizeAt(level));
            Discard(table, level - 1, at, to < next ? to : next, ref flush.CutOff);
            return next;
        }
    }

    /// <summary>Changes what a leaf of level 0 allows, as <see cref="LeafChange.Protect"/> says.</summary>
    /// <param name="entry">For one, whether it is there or not.</param>
    /// <returns>True when what cores know of it is to be flushed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryProtect(ulong* entry, Protection protection)
    {
        ulong value = *entry;
        if (!TFormat.IsPresent(value)) return false;
        ulong changed = Protected(value, protection);
        if (changed == value) return false;
        Write(entry, changed);
        return true;
    }

    /// <summary>The entry of level 0 for an address, or null when no table of that level is there.</summary>
    public ulong* FindRow(VirtualAddress at)
    {
        // SAFETY: as above.
        ulong entry = *EntryOf(Root, at, 3);
        if (!TFormat.IsPresent(entry) || TFormat.IsLeaf(entry, 3)) return null;
        entry = *EntryOf(TFormat.Target(entry, 3), at, 2);
        if (!TFormat.IsPresent(entry) || TFormat.IsLeaf(entry, 2)) return null;
        entry = *EntryOf(TFormat.Target(entry, 2), at, 1);
        if (!TFormat.IsPresent(entry) || TFormat.IsLeaf(entry, 1)) return null;
        return EntryOf(TFormat.Target(entry, 1), at, 0);
    }

    private VirtualAddress ChangeRow(ulong* entry, VirtualAddress at, VirtualAddress to, in LeafChange change, ref TlbFlush flush)
    {
        VirtualAddress end = at.AlignDown(SizeAt(1)) + SizeAt(1);
        if (to < end) end = to;
        VirtualAddress first = end, behind = end;
        for (; at < end; at += Page.Size, entry++)
        {
            if (!change.Removes)
            {
                if (!TryProtect(entry, change.Protection)) continue;
            }
            else
            {
                if (!TFormat.IsPresent(*entry)) continue;
                Write(entry, 0);
            }
            if (first == end) first = at;
            behind = at + Page.Size;
        }
        if (first < end) flush.Add(first, behind - first);
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Protected(ulong leaf, Protection protection)
        => TFormat.Protect(leaf, protection == Protection.ReadWrite && !TFormat.IsWritable(leaf) ? Protection.Read : protection);

    /// <summary>
    /// Puts a table that was cut off into the list, and the one that the only entry of the range leads to, and so on. Where the range has more
    /// entries, they are looked for when the table is given back; but the first is followed here, since the link takes its place.
    /// </summary>
    /// <param name="from">What was mapped by the table lies from here…</param>
    /// <param name="to">…up to there.</param>
    private void Discard(PhysicalAddress table, int level, VirtualAddress from, VirtualAddress to, ref CutOffTables cutOff)
    {
        for (; level >= 0; level--)
        {
            // SAFETY: no entry that is present leads to the table any more.
            ulong* first = _access.Entries(table);
            VirtualAddress start = from.AlignDown(SizeAt(level)), end = start + SizeAt(level);
            bool isOnly = to <= end;
            ulong below = isOnly ? *EntryOf(table, from, level) : *first;
            Write(first, cutOff.Push(table, isOnly ? 0 : level));
            if (level == 0 || !TFormat.IsPresent(below) || TFormat.IsLeaf(below, level)) return;
            table = TFormat.Target(below, level);
            // What the first entry leads to may hold more than the range began with.
            if (!isOnly) (from, to) = EverywhereBelow;
        }
    }

    private static (VirtualAddress From, VirtualAddress To) EverywhereBelow => (new(0), new(ulong.MaxValue));

    /// <summary>Gives one table back that was cut off. To be called when all cores concerned have flushed.</summary>
    public void GiveBackOne<TFrames>(ref CutOffTables cutOff, ref TFrames frames) where TFrames : struct, ITableFrames, allows ref struct
    {
        PhysicalAddress table = cutOff.Table;
        int level = cutOff.Level;
        // SAFETY: nobody else can reach the table any more.
        ulong* entries = _access.Entries(table);
        cutOff.Pop(*entries);
        for (int i = 1; level > 0 && (i = Entries.NextUsed(entries, i)) < EntriesPerTable; i++)
        {
            if (TFormat.IsPresent(entries[i]) && !TFormat.IsLeaf(entries[i], level)) Discard(TFormat.Target(entries[i], level), level - 1, EverywhereBelow.From, EverywhereBelow.To, ref cutOff);
        }
        frames.GiveBack(table.Frame);
    }
}
