namespace Diesis.Devices.Pci;

public enum PciRangeKind
{
    Memory,

    /// <summary>I/O ports.</summary>
    Ports,
}

/// <summary>Addresses at which a function answers, as firmware has placed it.</summary>
/// <param name="Index">Its number among the function's, from 0 to 5. One of 64 bits takes two.</param>
/// <param name="Start">The first address, or port; 0 when firmware has found no place for it.</param>
/// <param name="Bytes">A power of two.</param>
/// <param name="IsPrefetchable">Reading changes nothing, and writes may be merged.</param>
public readonly record struct PciRange(int Index, PciRangeKind Kind, ulong Start, ulong Bytes, bool IsPrefetchable)
{
    public bool IsPlaced => Start != 0;

    public bool Overlaps(PciRange other) => Kind == other.Kind && IsPlaced && other.IsPlaced && Start < other.Start + other.Bytes && other.Start < Start + Bytes;
}
