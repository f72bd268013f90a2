using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>How page tables in memory are reached: by the loader's direct map before the kernel's own exists, by that after.</summary>
public unsafe interface ITableAccess
{
    /// <returns>The 512 entries of a table.</returns>
    ulong* Entries(PhysicalAddress table);
}

/// <summary>Why a range could not be mapped. Nothing of it is mapped then.</summary>
public enum MapResult : byte
{
    Ok,

    /// <summary>A page of the range is mapped already.</summary>
    Overlap,

    /// <summary>Not whole pages, or not inside one half of the address space.</summary>
    OutOfRange,

    /// <summary>No frame for a table.</summary>
    NoTables,
}

/// <summary>
/// One tree of page tables. Maps ranges with the largest leaves that alignment allows; a page belongs to at most one
/// mapping. Its owner alone writes it; hardware of any core may walk it meanwhile, so each entry is written at once.
/// </summary>
/// <remarks>
///   63……48   47…39   38…30   29…21   20…12   11…0
///   sign     level 3 level 2 level 1 level 0 offset      each level: an index of 9 bits into a table of 512 entries
/// </remarks>
public readonly unsafe struct PageTables<TFormat, TAccess>(PhysicalAddress root, int largestLeafLevel, TAccess access)
    where TFormat : struct, IPageTableFormat
    where TAccess : struct, ITableAccess
{
    private const int TopLevel = 3;
    private const int EntriesPerTable = 512;

    /// <summary>Bits of an address that select: 48, sign-extended.</summary>
    private const int AddressBits = 48;

    public PhysicalAddress Root { get; } = root;

    private readonly int _largestLeafLevel = largestLeafLevel;
    private readonly TAccess _access = access;

    public static bool IsCanonical(VirtualAddress address)
        => (long)(address.Value << (64 - AddressBits)) >> (64 - AddressBits) == (long)address.Value;

    /// <summary>Makes an empty tree.</summary>
    public static bool TryCreate<TFrames>(int largestLeafLevel, TAccess access, ref TFrames frames,
        out PageTables<TFormat, TAccess> tables) where TFrames : struct, ITableFrames, allows ref struct
    {
        tables = default;
        if (!frames.TryTake(out Frame root)) return false;
        tables = new PageTables<TFormat, TAccess>(root.Start, largestLeafLevel, access);
        new Span<ulong>(access.Entries(root.Start), EntriesPerTable).Clear();
        return true;
    }

    /// <summary>
    /// Maps a range of addresses to a range of memory. Costs one walk per 512 entries written. When it fails, tables that
    /// were made on the way stay, empty, for the next mapping there.
    /// </summary>
    /// <param name="at">On a page boundary, like <paramref name="to"/> and <paramref name="length"/> (in bytes).</param>
    public MapResult Map<TFrames>(VirtualAddress at, PhysicalAddress to, ulong length, MappingAttributes attributes,
        ref TFrames frames) where TFrames : struct, ITableFrames, allows ref struct
    {
        if (!IsRange(at, length) || to.OffsetInPage != 0) return MapResult.OutOfRange;
        if (IsAnyMapped(at, length)) return MapResult.Overlap;

        for (ulong done = 0; done < length;)
        {
            int level = LeafLevelFor(at + done, to + done, length - done);
            if (!TryFindTable(at + done, level, attributes.Audience, ref frames, out ulong* table))
            {
                Clear(at, done);
                return MapResult.NoTables;
            }
            ulong step = BytesPerEntry(level);
            int index = IndexAt(at + done, level);
            for (; index < EntriesPerTable && length - done >= step; index++, done += step)
            {
                // A smaller table may stand here, empty: then its own entries are written instead.
                if (TFormat.IsPresent(table[index])) break;
                table[index] = TFormat.MakeLeaf(to + done, level, attributes);
            }
        }
        return MapResult.Ok;
    }

    /// <summary>Finds what an address leads to.</summary>
    /// <returns>False when it is not mapped.</returns>
    public bool TryTranslate(VirtualAddress address, out PhysicalAddress target, out MappingAttributes attributes)
    {
        target = default;
        attributes = default;
        if (!IsCanonical(address)) return false;
        ulong* table = _access.Entries(Root);
        for (int level = TopLevel; ; level--)
        {
            // SAFETY: a root or an entry that leads on names a table of this tree; the index has nine bits.
            ulong entry = table[IndexAt(address, level)];
            if (!TFormat.IsPresent(entry)) return false;
            if (TFormat.IsLeaf(entry, level))
            {
                target = TFormat.Target(entry, level) + (address.Value & (BytesPerEntry(level) - 1));
                attributes = TFormat.Attributes(entry, level);
                return true;
            }
            table = _access.Entries(TFormat.Target(entry, level));
        }
    }

    /// <summary>Takes mappings away: whole leaves only, that is, a range that <see cref="Map"/> was given or pages of it.</summary>
    /// <returns>What must be done before the memory is used for anything else.</returns>
    public TlbFlush Unmap(VirtualAddress at, ulong length)
    {
        Clear(at, length);
        return new TlbFlush(at, length);
    }

    /// <summary>Copies the entries of another tree's root for the upper half: the two share all tables below them.</summary>
    public void ShareUpperHalf(PageTables<TFormat, TAccess> from)
    {
        ulong* source = _access.Entries(from.Root), target = _access.Entries(Root);
        for (int index = EntriesPerTable / 2; index < EntriesPerTable; index++) target[index] = source[index];
    }

    private static bool IsRange(VirtualAddress at, ulong length)
    {
        if (length == 0 || at.OffsetInPage != 0 || (length & Page.OffsetMask) != 0) return false;
        VirtualAddress last = at + (length - 1);
        return last >= at && IsCanonical(at) && IsCanonical(last) && at.IsKernelHalf == last.IsKernelHalf;
    }

    private bool IsAnyMapped(VirtualAddress at, ulong length)
    {
        for (ulong done = 0; done < length;)
        {
            if (IsMapped(at + done, out ulong step)) return true;
            done += step - ((at.Value + done) & (step - 1));
        }
        return false;
    }

    /// <param name="step">When nothing is mapped there: the size of the aligned block in which nothing is.</param>
    private bool IsMapped(VirtualAddress address, out ulong step)
    {
        ulong* table = _access.Entries(Root);
        for (int level = TopLevel; ; level--)
        {
            step = BytesPerEntry(level);
            // SAFETY: as in TryTranslate.
            ulong entry = table[IndexAt(address, level)];
            if (!TFormat.IsPresent(entry)) return false;
            if (TFormat.IsLeaf(entry, level)) return true;
            table = _access.Entries(TFormat.Target(entry, level));
        }
    }

    private int LeafLevelFor(VirtualAddress at, PhysicalAddress to, ulong length)
    {
        for (int level = _largestLeafLevel; level > 0; level--)
        {
            ulong size = BytesPerEntry(level);
            if (length >= size && ((at.Value | to.Value) & (size - 1)) == 0 && TFormat.LeafAllowedAt(level)
                && !LeadsOn(at, level))
                return level;
        }
        return 0;
    }

    /// <summary>Does a table of smaller pages stand where a leaf of a level would?</summary>
    private bool LeadsOn(VirtualAddress at, int level)
    {
        ulong* table = _access.Entries(Root);
        for (int above = TopLevel; ; above--)
        {
            // SAFETY: as in TryTranslate.
            ulong entry = table[IndexAt(at, above)];
            if (!TFormat.IsPresent(entry)) return false;
            if (above == level) return true;
            table = _access.Entries(TFormat.Target(entry, above));
        }
    }

    private bool TryFindTable<TFrames>(VirtualAddress at, int level, Audience audience, ref TFrames frames, out ulong* table)
        where TFrames : struct, ITableFrames, allows ref struct
    {
        table = _access.Entries(Root);
        for (int above = TopLevel; above > level; above--)
        {
            // SAFETY: as in TryTranslate.
            ref ulong entry = ref table[IndexAt(at, above)];
            if (!TFormat.IsPresent(entry))
            {
                if (!frames.TryTake(out Frame frame)) return false;
                new Span<ulong>(_access.Entries(frame.Start), EntriesPerTable).Clear();
                entry = TFormat.MakeTable(frame.Start, audience);
            }
            table = _access.Entries(TFormat.Target(entry, above));
        }
        return true;
    }

    private void Clear(VirtualAddress at, ulong length)
    {
        for (ulong done = 0; done < length;)
        {
            ulong* table = _access.Entries(Root);
            ulong step;
            for (int level = TopLevel; ; level--)
            {
                step = BytesPerEntry(level);
                // SAFETY: as in TryTranslate.
                ref ulong entry = ref table[IndexAt(at + done, level)];
                if (!TFormat.IsPresent(entry)) break;
                if (TFormat.IsLeaf(entry, level))
                {
                    Debug.Assert(((at.Value + done) & (step - 1)) == 0 && length - done >= step);
                    entry = 0;
                    break;
                }
                table = _access.Entries(TFormat.Target(entry, level));
            }
            done += step - ((at.Value + done) & (step - 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BytesPerEntry(int level) => Page.Size << (9 * level);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexAt(VirtualAddress address, int level)
        => (int)(address.Value >> (Page.Shift + 9 * level)) & (EntriesPerTable - 1);
}
