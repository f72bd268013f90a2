using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Where the registers lie in memory by which functions of some of PCI's buses are found and set up (ECAM): 1 MiB for each bus.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct PciSegmentPlace(ulong start, ushort segment, byte firstBus, byte lastBus)
{
    /// <summary>The physical address where bus 0 of the segment is or would be.</summary>
    public ulong Start { get; } = start;
    public ushort Segment { get; } = segment;
    public byte FirstBus { get; } = firstBus;
    public byte LastBus { get; } = lastBus;
}
