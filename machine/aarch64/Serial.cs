using System;
using System.Threading;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.AArch64;

/// <summary>
/// A PL011, or of it what Arm's base system architecture asks for, as the firmware set it up: the debug console.
/// PrimeCell UART (DDI 0183) 3.
/// </summary>
/// <remarks>Invariant: unless it is the default, the registers are mapped as device memory.</remarks>
// SAFETY: the registers are mapped as device memory, for good; offsets are of the manual.
internal readonly unsafe struct A64Serial
{
    private const int Data = 0x00 / sizeof(uint), Flags = 0x18 / sizeof(uint);
    private const uint TransmitterFull = 1 << 5;

    private readonly uint* _registers;

    public A64Serial(void* registers) => _registers = (uint*)registers;

    public bool IsPresent => _registers != null;

    private bool ReadIsFull() => (Volatile.Read(ref _registers[Flags]) & TransmitterFull) != 0;

    /// <returns>Zero when this kind of console is none that can be driven here.</returns>
    public static PhysicalAddress RegistersOf(in SerialDescription description)
        => description.Kind is SerialKind.Pl011 or SerialKind.SbsaUart
            && description.Registers.Space == RegisterSpace.Memory
            ? new PhysicalAddress(description.Registers.Address)
            : PhysicalAddress.Zero;

    /// <summary>Waits for each byte's place, but not for ever.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        foreach (byte character in text)
        {
            for (int tries = 0; tries < 100_000 && ReadIsFull(); tries++) A64Instructions.Pause();
            Volatile.Write(ref _registers[Data], character);
        }
    }
}
