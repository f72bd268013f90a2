using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The multiple APIC description table: cores and interrupt controllers. ACPI 6.5, 5.2.12.</summary>
internal static partial class Madt
{
    /// <summary>Up to the first entry: the local APIC's address at 36, flags at 40.</summary>
    public const int FixedLength = 44;

    private const uint HasLegacyPic = 1;

    /// <summary>Kinds of entries, by ACPI 6.5, table 5.21; others are passed over.</summary>
    private const byte LocalApic = 0, IoApicEntry = 1, SourceOverride = 2, NmiSource = 3, LocalApicNmi = 4,
        LocalApicAddress = 5, LocalX2Apic = 9, LocalX2ApicNmi = 10, GicCpuInterface = 11, GicDistributor = 12,
        GicMessageFrame = 13, GicRedistributor = 14, GicTranslationService = 15;

    public static void Read(AcpiTable table, ref MachineDescription machine, ref FirmwareErrors errors)
    {
        var check = new AcpiEntries(table.Bytes, FixedLength);
        while (check.MoveNext())
        {
            var fault = Check(check.Kind, check.Current);
            if (fault == FirmwareFault.None) continue;
            errors.Add(AcpiSignature.Madt, fault, check.Offset);
            return;
        }
        if (check.Fault != FirmwareFault.None)
        {
            errors.Add(AcpiSignature.Madt, check.Fault, check.Offset);
            return;
        }

        machine.Apic.LocalApic = new PhysicalAddress(table.Bytes.Little32(36));
        machine.Apic.HasLegacyPic = (table.Bytes.Little32(40) & HasLegacyPic) != 0;
        var entries = new AcpiEntries(table.Bytes, FixedLength);
        while (entries.MoveNext())
        {
            var fault = Take(entries.Kind, entries.Current, ref machine);
            if (fault != FirmwareFault.None) errors.Add(AcpiSignature.Madt, fault, entries.Offset);
        }
        SettleGicVersion(ref machine);
    }

    /// <summary>Looks at an entry before anything of the table is taken.</summary>
    private static FirmwareFault Check(byte kind, ReadOnlySpan<byte> entry)
    {
        if (entry.Length < LeastLength(kind)) return FirmwareFault.EntryTooShort;
        return kind switch
        {
            IoApicEntry => CheckDevice(entry.Little32(4)),
            SourceOverride => CheckSignal(entry.Little16(8)),
            NmiSource => CheckSignal(entry.Little16(2)),
            LocalApicNmi => entry[5] > 1 ? FirmwareFault.BadValue : CheckSignal(entry.Little16(3)),
            LocalX2ApicNmi => entry[8] > 1 ? FirmwareFault.BadValue : CheckSignal(entry.Little16(2)),
            LocalApicAddress => CheckDevice(entry.Little64(4)),
            GicDistributor => entry[20] > 4 ? FirmwareFault.BadValue : CheckDevice(entry.Little64(8)),
            GicMessageFrame => CheckDevice(entry.Little64(8)),
            GicRedistributor => GicFacts.IsRedistributorRegion(entry.Little64(4), entry.Little32(12))
                ? FirmwareFault.None : FirmwareFault.BadAddress,
            GicTranslationService => CheckDevice(entry.Little64(8)),
            GicCpuInterface => CheckOptionalDevice(entry.Little64(32)) != FirmwareFault.None
                ? FirmwareFault.BadAddress : CheckOptionalDevice(entry.Little64(60)),
            _ => FirmwareFault.None,
        };
    }

    private static int LeastLength(byte kind) => kind switch
    {
        LocalApic => 8,
        IoApicEntry => 12,
        SourceOverride => 10,
        NmiSource => 8,
        LocalApicNmi => 6,
        LocalApicAddress => 12,
        LocalX2Apic => 16,
        LocalX2ApicNmi => 12,
        GicCpuInterface => 76, // Since ACPI 5.1, which brought the MPIDR.
        GicDistributor => 24,
        GicMessageFrame => 24,
        GicRedistributor => 16,
        GicTranslationService => 20,
        _ => 2,
    };

    private static FirmwareFault CheckDevice(ulong address)
        => PhysicalSpace.HoldsDevice(address) ? FirmwareFault.None : FirmwareFault.BadAddress;

    private static FirmwareFault CheckOptionalDevice(ulong address)
        => address == 0 ? FirmwareFault.None : CheckDevice(address);

    /// <summary>Polarity in bits 0–1, trigger in bits 2–3; 2 is reserved in both. ACPI 6.5, table 5.26.</summary>
    private static FirmwareFault CheckSignal(ushort flags)
        => (flags & 3) == 2 || (flags >> 2 & 3) == 2 ? FirmwareFault.BadValue : FirmwareFault.None;

    private static FirmwareFault Take(byte kind, ReadOnlySpan<byte> entry, ref MachineDescription machine)
        => kind switch
        {
            LocalApic or LocalX2Apic or GicCpuInterface => TakeCore(kind, entry, ref machine),
            GicDistributor or GicMessageFrame or GicRedistributor or GicTranslationService
                => TakeGic(kind, entry, ref machine.Gic),
            _ => TakeApic(kind, entry, ref machine.Apic),
        };

    private static FirmwareFault Added(bool added) => added ? FirmwareFault.None : FirmwareFault.TooMany;
}
