using System;
using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Boot;

/// <summary>
/// Makes an orderly map of memory out of what firmware and loaders say: in any order, overlapping, at any byte. Where
/// two ranges meet, the kind that permits less holds, and always for whole pages.
/// </summary>
public struct MemoryMapBuilder
{
    /// <summary>Ranges may be merged or swallowed, so more are taken in than a map can hold.</summary>
    private const int Most = MemoryMap.MostRanges + 128;

    [InlineArray(Most)]
    private struct Ranges { private MemoryRange _first; }

    private Ranges _ranges;
    private int _count;

    /// <summary>Takes a range in. An empty one, and what lies beyond all addresses, is nothing.</summary>
    /// <returns>False when there is no room: a map without this range would permit too much.</returns>
    public bool TryAdd(PhysicalAddress start, ulong length, MemoryKind kind)
    {
        if (length == 0 || start.Value >= PhysicalAddress.SpaceEnd) return true;
        PhysicalAddress end = start + Math.Min(length, PhysicalAddress.SpaceEnd - start.Value);

        // A page that is only in part free to use is not.
        bool mayBeUsed = kind is MemoryKind.Usable or MemoryKind.LoaderReclaimable;
        start = mayBeUsed ? start.AlignUp(Page.Size) : start.AlignDown(Page.Size);
        end = mayBeUsed ? end.AlignDown(Page.Size) : end.AlignUp(Page.Size);
        if (start >= end) return true;

        if (_count == Most) return false;
        _ranges[_count++] = new MemoryRange { Start = start, Length = end - start, Kind = kind };
        return true;
    }

    /// <summary>
    /// Writes the map: sorted, without overlaps, neighbours of one kind joined.
    /// </summary>
    /// <param name="map">An empty one.</param>
    /// <returns>False when it has not enough room.</returns>
    public readonly bool TryBuild(ref MemoryMap map)
    {
        // From one boundary of any range to the next, one kind holds throughout.
        MemoryRange open = default;
        PhysicalAddress at = PhysicalAddress.Zero;
        while (TryFindBoundary(at, out var next))
        {
            bool isCovered = TryFindKind(at, out var kind);
            if (open.Length != 0 && !(isCovered && open.Kind == kind))
            {
                if (!map.TryAdd(open.Start, open.Length, open.Kind)) return false;
                open = default;
            }
            if (isCovered && open.Length == 0) open = new MemoryRange { Start = at, Kind = kind };
            if (isCovered) open.Length = next - open.Start;
            at = next;
        }
        return open.Length == 0 || map.TryAdd(open.Start, open.Length, open.Kind);
    }

    /// <summary>The nearest start or end of a range beyond an address.</summary>
    private readonly bool TryFindBoundary(PhysicalAddress after, out PhysicalAddress boundary)
    {
        boundary = new PhysicalAddress(PhysicalAddress.SpaceEnd + 1);
        for (int i = 0; i < _count; i++)
        {
            ref readonly var range = ref _ranges[i];
            if (range.Start > after && range.Start < boundary) boundary = range.Start;
            if (range.End > after && range.End < boundary) boundary = range.End;
        }
        return boundary.Value <= PhysicalAddress.SpaceEnd;
    }

    /// <summary>What may be done with the page at an address, if any range holds it.</summary>
    private readonly bool TryFindKind(PhysicalAddress at, out MemoryKind kind)
    {
        kind = default;
        int strictest = 0;
        for (int i = 0; i < _count; i++)
        {
            ref readonly var range = ref _ranges[i];
            if (at < range.Start || at >= range.End || Strictness(range.Kind) <= strictest) continue;
            kind = range.Kind;
            strictest = Strictness(kind);
        }
        return strictest != 0;
    }

    /// <summary>
    /// Which of two kinds holds. The kernel's image and modules come before all: there they are, whatever firmware
    /// thinks; a range that firmware calls bad or reserved is not touched even if something else was said of it.
    /// </summary>
    private static int Strictness(MemoryKind kind) => kind switch
    {
        MemoryKind.Usable => 1,
        MemoryKind.LoaderReclaimable => 2,
        MemoryKind.AcpiReclaimable => 3,
        MemoryKind.AcpiNonVolatile => 4,
        MemoryKind.Framebuffer => 5,
        MemoryKind.Bad => 7,
        MemoryKind.KernelAndModules => 8,
        _ => 6,
    };
}
