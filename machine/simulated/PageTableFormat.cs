using Diesis.Abi;

namespace Diesis.Machines.Simulated;

/// <summary>
/// Entries of page tables as no processor writes them: so code that silently knows those of one does not pass its tests.
/// </summary>
/// <remarks>
///   63        62    61     60…52   51…………12   11…8     7…5          4…3      2…1     0
///   present   leaf  user   0       frame      level    protection   cache    0       1 for a leaf
/// </remarks>
public readonly struct SimulatedPageTableFormat : IPageTableFormat
{
    private const ulong Present = 1UL << 63;
    private const ulong Leaf = 1UL << 62 | 1;
    private const ulong User = 1UL << 61;
    private const ulong FrameMask = 0x000F_FFFF_FFFF_F000;
    private const int LevelShift = 8, ProtectionShift = 5, CacheShift = 3;

    public static bool LeafAllowedAt(int level) => level <= 2;
    public static bool IsPresent(ulong entry) => (entry & Present) != 0;
    public static bool IsLeaf(ulong entry, int level) => (entry & Leaf) == Leaf;
    public static PhysicalAddress Target(ulong entry, int level) => new(entry & FrameMask);

    public static ulong MakeTable(PhysicalAddress table, Audience audience) => Present | table.Value | UserBit(audience);

    public static ulong MakeLeaf(PhysicalAddress target, int level, MappingAttributes attributes)
        => Present | Leaf | target.Value | UserBit(attributes.Audience) | (ulong)level << LevelShift
            | (ulong)attributes.Protection << ProtectionShift | (ulong)attributes.Cache << CacheShift;

    public static ulong Protect(ulong leaf, Protection protection)
        => leaf & ~(7UL << ProtectionShift) | (ulong)protection << ProtectionShift;

    public static ulong WithTarget(ulong leaf, PhysicalAddress target) => leaf & ~FrameMask | target.Value;

    public static bool IsWritable(ulong leaf) => (Protection)(leaf >> ProtectionShift & 7) == Protection.ReadWrite;

    public static MappingAttributes Attributes(ulong leaf, int level)
        => new((Protection)(leaf >> ProtectionShift & 7), (CachePolicy)(leaf >> CacheShift & 3),
            (leaf & User) != 0 ? Audience.User : Audience.Kernel);

    private static ulong UserBit(Audience audience) => audience == Audience.User ? User : 0;
}
