using Diesis.Machines;

namespace Diesis.Kernel.Firmware;

public enum RegisterSpace : byte
{
    None,
    Memory,
    Port,
    PciConfiguration,
}

/// <summary>A register that the firmware names by address space and address.</summary>
public struct FirmwareRegister
{
    public RegisterSpace Space;

    /// <summary>Bytes of one access: 1, 2, 4 or 8.</summary>
    public byte AccessBytes;
    public ulong Address;

    public readonly bool IsPresent => Space != RegisterSpace.None;
}

public enum SerialKind : byte
{
    None,
    Uart16550,
    Pl011,

    /// <summary>The subset of the PL011 that Arm's base system architecture asks for.</summary>
    SbsaUart,
}

public struct SerialDescription
{
    public SerialKind Kind;
    public FirmwareRegister Registers;

    /// <summary>Bytes from one register to the next.</summary>
    public byte Stride;
    public InterruptLine Interrupt;
}

/// <summary>The machine's timers, so far as they have to be told.</summary>
public struct TimerDescription
{
    /// <summary>Registers of the first HPET; zero when there is none.</summary>
    public PhysicalAddress Hpet;

    /// <summary>ACPI's 3.579545 MHz counter.</summary>
    public FirmwareRegister PmTimer;

    /// <summary>It counts in 32 bits instead of 24.</summary>
    public bool PmTimerIs32Bit;

    /// <summary>Arm's generic timer: what interrupts a core when each of its timers fires.</summary>
    public InterruptLine SecurePhysical, Physical, Virtual, Hypervisor;
}

/// <summary>How firmware calls for power and for other cores are made.</summary>
public enum PsciConduit : byte
{
    None,
    Smc,
    Hvc,
}

/// <summary>How the machine is reset and turned off.</summary>
public struct PowerDescription
{
    public PsciConduit Psci;

    /// <summary>No legacy power registers: sleep and reset go through the registers below alone.</summary>
    public bool IsHardwareReduced;

    /// <summary>Writing <see cref="ResetValue"/> here resets the machine.</summary>
    public FirmwareRegister Reset;
    public byte ResetValue;

    public FirmwareRegister Pm1aControl, Pm1bControl, SleepControl, SleepStatus;

    /// <summary>ACPI's interrupt, 0 when there is none.</summary>
    public ushort SystemControlInterrupt;

    /// <summary>The table of ACPI byte code, or zero.</summary>
    public PhysicalAddress Dsdt;

    /// <summary>Where the clock in CMOS keeps the century, or 0.</summary>
    public byte CmosCentury;
    public bool HasNoCmosClock;
    public bool HasNoMessageInterrupts;
    public bool HasKeyboardController;
}
