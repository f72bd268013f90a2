using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The fixed ACPI description table: power, reset and what legacy hardware is there. ACPI 6.5,
/// 5.2.9.</summary>
/// <remarks>It grew with each revision of ACPI: a field is there when the table is long enough for it.</remarks>
internal static class Fadt
{
    /// <summary>The length in ACPI 1.0.</summary>
    public const int FixedLength = 116;

    /// <summary>Bits of the flags at 112. ACPI 6.5, table 5.10.</summary>
    private const uint PmTimerIs32Bit = 1 << 8, ResetSupported = 1 << 10, HardwareReduced = 1 << 20;

    /// <summary>Bits of the PC's boot flags at 109. ACPI 6.5, table 5.11.</summary>
    private const ushort KeyboardController = 1 << 1, NoMessageInterrupts = 1 << 3, NoCmosClock = 1 << 5;

    /// <summary>Bits of Arm's boot flags at 129. ACPI 6.5, table 5.12.</summary>
    private const ushort PsciCompliant = 1, PsciUsesHvc = 2;

    public static void Read(AcpiTable table, ref MachineDescription machine, ref FirmwareErrors errors)
    {
        var bytes = table.Bytes;
        uint flags = bytes.Little32(112);
        ref var power = ref machine.Power;

        power.IsHardwareReduced = (flags & HardwareReduced) != 0;
        power.SystemControlInterrupt = bytes.Little16(46);
        power.CmosCentury = bytes[108];
        power.Dsdt = Dsdt(bytes, ref errors);
        if (table.Revision >= 2) ReadPcFlags(bytes.Little16(109), ref power);

        power.Pm1aControl = Register(bytes, 172, bytes.Little32(64), 2);
        power.Pm1bControl = Register(bytes, 184, bytes.Little32(68), 2);
        machine.Timer.PmTimer = Register(bytes, 208, bytes.Little32(76), 4);
        machine.Timer.PmTimerIs32Bit = (flags & PmTimerIs32Bit) != 0;

        if ((flags & ResetSupported) != 0 && bytes.Length >= 129)
        {
            power.Reset = AcpiRegister.Read(bytes, 116);
            power.ResetValue = bytes[128];
        }
        if (bytes.Length >= 131) power.Psci = Conduit(bytes.Little16(129));
        if (bytes.Length >= 268)
        {
            power.SleepControl = AcpiRegister.Read(bytes, 244);
            power.SleepStatus = AcpiRegister.Read(bytes, 256);
        }
    }

    private static void ReadPcFlags(ushort flags, ref PowerDescription power)
    {
        power.HasKeyboardController = (flags & KeyboardController) != 0;
        power.HasNoMessageInterrupts = (flags & NoMessageInterrupts) != 0;
        power.HasNoCmosClock = (flags & NoCmosClock) != 0;
    }

    private static PsciConduit Conduit(ushort flags)
        => (flags & PsciCompliant) == 0 ? PsciConduit.None
            : (flags & PsciUsesHvc) != 0 ? PsciConduit.Hvc : PsciConduit.Smc;

    private static PhysicalAddress Dsdt(ReadOnlySpan<byte> bytes, ref FirmwareErrors errors)
    {
        ulong extended = bytes.Length >= 148 ? bytes.Little64(140) : 0;
        ulong address = extended != 0 ? extended : bytes.Little32(40);
        if (PhysicalSpace.Holds(address, AcpiTable.HeaderLength)) return new PhysicalAddress(address);
        errors.Add(AcpiSignature.Fadt, FirmwareFault.BadAddress, 140);
        return default;
    }

    /// <summary>A register that later tables give in full at <paramref name="extended"/>, earlier ones as a
    /// port.</summary>
    private static FirmwareRegister Register(ReadOnlySpan<byte> bytes, int extended, uint port, byte accessBytes)
    {
        var register = bytes.Length >= extended + 12 ? AcpiRegister.Read(bytes, extended) : default;
        return register.IsPresent ? register : AcpiRegister.Port(port, accessBytes);
    }
}
