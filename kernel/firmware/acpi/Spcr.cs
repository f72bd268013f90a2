using System;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The serial port console redirection table. Microsoft's SPCR specification, revision 1.10.</summary>
internal static class Spcr
{
    public const int FixedLength = 80;

    /// <summary>Bits of the interrupt type at 52: through the 8259s, an I/O APIC, a GIC.</summary>
    private const byte Legacy = 1, ThroughIoApic = 2, ThroughGic = 8;

    public static void Read(AcpiTable table, ref MachineDescription machine, ref FirmwareErrors errors)
    {
        var bytes = table.Bytes;
        var registers = AcpiRegister.Read(bytes, 40);
        if (registers.Space is not (RegisterSpace.Memory or RegisterSpace.Port)) return; // No console is meant.

        var kind = Kind(bytes[36]);
        if (kind == SerialKind.None)
        {
            errors.Add(AcpiSignature.Spcr, FirmwareFault.BadValue, 36);
            return;
        }
        machine.Serial = new SerialDescription
        {
            Kind = kind,
            Registers = registers,
            Stride = kind == SerialKind.Uart16550 ? registers.AccessBytes : (byte)4,
            Interrupt = Interrupt(bytes, machine.Apic),
        };
    }

    /// <summary>Interface types of Microsoft's debug port table 2, which the SPCR shares; the rest is not driven
    /// here.</summary>
    private static SerialKind Kind(byte interfaceType) => interfaceType switch
    {
        0x00 or 0x01 or 0x12 => SerialKind.Uart16550,
        0x03 => SerialKind.Pl011,
        0x0d or 0x0e => SerialKind.SbsaUart,
        _ => SerialKind.None,
    };

    private static InterruptLine Interrupt(ReadOnlySpan<byte> bytes, in ApicDescription apic)
    {
        byte type = bytes[52];
        uint number = bytes.Little32(54);
        if ((type & ThroughGic) != 0)
            return new InterruptLine { Number = number, Trigger = InterruptTrigger.Level, IsPresent = true };
        if ((type & ThroughIoApic) != 0) return new InterruptLine { Number = number, IsPresent = true };
        return (type & Legacy) != 0 ? apic.ForIsa(bytes[53]) : default;
    }
}
