using Diesis.Abi;
using Diesis.Machines;
using Diesis.Machines.X86_64;

namespace Diesis.Boot.Uefi.X86_64;

/// <summary>
/// Page tables as the protocol has them at entry: like the kernel's own, but write-combining is entry 5 of the page
/// attribute table (PAT and PWT set), where the kernel uses entry 1. Limine Boot Protocol, "Caching".
/// </summary>
internal readonly struct X64HandoverFormat : IPageTableFormat
{
    /// <summary>
    /// The protocol's page attribute table: WB, WT, UC-, UC, WP, WC, and twice the reset value UC-. SDM 3A, 11.12.
    /// </summary>
    public const ulong PageAttributes = 0x0707_0105_0007_0406;

    // The PAT bit of a leaf: SDM 3A, tables 4-16 to 4-20.
    private const ulong PatOfPage = 1UL << 7;
    private const ulong PatOfLargePage = 1UL << 12;

    public static bool LeafAllowedAt(int level) => X64PageTableFormat.LeafAllowedAt(level);
    public static bool IsPresent(ulong entry) => X64PageTableFormat.IsPresent(entry);
    public static bool IsLeaf(ulong entry, int level) => X64PageTableFormat.IsLeaf(entry, level);

    public static PhysicalAddress Target(ulong entry, int level)
        => IsLeaf(entry, level)
            ? X64PageTableFormat.Target(entry & ~PatAt(level), level)
            : X64PageTableFormat.Target(entry, level);

    public static ulong MakeTable(PhysicalAddress table, Audience audience)
        => X64PageTableFormat.MakeTable(table, audience);

    public static ulong MakeLeaf(PhysicalAddress target, int level, MappingAttributes attributes)
    {
        ulong leaf = X64PageTableFormat.MakeLeaf(target, level, attributes);
        return attributes.Cache == CachePolicy.WriteCombining ? leaf | PatAt(level) : leaf;
    }

    public static ulong Protect(ulong leaf, Protection protection) => X64PageTableFormat.Protect(leaf, protection);

    public static ulong WithTarget(ulong leaf, PhysicalAddress target) => X64PageTableFormat.WithTarget(leaf, target);

    public static bool IsWritable(ulong leaf) => X64PageTableFormat.IsWritable(leaf);

    public static MappingAttributes Attributes(ulong leaf, int level)
        => X64PageTableFormat.Attributes(leaf & ~PatAt(level), level);

    private static ulong PatAt(int level) => level == 0 ? PatOfPage : PatOfLargePage;
}
