using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>Where PCI configuration space is memory. PCI firmware specification 3.3, 4.1.2.</summary>
internal static class Mcfg
{
    public const int FixedLength = 44;

    /// <summary>Base at 0, segment at 8, first bus at 10, last bus at 11.</summary>
    private const int EntryLength = 16;

    public static void Read(AcpiTable table, ref MachineDescription machine, ref FirmwareErrors errors)
    {
        var entries = table.Bytes.Slice(FixedLength);
        if (entries.Length % EntryLength != 0)
        {
            errors.Add(AcpiSignature.Mcfg, FirmwareFault.EntryBeyondEnd, table.Bytes.Length);
            return;
        }
        for (int at = 0; at < entries.Length; at += EntryLength)
        {
            var fault = Add(entries.Slice(at, EntryLength), ref machine);
            if (fault == FirmwareFault.None) continue;
            errors.Add(AcpiSignature.Mcfg, fault, FixedLength + at);
            if (fault == FirmwareFault.TooMany) return;
        }
    }

    private static FirmwareFault Add(ReadOnlySpan<byte> entry, ref MachineDescription machine)
    {
        PciSegment added = new()
        {
            Base = new PhysicalAddress(entry.Little64(0)),
            Segment = entry.Little16(8),
            FirstBus = entry[10],
            LastBus = entry[11],
        };
        return PciSegments.Add(added, ref machine);
    }
}
