namespace Diesis.Devices.Pci;

/// <summary>What is wrong with a function; it goes without what that concerns.</summary>
public readonly record struct PciProblem(PciAddress Function, PciFault Fault, int Register)
{
    public override string ToString() => Fault switch
    {
        PciFault.BadRange => $"{Function} says of a range ({Register:x}) what no range is like",
        PciFault.RangeOverlaps => $"{Function} has a range ({Register:x}) where another function has one",
        PciFault.CapabilitiesWithoutEnd => $"{Function} has a list of capabilities without an end ({Register:x})",
        PciFault.BadCapability => $"{Function} has a capability outside of its registers ({Register:x})",
        PciFault.UnknownHeader => $"{Function} has registers in an unknown order",
        _ => $"{Function} names buses that are not behind it",
    };
}

public enum PciFault
{
    BadRange,
    RangeOverlaps,
    CapabilitiesWithoutEnd,
    BadCapability,
    UnknownHeader,
    BadBuses,
}
