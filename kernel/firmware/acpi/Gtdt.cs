using System;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The generic timer description table of Arm machines. ACPI 6.5, 5.2.25.</summary>
internal static class Gtdt
{
    public const int FixedLength = 96;

    /// <summary>Bits of each timer's flags.</summary>
    private const uint IsEdge = 1, IsActiveLow = 2;

    public static void Read(AcpiTable table, ref MachineDescription machine, ref FirmwareErrors errors)
    {
        var bytes = table.Bytes;
        ref var timer = ref machine.Timer;
        timer.SecurePhysical = Line(bytes, 48, ref errors);
        timer.Physical = Line(bytes, 56, ref errors);
        timer.Virtual = Line(bytes, 64, ref errors);
        timer.Hypervisor = Line(bytes, 72, ref errors);
    }

    /// <summary>An interrupt and, four bytes on, its flags. Zero says that there is none.</summary>
    private static InterruptLine Line(ReadOnlySpan<byte> bytes, int at, ref FirmwareErrors errors)
    {
        uint number = bytes.Little32(at);
        if (number == 0) return default;
        if (number >= GicFacts.End)
        {
            errors.Add(AcpiSignature.Gtdt, FirmwareFault.BadValue, at);
            return default;
        }
        uint flags = bytes.Little32(at + 4);
        return new InterruptLine
        {
            Number = number,
            Trigger = (flags & IsEdge) != 0 ? InterruptTrigger.Edge : InterruptTrigger.Level,
            Polarity = (flags & IsActiveLow) != 0 ? InterruptPolarity.ActiveLow : InterruptPolarity.ActiveHigh,
            IsPresent = true,
        };
    }
}
