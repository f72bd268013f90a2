using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>How the pages of a memory object are found: a radix tree whose nodes are frames of 512 entries.</summary>
/// <remarks>
/// An object of one page has no node: its root is the page. Nodes and pages may be part of several trees (<see cref="FrameShares"/>); what
/// hangs below a shared node is shared by that.
/// <code>
///   page number   26…18     17…9      8…0
///                 level 3   level 2   level 1    index into a node of that level; a node of level n holds 512^n pages
/// </code>
/// </remarks>
public static unsafe class PageTree
{
    public const int IndexBits = 9;
    public const int EntriesPerNode = 1 << IndexBits;
    public const int MostLevels = 4;

    /// <summary>The level of the root of an object of so many pages.</summary>
    public static int LevelsFor(ulong pages)
    {
        int levels = 0;
        while (levels < MostLevels && pages > PagesBelow(levels)) levels++;
        return levels;
    }

    /// <summary>How many pages a node of a level holds; a page is level 0.</summary>
    public static ulong PagesBelow(int level) => 1UL << level * IndexBits;

    // SAFETY: a node is a frame that the direct map shows, of 512 entries; an index has nine bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TreeEntry* PlaceIn(TreeEntry node, ulong page, int level)
        => (TreeEntry*)Machine.DirectMap(node.Frame.Start) + (page >> (level - 1) * IndexBits & EntriesPerNode - 1);
}
