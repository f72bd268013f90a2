using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware;

public enum InterruptTrigger : byte
{
    Edge,
    Level,
}

public enum InterruptPolarity : byte
{
    ActiveHigh,
    ActiveLow,
}

/// <summary>An input of the machine's interrupt controllers and how it must be programmed.</summary>
public struct InterruptLine
{
    /// <summary>On a PC the global system interrupt; on a GIC the interrupt id (16–31 private, from 32
    /// shared).</summary>
    public uint Number;
    public InterruptTrigger Trigger;
    public InterruptPolarity Polarity;
    public bool IsPresent;
}

/// <summary>A PC's interrupt controllers.</summary>
public struct ApicDescription
{
    /// <summary>Registers of each core's own local APIC; zero when this machine has none.</summary>
    public PhysicalAddress LocalApic;

    /// <summary>A pair of 8259 controllers is there too and must be masked.</summary>
    public bool HasLegacyPic;

    public BoundedList<IoApic, Room32<IoApic>> IoApics;
    public BoundedList<IsaOverride, Room16<IsaOverride>> Overrides;
    public BoundedList<LocalNmi, Room32<LocalNmi>> LocalNmis;

    /// <summary>Inputs of I/O APICs that carry non-maskable interrupts.</summary>
    public BoundedList<InterruptLine, Room8<InterruptLine>> NmiSources;

    /// <summary>Where an ISA interrupt arrives: at the input of its number, edge-triggered, unless
    /// overridden.</summary>
    public readonly InterruptLine ForIsa(byte line)
    {
        foreach (ref readonly var candidate in Overrides.Items)
            if (candidate.Line == line)
                return candidate.Interrupt;
        return new InterruptLine { Number = line, IsPresent = true };
    }
}

public struct IoApic
{
    public PhysicalAddress Address;
    public uint Id;

    /// <summary>The global system interrupt of its input 0.</summary>
    public uint FirstInterrupt;
}

/// <summary>An ISA interrupt that does not arrive where its number says.</summary>
public struct IsaOverride
{
    public byte Line;
    public InterruptLine Interrupt;
}

/// <summary>A local interrupt pin (LINT0, LINT1) that carries the non-maskable interrupt.</summary>
public struct LocalNmi
{
    /// <summary>The core by its firmware id, or <see cref="AllCores"/>.</summary>
    public uint FirmwareId;
    public byte Pin;
    public InterruptTrigger Trigger;
    public InterruptPolarity Polarity;

    public const uint AllCores = uint.MaxValue;
}

/// <summary>An Arm generic interrupt controller.</summary>
public struct GicDescription
{
    /// <summary>2, 3 or 4; 0 when there is none.</summary>
    public byte Version;
    public PhysicalAddress Distributor;

    /// <summary>GICv2: registers of each core's own CPU interface.</summary>
    public PhysicalAddress CpuInterface;

    /// <summary>GICv3: each region holds the redistributors of some cores, one after the other. May be empty when each
    /// core names its own.</summary>
    public BoundedList<MemoryExtent, Room16<MemoryExtent>> Redistributors;

    /// <summary>GICv3: interrupt translation services, which receive message-signalled interrupts.</summary>
    public BoundedList<PhysicalAddress, Room8<PhysicalAddress>> TranslationServices;

    /// <summary>GICv2m: frames that receive message-signalled interrupts.</summary>
    public BoundedList<PhysicalAddress, Room8<PhysicalAddress>> MessageFrames;
}
