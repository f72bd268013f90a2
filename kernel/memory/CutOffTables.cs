using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Page tables that were cut off with all that hangs below them, linked through their first entries.</summary>
/// <remarks>
/// A link holds the address of a table and, in bits 2…1, the level of its entries. Bit 0 is clear: to a table walker that still comes
/// by, an entry that is not present. As a link takes the place of an entry, a table in the list has the table that its
/// first entry led to in the list as well.
/// </remarks>
public struct CutOffTables
{
    private const int LevelShift = 1;

    private ulong _first;

    public readonly bool IsEmpty => _first == 0;

    /// <summary>The first table's entries are of this level.</summary>
    public readonly int Level => (int)(_first & Page.OffsetMask) >> LevelShift;
    public readonly PhysicalAddress Table => new(_first & ~Page.OffsetMask);

    /// <returns>What to write into the table's first entry.</returns>
    public ulong Push(PhysicalAddress table, int level)
    {
        ulong link = _first;
        _first = table.Value | (ulong)level << LevelShift;
        return link;
    }

    /// <param name="link">What stands in the first table's first entry.</param>
    public void Pop(ulong link) => _first = link;
}
