using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

internal static partial class Madt
{
    private const uint Enabled = 1;

    /// <summary>Aff3 in bits 32–39, Aff2 to Aff0 in bits 0–23 of MPIDR_EL1. Arm ARM DDI 0487, D19.2.</summary>
    private const ulong AffinityMask = 0xff_00ff_ffff;

    /// <summary>The id that no core has: an empty place in the table. ACPI 6.5, 5.2.12.2 and 5.2.12.12.</summary>
    private const uint NoApicId = 0xff, NoX2ApicId = uint.MaxValue;

    private static FirmwareFault TakeCore(byte kind, ReadOnlySpan<byte> entry, ref MachineDescription machine)
        => kind switch
        {
            LocalApic => AddCore(entry.Little32(4), entry[3] != NoApicId,
                new CoreDescription { HardwareId = entry[3], FirmwareId = entry[2] }, ref machine),
            LocalX2Apic => AddCore(entry.Little32(8), entry.Little32(4) != NoX2ApicId,
                new CoreDescription { HardwareId = entry.Little32(4), FirmwareId = entry.Little32(12) }, ref machine),
            _ => TakeArmCore(entry, ref machine),
        };

    private static FirmwareFault TakeArmCore(ReadOnlySpan<byte> entry, ref MachineDescription machine)
    {
        // Each core repeats where the CPU interface is: all see their own at one address.
        ulong cpuInterface = entry.Little64(32);
        if (cpuInterface != 0 && machine.Gic.CpuInterface.IsZero)
            machine.Gic.CpuInterface = new PhysicalAddress(cpuInterface);

        return AddCore(entry.Little32(12), true, new CoreDescription
        {
            HardwareId = entry.Little64(68) & AffinityMask,
            FirmwareId = entry.Little32(8),
            Redistributor = new PhysicalAddress(entry.Little64(60)),
        }, ref machine);
    }

    private static FirmwareFault AddCore(uint flags, bool hasId, CoreDescription core, ref MachineDescription machine)
    {
        if ((flags & Enabled) == 0 || !hasId)
        {
            machine.DisabledCores++;
            return FirmwareFault.None;
        }
        foreach (ref readonly var known in machine.Cores.Items)
            if (known.HardwareId == core.HardwareId)
                return FirmwareFault.Duplicate;
        return Added(machine.Cores.TryAdd(core));
    }
}
