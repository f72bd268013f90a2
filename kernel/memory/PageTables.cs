using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>How page tables in memory are reached: by the loader's direct map before the kernel's own exists, by that after.</summary>
public unsafe interface ITableAccess
{
    /// <returns>The 512 entries of a table.</returns>
    ulong* Entries(PhysicalAddress table);

    /// <summary>Makes a frame a table of which no entry is present.</summary>
    void Clear(PhysicalAddress table);
}

/// <summary>What became of a request to map or change a range. When it failed, nothing of it was mapped or changed.</summary>
public enum MapResult : byte
{
    Ok,

    /// <summary>A page of the range is mapped already.</summary>
    Overlap,

    /// <summary>Not whole pages, or not inside one half of the address space.</summary>
    OutOfRange,

    /// <summary>No frame for a table. Tables that were made on the way stay, empty, for the next mapping there.</summary>
    NoTables,
}

/// <summary>Where an address leads.</summary>
public readonly struct Translation(PhysicalAddress target, ulong pageSize, MappingAttributes attributes)
{
    public PhysicalAddress Target { get; } = target;

    /// <summary>The size of the page or large page that the address lies in.</summary>
    public ulong PageSize { get; } = pageSize;
    public MappingAttributes Attributes { get; } = attributes;
}

/// <summary>
/// One tree of page tables. The same code builds those of the kernel in the loader, the kernel's own before its direct
/// map exists, those of processes, and those of tests in ordinary memory.
/// </summary>
/// <remarks>
/// Holds nothing but where the tables are, so it may be copied. A range is looked at as a whole before the first leaf is written.
/// Mappings that are taken away or changed are gone when the <see cref="TlbFlush"/> that stands for them is carried out.
/// Its owner alone writes the tree; hardware of any core may walk it meanwhile, so an entry is written in one store, and
/// after the table that it leads to.
/// <code>
///   63……48   47…39    38…30    29…21    20…12    11…0
///   sign     level 3  level 2  level 1  level 0  offset      each level: an index into a table of 512 entries
/// </code>
/// </remarks>
/// <param name="root">The table of level 3.</param>
/// <param name="largestLeafLevel">The highest level at which the processor takes a leaf.</param>
// SAFETY: the tree's tables are reached as its access says; an index into one is nine bits of an address.
public readonly unsafe partial struct PageTables<TFormat, TAccess>(PhysicalAddress root, int largestLeafLevel, TAccess access)
    where TFormat : struct, IPageTableFormat
    where TAccess : struct, ITableAccess
{
    public const int RootLevel = 3;

    private const int IndexBits = 9;
    private const int EntriesPerTable = 1 << IndexBits;
    private const int AddressBits = 48;

    private readonly TAccess _access = access;
    private readonly int _largestLeafLevel = largestLeafLevel;

    public PhysicalAddress Root { get; } = root;

    /// <summary>Makes an empty tree.</summary>
    public static bool TryCreate<TFrames>(int largestLeafLevel, TAccess access, ref TFrames frames,
        out PageTables<TFormat, TAccess> tables)
        where TFrames : struct, ITableFrames, allows ref struct
    {
        bool made = frames.TryTake(out Frame root);
        tables = new PageTables<TFormat, TAccess>(root.Start, largestLeafLevel, access);
        if (made) access.Clear(root.Start);
        return made;
    }

    /// <summary>Maps memory, in the largest pages that alignment, length and processor allow.</summary>
    /// <param name="at">On a page boundary, like <paramref name="to"/> and <paramref name="length"/> (in bytes).</param>
    public MapResult Map<TFrames>(VirtualAddress at, PhysicalAddress to, ulong length, MappingAttributes attributes,
        ref TFrames frames) where TFrames : struct, ITableFrames, allows ref struct
    {
        MapResult check = CheckRange(at, length);
        if (check != MapResult.Ok) return check;
        if (!to.IsAlignedTo(Page.Size)) return MapResult.OutOfRange;

        MapResult prepared = Prepare(at, to, length, attributes.Audience, ref frames);
        if (prepared != MapResult.Ok) return prepared;

        for (ulong done = 0; done < length;)
        {
            // SAFETY: entries lie in the tree's tables; the tables end where the leaves go now.
            ulong* entry = Walk(at + done, out int level);
            Write(entry, TFormat.MakeLeaf(to + done, level, attributes));
            done += SizeAt(level);
        }
        return MapResult.Ok;
    }

    /// <summary>Where an address leads.</summary>
    /// <returns>False when it is not mapped.</returns>
    public bool TryTranslate(VirtualAddress at, out Translation translation)
    {
        translation = default;
        if (!IsCanonical(at)) return false;
        // SAFETY: as above.
        ulong entry = *Walk(at, out int level);
        if (!TFormat.IsPresent(entry)) return false;
        ulong size = SizeAt(level);
        translation = new Translation(TFormat.Target(entry, level) + (at.Value & (size - 1)), size, TFormat.Attributes(entry, level));
        return true;
    }

    /// <summary>Copies the entries of another tree's root for the upper half: the two share all tables below them.</summary>
    public void ShareUpperHalf(PhysicalAddress from)
    {
        // SAFETY: both are roots, of 512 entries.
        const int half = EntriesPerTable / 2;
        new Span<ulong>(_access.Entries(from) + half, half).CopyTo(new Span<ulong>(_access.Entries(Root) + half, half));
    }

    /// <summary>Sees that nothing of a range is mapped, and that tables reach down to where its leaves will be.</summary>
    private MapResult Prepare<TFrames>(VirtualAddress at, PhysicalAddress to, ulong length, Audience audience, ref TFrames frames)
        where TFrames : struct, ITableFrames, allows ref struct
    {
        for (ulong done = 0; done < length;)
        {
            // SAFETY: as above.
            ulong* entry = Walk(at + done, out int level);
            if (TFormat.IsPresent(*entry)) return MapResult.Overlap;
            int leaf = LeafLevel(at + done, to + done, length - done, level);
            for (; level > leaf; level--)
            {
                if (!frames.TryTake(out Frame table)) return MapResult.NoTables;
                _access.Clear(table.Start);
                Write(entry, TFormat.MakeTable(table.Start, audience));
                entry = EntryOf(table.Start, at + done, level - 1);
            }
            done += SizeAt(leaf);
        }
        return MapResult.Ok;
    }

    /// <summary>The level of the largest page that fits, at most the given one.</summary>
    private int LeafLevel(VirtualAddress at, PhysicalAddress to, ulong length, int most)
    {
        for (int level = Math.Min(most, _largestLeafLevel); level > 0; level--)
        {
            ulong size = SizeAt(level);
            if (TFormat.LeafAllowedAt(level) && length >= size && at.IsAlignedTo(size) && to.IsAlignedTo(size)) return level;
        }
        return 0;
    }

    /// <summary>The entry where the way to an address ends: a leaf, or one that is not present.</summary>
    [Bounded("one turn a level: at level 0 what is present is a leaf")]
    private ulong* Walk(VirtualAddress at, out int level)
    {
        level = RootLevel;
        // SAFETY: an entry that is present and no leaf leads to the next table.
        ulong* entry = EntryOf(Root, at, level);
        while (TFormat.IsPresent(*entry) && !TFormat.IsLeaf(*entry, level))
        {
            entry = EntryOf(TFormat.Target(*entry, level), at, level - 1);
            level--;
        }
        return entry;
    }

    // SAFETY: the index is below the 512 entries of a table.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong* EntryOf(PhysicalAddress table, VirtualAddress at, int level)
        => _access.Entries(table) + (at.Value >> Page.Shift + level * IndexBits & EntriesPerTable - 1);

    /// <summary>Writes an entry after all that was written before: a table is clear before it can be reached.</summary>
    private static void Write(ulong* entry, ulong value) => Volatile.Write(ref *entry, value);

    private static ulong SizeAt(int level) => Page.Size << level * IndexBits;

    private static MapResult CheckRange(VirtualAddress at, ulong length)
    {
        if (!at.IsAlignedTo(Page.Size) || (length & Page.OffsetMask) != 0 || length == 0) return MapResult.OutOfRange;
        VirtualAddress last = at + (length - 1);
        bool isOneHalf = IsCanonical(at) && IsCanonical(last) && last >= at && last.IsKernelHalf == at.IsKernelHalf;
        return isOneHalf ? MapResult.Ok : MapResult.OutOfRange;
    }

    /// <summary>All bits above the 48 that are translated repeat the highest of these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsCanonical(VirtualAddress at)
    {
        long signed = unchecked((long)at.Value);
        return signed >> AddressBits - 1 is 0 or -1;
    }
}
