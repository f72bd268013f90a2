using System;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>ACPI's generic address structure, 12 bytes. ACPI 6.5, 5.2.3.2.</summary>
internal static class AcpiRegister
{
    /// <summary>Reads one; anything but a register in memory, port or PCI space is answered as absent.</summary>
    /// <param name="at">Where in the table it stands.</param>
    public static FirmwareRegister Read(ReadOnlySpan<byte> table, int at)
    {
        ulong address = table.Little64(at + 4);
        var space = table[at] switch
        {
            0 when address != 0 && PhysicalSpace.Holds(address, sizeof(ulong)) => RegisterSpace.Memory,
            1 when address is not 0 and <= ushort.MaxValue => RegisterSpace.Port,
            2 when address != 0 => RegisterSpace.PciConfiguration,
            _ => RegisterSpace.None,
        };
        if (space == RegisterSpace.None) return default;

        // The access size is 1 to 4 for 1 to 8 bytes; 0 ("undefined") leaves the register's width to say it.
        int size = table[at + 3];
        int width = table[at + 1];
        byte bytes = size is >= 1 and <= 4 ? (byte)(1 << (size - 1))
            : width <= 8 ? (byte)1 : width <= 16 ? (byte)2 : width <= 32 ? (byte)4 : (byte)8;
        return new FirmwareRegister { Space = space, AccessBytes = bytes, Address = address };
    }

    /// <summary>A port as tables before ACPI 2.0 give it; absent when zero.</summary>
    public static FirmwareRegister Port(uint port, byte accessBytes) => port is 0 or > ushort.MaxValue
        ? default
        : new FirmwareRegister { Space = RegisterSpace.Port, AccessBytes = accessBytes, Address = port };
}
