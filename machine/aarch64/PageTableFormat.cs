using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Machines.AArch64;

/// <summary>
/// A descriptor of a translation table of any level: stage 1, 4 KiB granule, 48-bit addresses. Arm ARM (DDI 0487) D8.3.
/// What Arm calls level 0 is level 3 here, and so on down to Arm's level 3, which is level 0 here.
/// </summary>
/// <remarks>
/// leaf:   63…55     54   53   52  51  50 49…48  47……12   11  10  9…8  7…6  5   4…2       1     0
///         software  UXN  PXN  C   DBM  0   0    address  nG  AF  SH   AP   NS  AttrIndx  page  valid
/// table:  63  62…61    60        59        58…48  47……12   11…2  1  0
///         NS  APTable  UXNTable  PXNTable    0    address    0   1  valid
/// Bit 1 tells a table (1) from a block (0) above the last level; at the last level it is always 1.
/// </remarks>
public readonly struct A64PageTableFormat : IPageTableFormat
{
    private const ulong Valid = 1UL << 0;
    private const ulong TableOrPage = 1UL << 1;
    private const int AttributeIndexShift = 2;
    private const ulong AttributeIndexMask = 7UL << AttributeIndexShift;
    private const ulong AccessibleToUser = 1UL << 6;
    private const ulong ReadOnly = 1UL << 7;
    private const ulong InnerShareable = 3UL << 8;
    private const ulong Accessed = 1UL << 10;
    private const ulong NotGlobal = 1UL << 11;
    private const ulong PrivilegedExecuteNever = 1UL << 53;
    private const ulong UserExecuteNever = 1UL << 54;
    private const ulong TablePrivilegedExecuteNever = 1UL << 59;
    private const ulong TableUserExecuteNever = 1UL << 60;
    private const ulong TableNoUserAccess = 1UL << 61;
    private const ulong AddressMask = 0x0000_FFFF_FFFF_F000;

    /// <summary>
    /// MAIR_EL1 as the entries made here want it: by index, Normal write-back (both levels, allocating), Normal
    /// non-cacheable, Device-nGnRE. Arm ARM D19.2.109. The order is that of <see cref="CachePolicy"/>.
    /// </summary>
    public const ulong MemoryAttributes = A64Mair.WriteBack | A64Mair.NonCacheable << 8 | A64Mair.Device << 16;

    public static bool LeafAllowedAt(int level) => level <= 2;

    public static bool IsPresent(ulong entry) => (entry & Valid) != 0;

    public static bool IsLeaf(ulong entry, int level) => level == 0 || (entry & TableOrPage) == 0;

    public static PhysicalAddress Target(ulong entry, int level) => new(entry & AddressMask);

    /// <summary>A table allows what its audience may ever do; the leaves decide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MakeTable(PhysicalAddress table, Audience audience)
        => table.Value | Valid | TableOrPage
            | (audience == Audience.User ? TablePrivilegedExecuteNever : TableUserExecuteNever | TableNoUserAccess);

    /// <summary>
    /// The access flag is set from the start: nothing here reads it, and its first use need not fault.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MakeLeaf(PhysicalAddress target, int level, MappingAttributes attributes)
    {
        bool user = attributes.Audience == Audience.User;
        bool executable = attributes.Protection == Protection.ReadExecute;
        ulong entry = target.Value | Valid | Accessed | (ulong)attributes.Cache << AttributeIndexShift;
        if (level == 0) entry |= TableOrPage;
        // Only of cached memory may the shareability be chosen; the others are outer shareable whatever stands here.
        if (attributes.Cache == CachePolicy.WriteBack) entry |= InnerShareable;
        if (attributes.Protection != Protection.ReadWrite) entry |= ReadOnly;
        if (user) entry |= AccessibleToUser | NotGlobal;
        // Nobody executes what is another's: the kernel no page of user mode, user mode none of the kernel.
        if (user || !executable) entry |= PrivilegedExecuteNever;
        if (!user || !executable) entry |= UserExecuteNever;
        return entry;
    }

    public static ulong Protect(ulong leaf, Protection protection)
    {
        bool user = (leaf & AccessibleToUser) != 0, executable = protection == Protection.ReadExecute;
        return leaf & ~(ReadOnly | UserExecuteNever | PrivilegedExecuteNever)
            | (protection != Protection.ReadWrite ? ReadOnly : 0)
            | (user || !executable ? PrivilegedExecuteNever : 0)
            | (!user || !executable ? UserExecuteNever : 0);
    }

    public static ulong WithTarget(ulong leaf, PhysicalAddress target) => leaf & ~AddressMask | target.Value;

    public static bool IsWritable(ulong leaf) => (leaf & ReadOnly) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MappingAttributes Attributes(ulong leaf, int level)
    {
        bool user = (leaf & AccessibleToUser) != 0;
        bool executable = (leaf & (user ? UserExecuteNever : PrivilegedExecuteNever)) == 0;
        return new MappingAttributes(
            (leaf & ReadOnly) == 0 ? Protection.ReadWrite : executable ? Protection.ReadExecute : Protection.Read,
            (CachePolicy)((leaf & AttributeIndexMask) >> AttributeIndexShift),
            user ? Audience.User : Audience.Kernel);
    }

    /// <summary>
    /// A page for tables that are read while another MAIR_EL1 than <see cref="MemoryAttributes"/> is in force.
    /// </summary>
    /// <param name="attributeIndex">Which of its eight bytes is to be meant.</param>
    internal static ulong MakePage(PhysicalAddress target, MappingAttributes attributes, int attributeIndex)
        => MakeLeaf(target, 0, attributes) & ~AttributeIndexMask | (ulong)attributeIndex << AttributeIndexShift;
}
