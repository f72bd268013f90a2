using Diesis.Abi;

namespace Diesis.Machines;

/// <summary>Who may use a mapping.</summary>
public enum Audience : byte
{
    /// <summary>The kernel alone, in every address space: the entry may stay in the TLB when the space changes.</summary>
    Kernel,

    /// <summary>User mode, in one address space.</summary>
    User,
}

/// <summary>What one leaf of a page table says besides where it leads.</summary>
public readonly struct MappingAttributes(Protection protection, CachePolicy cache, Audience audience)
{
    public Protection Protection { get; } = protection;
    public CachePolicy Cache { get; } = cache;
    public Audience Audience { get; } = audience;
}

/// <summary>
/// How an architecture writes the entries of its page tables: four levels of 512 entries of 8 bytes, 4 KiB granule.
/// Level 3 is the root's, level 0 that of 4 KiB leaves. Pure: an entry is a number; nothing here touches memory.
/// </summary>
public interface IPageTableFormat
{
    /// <summary>
    /// True when the format knows a leaf at this level: 0 (4 KiB), 1 (2 MiB), 2 (1 GiB). Whether this processor takes it
    /// is <see cref="IMachine.LargestLeafLevel"/>.
    /// </summary>
    static abstract bool LeafAllowedAt(int level);

    static abstract bool IsPresent(ulong entry);

    /// <summary>For a present entry: does it map memory (true) or lead to the next table (false)?</summary>
    static abstract bool IsLeaf(ulong entry, int level);

    /// <summary>For a present entry: the memory mapped, or the next table.</summary>
    static abstract PhysicalAddress Target(ulong entry, int level);

    static abstract ulong MakeTable(PhysicalAddress table, Audience audience);

    static abstract ulong MakeLeaf(PhysicalAddress target, int level, MappingAttributes attributes);

    /// <summary>For a leaf: the same, but for what may be done with the memory.</summary>
    static abstract ulong Protect(ulong leaf, Protection protection);

    /// <summary>For a leaf of level 0: the same, but for where it leads.</summary>
    static abstract ulong WithTarget(ulong leaf, PhysicalAddress target);

    /// <summary>May the memory be written?</summary>
    static abstract bool IsWritable(ulong leaf);

    /// <summary>For a leaf: what <see cref="MakeLeaf"/> was told.</summary>
    static abstract MappingAttributes Attributes(ulong leaf, int level);
}
