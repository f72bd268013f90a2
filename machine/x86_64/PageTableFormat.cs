using Diesis.Abi;

using System.Runtime.CompilerServices;

namespace Diesis.Machines.X86_64;

/// <summary>An entry of a page table of any level. Intel SDM volume 3A, 5.5 (4-level paging).</summary>
/// <remarks>
///   63   62……52   51…………12   11…9       8   7      6   5   4    3    2   1   0
///   NX   unused   frame      software   G   PS/PAT D   A   PCD  PWT  U   W   P
/// The kernel sets the PAT so that PCD and PWT alone choose among its policies (see <see cref="X64Machine"/>):
/// 00 write-back, 01 write-combining, 11 uncached. So the PAT bit, whose place differs by level, is never set.
/// </remarks>
public readonly struct X64PageTableFormat : IPageTableFormat
{
    private const ulong Present = 1UL << 0;
    private const ulong Writable = 1UL << 1;
    private const ulong User = 1UL << 2;
    private const ulong WriteThrough = 1UL << 3;
    private const ulong CacheDisable = 1UL << 4;
    private const ulong Accessed = 1UL << 5;
    private const ulong Dirty = 1UL << 6;
    private const ulong PageSize = 1UL << 7;
    private const ulong Global = 1UL << 8;
    private const ulong NoExecute = 1UL << 63;
    private const ulong FrameMask = 0x000F_FFFF_FFFF_F000;

    public static bool LeafAllowedAt(int level) => level <= 2;

    public static bool IsPresent(ulong entry) => (entry & Present) != 0;

    public static bool IsLeaf(ulong entry, int level) => level == 0 || (entry & PageSize) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhysicalAddress Target(ulong entry, int level) => new(entry & FrameMask);

    /// <summary>A table's entry allows everything; the leaves decide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MakeTable(PhysicalAddress table, Audience audience)
        => table.Value | Present | Writable | Accessed | (audience == Audience.User ? User : 0);

    /// <summary>Accessed and dirty are set from the start: nothing here reads them, and the processor need not write them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MakeLeaf(PhysicalAddress target, int level, MappingAttributes attributes)
    {
        ulong entry = target.Value | Present | Accessed | Dirty;
        if (level != 0) entry |= PageSize;
        entry |= attributes.Audience == Audience.User ? User : Global;
        if (attributes.Protection == Protection.ReadWrite) entry |= Writable;
        if (attributes.Protection != Protection.ReadExecute) entry |= NoExecute;
        if (attributes.Cache == CachePolicy.WriteCombining) entry |= WriteThrough;
        if (attributes.Cache == CachePolicy.Device) entry |= WriteThrough | CacheDisable;
        return entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Protect(ulong leaf, Protection protection)
        => leaf & ~(Writable | NoExecute) | (protection == Protection.ReadWrite ? Writable : 0) | (protection == Protection.ReadExecute ? 0 : NoExecute);

    public static ulong WithTarget(ulong leaf, PhysicalAddress target) => leaf & ~FrameMask | target.Value;

    public static bool IsWritable(ulong leaf) => (leaf & Writable) != 0;

    public static MappingAttributes Attributes(ulong leaf, int level) => new(
        (leaf & Writable) != 0 ? Protection.ReadWrite : (leaf & NoExecute) != 0 ? Protection.Read : Protection.ReadExecute,
        (leaf & CacheDisable) != 0 ? CachePolicy.Device : (leaf & WriteThrough) != 0 ? CachePolicy.WriteCombining : CachePolicy.WriteBack,
        (leaf & User) != 0 ? Audience.User : Audience.Kernel);
}
