using System;
using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware;

/// <summary>
/// What the firmware says the machine is made of, in one form whether it came from ACPI or from a device tree.
/// Holds copies only. A part that the firmware does not mention is left at its default, which each part documents.
/// </summary>
/// <remarks>
/// Invariants, whatever the firmware said:
/// no two cores have one <see cref="CoreDescription.HardwareId"/>;
/// memory domains and PCI segments do not overlap and do not wrap;
/// each ISA line has at most one override.
/// </remarks>
public struct MachineDescription
{
    /// <summary>The cores that can be started, the running one among them, in the firmware's order.</summary>
    public BoundedList<CoreDescription, CoreRoom> Cores;

    /// <summary>Cores that the firmware lists as unusable or empty sockets.</summary>
    public int DisabledCores;

    public ApicDescription Apic;
    public GicDescription Gic;
    public TimerDescription Timer;
    public PowerDescription Power;

    /// <summary>Where a console is expected; <see cref="SerialKind.None"/> when the firmware names none.</summary>
    public SerialDescription Serial;

    public BoundedList<PciSegment, Room32<PciSegment>> PciSegments;

    /// <summary>Memory by NUMA domain; empty on a machine with one domain.</summary>
    public BoundedList<MemoryDomain, Room64<MemoryDomain>> MemoryDomains;

    /// <summary>Memory as a device tree lists it; empty under ACPI, where the loader's map is the only
    /// source.</summary>
    public BoundedList<MemoryExtent, Room32<MemoryExtent>> Memory;

    /// <summary>Parts of <see cref="Memory"/> that a device tree keeps from ordinary use. May overlap one
    /// another.</summary>
    public BoundedList<MemoryExtent, Room32<MemoryExtent>> Reserved;
}

[InlineArray(CoreNumber.Most)]
public struct CoreRoom { private CoreDescription _first; }

/// <summary>One logical processor.</summary>
public struct CoreDescription
{
    /// <summary>What the hardware calls it: the APIC id, or the affinity fields of MPIDR_EL1.</summary>
    public ulong HardwareId;

    /// <summary>ACPI's processor UID, by which other tables mean this core; 0 under a device tree.</summary>
    public uint FirmwareId;

    /// <summary>The NUMA domain; 0 where the firmware names none.</summary>
    public uint Domain;

    /// <summary>This core's GICv3 redistributor when it is given per core, else zero: see
    /// <see cref="GicDescription"/>.</summary>
    public PhysicalAddress Redistributor;
}

/// <summary>A stretch of physical memory; its end does not wrap.</summary>
public struct MemoryExtent
{
    public PhysicalAddress Start;
    public ulong Length;

    public readonly PhysicalAddress End => Start + Length;
}

/// <summary>A stretch of physical memory that is nearest to the cores of one NUMA domain.</summary>
public struct MemoryDomain
{
    public PhysicalAddress Start;
    public ulong Length;
    public uint Domain;

    public readonly PhysicalAddress End => Start + Length;
}

/// <summary>Configuration space of some buses of one PCI segment, as memory (ECAM): 1 MiB for each bus.</summary>
public struct PciSegment
{
    /// <summary>Where bus 0 of the segment is or would be.</summary>
    public PhysicalAddress Base;
    public ushort Segment;
    public byte FirstBus, LastBus;
}
