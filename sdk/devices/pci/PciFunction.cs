using System.Collections.Generic;

namespace Diesis.Devices.Pci;

/// <summary>What a function says of itself.</summary>
public sealed class PciFunction
{
    /// <summary>What each function has, whichever bus it is on; PCI Express has more.</summary>
    public const int ConventionalBytes = 256;

    public PciAddress Address { get; init; }
    public ushort Vendor { get; init; }
    public ushort Device { get; init; }

    /// <summary>What its maker sold it as; both 0 of bridges.</summary>
    public ushort SubsystemVendor { get; init; }
    public ushort SubsystemDevice { get; init; }

    /// <summary>Class, subclass and programming interface, from the highest byte of 24 bits. PCI Code and ID Assignment 1.11, 1.</summary>
    public uint Class { get; init; }

    public byte Revision { get; init; }

    /// <summary>By their numbers.</summary>
    public IReadOnlyList<PciRange> Ranges { get; internal set; } = [];

    /// <summary>As the function lists them; of some kinds it may have several.</summary>
    public IReadOnlyList<PciCapability> Capabilities { get; internal set; } = [];

    /// <summary>Of a bridge, which buses are behind it.</summary>
    public BusRange Behind { get; init; }

    /// <summary>The first capability of a kind.</summary>
    public bool TryFind(CapabilityId id, out PciCapability found)
    {
        foreach (PciCapability capability in Capabilities)
        {
            found = capability;
            if (capability.Id == id) return true;
        }
        found = default;
        return false;
    }

    public bool TryFindRange(int index, out PciRange found)
    {
        foreach (PciRange range in Ranges)
        {
            found = range;
            if (range.Index == index) return true;
        }
        found = default;
        return false;
    }
}

/// <summary>Buses that follow each other; none when the last is 0, for behind a bridge is never bus 0.</summary>
public readonly record struct BusRange(byte First, byte Last)
{
    public bool Holds(byte bus) => Last != 0 && bus >= First && bus <= Last;
}
