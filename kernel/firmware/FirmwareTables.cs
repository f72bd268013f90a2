using Diesis.Machines;

namespace Diesis.Kernel.Firmware;

/// <summary>What firmware hands over, whichever kind it is.</summary>
public static class FirmwareTables
{
    /// <summary>
    /// Describes the machine from ACPI, or from a device tree where there is no ACPI that can be read. What neither
    /// tells stays at its default; a machine without either still has the core that runs this.
    /// </summary>
    /// <returns>False when neither could be read.</returns>
    public static bool TryDescribe<TMemory>(TMemory memory, PhysicalAddress acpiRoot, PhysicalAddress deviceTree,
        ref MachineDescription machine, ref FirmwareErrors errors) where TMemory : struct, IPhysicalReader
    {
        if (!acpiRoot.IsZero && Acpi.AcpiTables.TryDescribe(memory, acpiRoot, ref machine, ref errors)) return true;
        return !deviceTree.IsZero
            && DeviceTrees.DeviceTreeTables.TryDescribe(memory, deviceTree, ref machine, ref errors);
    }
}
