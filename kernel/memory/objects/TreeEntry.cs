using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>What a place in a memory object's tree holds: nothing, a page, or the node below.</summary>
/// <remarks>
///   63……12   11…3   2…1     0
///   frame    0      level   present
/// The level is that of the place that a large page takes: 1 for one of 2 MiB, 2 for one of 1 GiB; it is 0 in all others.
/// </remarks>
public readonly struct TreeEntry
{
    private const ulong Present = 1 << 0;
    private const int LevelShift = 1;

    private readonly ulong _bits;

    private TreeEntry(ulong bits) => _bits = bits;

    public static TreeEntry Of(Frame frame) => new(frame.Start.Value | Present);

    /// <summary>A page of 2 MiB or 1 GiB, in the place of a node.</summary>
    public static TreeEntry OfLarge(Frame first, int level) => new(first.Start.Value | Present | (ulong)level << LevelShift);

    public bool IsPresent => _bits != 0;
    public bool IsLarge => PageLevel != 0;

    /// <summary>The level of a large page; 0 for other pages, and for nodes.</summary>
    public int PageLevel => (int)(_bits >> LevelShift & 3);

    public Frame Frame => new(_bits >> Page.Shift);

    /// <summary>Where a page is that this is, or is part of.</summary>
    public Frame FrameOf(ulong page) => Frame + (page & PageTree.PagesBelow(PageLevel) - 1);
}
