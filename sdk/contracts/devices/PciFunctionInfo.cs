using System.Runtime.CompilerServices;

namespace Diesis.Contracts.Devices;

/// <summary>What is known of a function on PCI.</summary>
public struct PciFunctionInfo
{
    public const int MostRanges = 6;

    /// <summary>Of what its ranges are given out by.</summary>
    public const uint PageBytes = 4096;

    /// <summary>How many registers of 32 bits a function has by which it is set up, at most.</summary>
    public const int MostRegisters = 1024;

    /// <summary>In the place of a vendor, or of a kind, when one is asked for.</summary>
    public const ushort Any = 0xFFFF;

    [InlineArray(MostRanges)]
    public struct RangeTable { private PciRangeInfo _first; }

    /// <summary>By number; those that it does not have, or that are nobody's since two functions claim them, have no bytes.</summary>
    public RangeTable Ranges;

    /// <summary>The badge of who drives it, by which the broker knows programs; 0 when nobody does.</summary>
    public ulong Driver;

    /// <summary>Class, subclass and programming interface, from the highest byte of 24 bits.</summary>
    public uint Class;

    public ushort Segment;
    public byte Bus;

    /// <summary>Its number on the bus, and that of the function in it.</summary>
    public byte Device, Function;

    public byte Revision;
    public ushort Vendor;

    /// <summary>What its vendor calls this kind of device.</summary>
    public ushort Kind;
    public ushort SubsystemVendor;
    public ushort SubsystemKind;

    /// <summary>How many message-signalled interrupts it can have.</summary>
    public ushort Messages;

    /// <summary>Zeros.</summary>
    public uint Reserved;
}

/// <summary>Addresses at which a function answers.</summary>
public struct PciRangeInfo
{
    /// <summary>0 when firmware has found no place for it.</summary>
    public ulong Start;
    public ulong Bytes;
    public PciRangeUse Use;

    /// <summary>Zeros.</summary>
    public uint Reserved;
}

public enum PciRangeUse : uint
{
    Memory = 0,

    /// <summary>Memory where reading changes nothing, and writes may be merged.</summary>
    Prefetchable = 1,

    /// <summary>I/O ports.</summary>
    Ports = 2,
}
