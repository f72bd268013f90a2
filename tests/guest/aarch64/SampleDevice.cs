using System.Threading;
using Diesis.Kernel;
using Diesis.Kernel.Firmware;

namespace Diesis.Tests.Guest;

/// <summary>
/// The PL011 that is the debug console, which signals for as long as it may and has room for more to send. PrimeCell UART
/// (DDI 0183) 3.3.10.
/// </summary>
// SAFETY: the machine has mapped the registers as device memory; the offset is of the manual.
internal readonly unsafe struct SampleDevice
{
    private const int InterruptMask = 0x38 / sizeof(uint);
    private const uint Transmit = 1 << 5;

    private readonly uint* _registers;

    private SampleDevice(uint* registers, InterruptLine line)
    {
        _registers = registers;
        Line = line;
    }

    public InterruptLine Line { get; }

    public static bool TryFind(ref readonly MachineDescription machine, out SampleDevice device)
    {
        void* registers = (KernelLayout.Devices + machine.Serial.Registers.Address).Pointer;
        device = new SampleDevice((uint*)registers, machine.Serial.Interrupt);
        return machine.Serial.Kind == SerialKind.Pl011 && device.Line.IsPresent;
    }

    /// <summary>Has it signal again and again.</summary>
    public void Start() => Volatile.Write(ref _registers[InterruptMask], Transmit);

    public void Stop() => Volatile.Write(ref _registers[InterruptMask], 0);
}
