using Diesis.Kernel.Firmware;
using Diesis.Machines.X86_64;

namespace Diesis.Tests.Guest;

/// <summary>
/// The programmable interval timer, which signals on ISA's line 0: on most PCs that arrives somewhere else, as firmware says.
/// Intel 8254 data sheet.
/// </summary>
internal readonly struct SampleDevice
{
    private const ushort Channel0 = 0x40, Command = 0x43;

    /// <summary>Channel 0, low byte and high byte; mode 2 begins again by itself, mode 0 waits for a count.</summary>
    private const byte Periodic = 0x34, Waiting = 0x30;

    /// <summary>A thousandth of a second of its 1.193182 MHz.</summary>
    private const ushort Period = 1_193;

    public InterruptLine Line { get; private init; }

    public static bool TryFind(ref readonly MachineDescription machine, out SampleDevice device)
    {
        device = new SampleDevice { Line = machine.Apic.ForIsa(0) };
        return !machine.Apic.IoApics.Items.IsEmpty;
    }

    /// <summary>Has it signal again and again.</summary>
    public void Start()
    {
        X64Instructions.Out8(Command, Periodic);
        X64Instructions.Out8(Channel0, unchecked((byte)Period));
        X64Instructions.Out8(Channel0, Period >> 8);
    }

    public void Stop() => X64Instructions.Out8(Command, Waiting);
}
