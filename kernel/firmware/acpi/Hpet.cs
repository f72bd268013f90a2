using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The table of the high precision event timer. IA-PC HPET specification 1.0a, 3.2.4.</summary>
internal static class Hpet
{
    /// <summary>Its registers' address structure stands at 40.</summary>
    public const int FixedLength = 56;

    public static void Read(AcpiTable table, ref MachineDescription machine, ref FirmwareErrors errors)
    {
        var registers = AcpiRegister.Read(table.Bytes, 40);
        if (registers.Space == RegisterSpace.Memory && PhysicalSpace.HoldsDevice(registers.Address))
            machine.Timer.Hpet = new PhysicalAddress(registers.Address);
        else
            errors.Add(AcpiSignature.Hpet, FirmwareFault.BadAddress, 40);
    }
}
