using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>What a place in a memory object's tree holds: nothing, a page, or the node below.</summary>
/// <remarks>
///   63……12   11…2   1       0
///   frame    0      large   present
/// </remarks>
public readonly struct TreeEntry
{
    private const ulong Present = 1 << 0, Large = 1 << 1;

    private readonly ulong _bits;

    private TreeEntry(ulong bits) => _bits = bits;

    public static TreeEntry Of(Frame frame) => new(frame.Start.Value | Present);

    /// <summary>A page of 2 MiB, in the place of a node.</summary>
    public static TreeEntry OfLarge(Frame first) => new(first.Start.Value | Present | Large);

    public bool IsPresent => _bits != 0;
    public bool IsLarge => (_bits & Large) != 0;
    public Frame Frame => new(_bits >> Page.Shift);

    /// <summary>Where a page is that this is, or is part of.</summary>
    public Frame FrameOf(ulong page) => IsLarge ? Frame + (page & PageTree.EntriesPerNode - 1) : Frame;
}
