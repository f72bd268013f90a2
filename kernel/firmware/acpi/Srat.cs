using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The system resource affinity table: which cores and memory are near one another. ACPI 6.5,
/// 5.2.16.</summary>
internal static class Srat
{
    public const int FixedLength = 48;

    private const byte Processor = 0, Memory = 1, X2Apic = 2, ArmProcessor = 3;
    private const uint Enabled = 1;

    public static void Read(AcpiTable table, ref MachineDescription machine, ref FirmwareErrors errors)
    {
        var check = new AcpiEntries(table.Bytes, FixedLength);
        while (check.MoveNext())
        {
            var fault = Check(check.Kind, check.Current);
            if (fault == FirmwareFault.None) continue;
            errors.Add(AcpiSignature.Srat, fault, check.Offset);
            return;
        }
        if (check.Fault != FirmwareFault.None)
        {
            errors.Add(AcpiSignature.Srat, check.Fault, check.Offset);
            return;
        }

        var entries = new AcpiEntries(table.Bytes, FixedLength);
        while (entries.MoveNext())
        {
            var fault = Take(table.Revision, entries.Kind, entries.Current, ref machine);
            if (fault != FirmwareFault.None) errors.Add(AcpiSignature.Srat, fault, entries.Offset);
        }
    }

    private static FirmwareFault Check(byte kind, ReadOnlySpan<byte> entry)
    {
        int least = kind switch { Processor => 16, Memory => 40, X2Apic => 24, ArmProcessor => 18, _ => 2 };
        if (entry.Length < least) return FirmwareFault.EntryTooShort;
        return kind == Memory && IsEnabled(entry, 28) && !PhysicalSpace.Holds(entry.Little64(8), entry.Little64(16))
            ? FirmwareFault.BadAddress
            : FirmwareFault.None;
    }

    private static bool IsEnabled(ReadOnlySpan<byte> entry, int flags) => (entry.Little32(flags) & Enabled) != 0;

    private static FirmwareFault Take(byte revision, byte kind, ReadOnlySpan<byte> entry,
        ref MachineDescription machine)
    {
        switch (kind)
        {
            case Processor when IsEnabled(entry, 4):
                // The upper bytes of the domain were reserved before revision 2.
                uint upper = revision < 2 ? 0 : (uint)(entry[9] | entry[10] << 8 | entry[11] << 16);
                SetDomainByHardware(entry[3], upper << 8 | entry[2], ref machine);
                return FirmwareFault.None;
            case X2Apic when IsEnabled(entry, 12):
                SetDomainByHardware(entry.Little32(8), entry.Little32(4), ref machine);
                return FirmwareFault.None;
            case ArmProcessor when IsEnabled(entry, 10):
                SetDomainByFirmware(entry.Little32(6), entry.Little32(2), ref machine);
                return FirmwareFault.None;
            case Memory when IsEnabled(entry, 28) && entry.Little64(16) != 0:
                uint domain = revision < 2 ? entry[2] : entry.Little32(2);
                return AddMemory(new MemoryDomain
                {
                    Start = new PhysicalAddress(entry.Little64(8)),
                    Length = entry.Little64(16),
                    Domain = domain,
                }, ref machine);
            default:
                return FirmwareFault.None;
        }
    }

    // A core that the MADT does not list, an empty socket, is nobody's concern here.
    private static void SetDomainByHardware(uint id, uint domain, ref MachineDescription machine)
    {
        foreach (ref var core in machine.Cores.Editable)
            if (core.HardwareId == id)
                core.Domain = domain;
    }

    private static void SetDomainByFirmware(uint id, uint domain, ref MachineDescription machine)
    {
        foreach (ref var core in machine.Cores.Editable)
            if (core.FirmwareId == id)
                core.Domain = domain;
    }

    private static FirmwareFault AddMemory(MemoryDomain added, ref MachineDescription machine)
    {
        foreach (ref readonly var known in machine.MemoryDomains.Items)
            if (added.Start < known.End && known.Start < added.End)
                return FirmwareFault.Overlap;
        return machine.MemoryDomains.TryAdd(added) ? FirmwareFault.None : FirmwareFault.TooMany;
    }
}
