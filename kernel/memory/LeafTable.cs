using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>
/// The table of small pages of an address space that was used last, so that who goes on near there need not come from the root. As tables
/// are only ever cut off by ranges, it is forgotten when any is.
/// </summary>
// SAFETY: whoever remembers a table forgets it before it is given back.
public unsafe struct LeafTable
{
    private const int EntriesPerTable = 1 << PageTree.IndexBits;

    /// <summary>The number of its region, and one more: 0 is none.</summary>
    private ulong _region;
    private ulong* _entries;

    /// <summary>The entry for an address, or null when it is not in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong* Find(VirtualAddress at) => RegionOf(at) == _region ? _entries + IndexOf(at) : null;

    /// <param name="entry">Of level 0, for the address.</param>
    public void Remember(VirtualAddress at, ulong* entry)
    {
        _region = RegionOf(at);
        _entries = entry - IndexOf(at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong RegionOf(VirtualAddress at) => (at.Value >> Page.Shift + PageTree.IndexBits) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong IndexOf(VirtualAddress at) => at.Value >> Page.Shift & EntriesPerTable - 1;
}
