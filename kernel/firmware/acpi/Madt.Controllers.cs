using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

internal static partial class Madt
{
    private static FirmwareFault TakeApic(byte kind, ReadOnlySpan<byte> entry, ref ApicDescription apic)
    {
        switch (kind)
        {
            case IoApicEntry:
                return AddIoApic(new IoApic
                {
                    Id = entry[2],
                    Address = new PhysicalAddress(entry.Little32(4)),
                    FirstInterrupt = entry.Little32(8),
                }, ref apic);
            case SourceOverride:
                return AddOverride(new IsaOverride
                {
                    Line = entry[3],
                    Interrupt = Line(entry.Little32(4), entry.Little16(8)),
                }, ref apic);
            case NmiSource:
                return Added(apic.NmiSources.TryAdd(Line(entry.Little32(4), entry.Little16(2))));
            case LocalApicNmi:
                return AddLocalNmi(entry[2] == 0xff ? LocalNmi.AllCores : entry[2], entry.Little16(3), entry[5],
                    ref apic);
            case LocalX2ApicNmi:
                return AddLocalNmi(entry.Little32(4), entry.Little16(2), entry[8], ref apic);
            case LocalApicAddress:
                apic.LocalApic = new PhysicalAddress(entry.Little64(4));
                return FirmwareFault.None;
            default:
                return FirmwareFault.None;
        }
    }

    private static FirmwareFault AddIoApic(IoApic added, ref ApicDescription apic)
    {
        foreach (ref readonly var known in apic.IoApics.Items)
            if (known.Address == added.Address || known.FirstInterrupt == added.FirstInterrupt)
                return FirmwareFault.Duplicate;
        return Added(apic.IoApics.TryAdd(added));
    }

    private static FirmwareFault AddOverride(IsaOverride added, ref ApicDescription apic)
    {
        foreach (ref readonly var known in apic.Overrides.Items)
            if (known.Line == added.Line)
                return FirmwareFault.Duplicate;
        return Added(apic.Overrides.TryAdd(added));
    }

    private static FirmwareFault AddLocalNmi(uint firmwareId, ushort flags, byte pin, ref ApicDescription apic)
    {
        var line = Line(0, flags);
        return Added(apic.LocalNmis.TryAdd(new LocalNmi
        {
            FirmwareId = firmwareId,
            Pin = pin,
            Trigger = line.Trigger,
            Polarity = line.Polarity,
        }));
    }

    /// <summary>0 in a field of the flags leaves it to the bus, and all of these are on the ISA bus: edge,
    /// high.</summary>
    private static InterruptLine Line(uint number, ushort flags) => new()
    {
        Number = number,
        Polarity = (flags & 3) == 3 ? InterruptPolarity.ActiveLow : InterruptPolarity.ActiveHigh,
        Trigger = (flags >> 2 & 3) == 3 ? InterruptTrigger.Level : InterruptTrigger.Edge,
        IsPresent = true,
    };

    private static FirmwareFault TakeGic(byte kind, ReadOnlySpan<byte> entry, ref GicDescription gic)
    {
        switch (kind)
        {
            case GicDistributor when !gic.Distributor.IsZero:
                return FirmwareFault.Duplicate; // There can be only one; ACPI 6.5, 5.2.12.15.
            case GicDistributor:
                gic.Distributor = new PhysicalAddress(entry.Little64(8));
                gic.Version = entry[20];
                return FirmwareFault.None;
            case GicMessageFrame:
                return Added(gic.MessageFrames.TryAdd(new PhysicalAddress(entry.Little64(8))));
            case GicRedistributor:
                return Added(gic.Redistributors.TryAdd(new MemoryExtent
                {
                    Start = new PhysicalAddress(entry.Little64(4)),
                    Length = entry.Little32(12),
                }));
            default:
                return Added(gic.TranslationServices.TryAdd(new PhysicalAddress(entry.Little64(8))));
        }
    }

    /// <summary>
    /// Version 0 leaves it to the hardware's registers; but redistributors exist from version 3 on only, which
    /// tells the two apart without touching the device.
    /// </summary>
    private static void SettleGicVersion(ref MachineDescription machine)
    {
        ref var gic = ref machine.Gic;
        if (gic.Distributor.IsZero || gic.Version != 0) return;
        bool hasRedistributors = gic.Redistributors.Count != 0;
        foreach (ref readonly var core in machine.Cores.Items) hasRedistributors |= !core.Redistributor.IsZero;
        gic.Version = hasRedistributors ? (byte)3 : (byte)2;
    }
}
