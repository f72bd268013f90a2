using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.X86_64;

/// <summary>How this PC is reset: the register that its firmware names, and what PCs have had from the first on.</summary>
// SAFETY: the register was mapped for good when the machine was made ready.
internal readonly unsafe struct X64Reset
{
    /// <summary>
    /// The keyboard controller's command port, whose output line 0 resets the processor, and the command that pulses it: Intel 8042 data sheet, and "IBM PC AT
    /// Technical Reference", system board, 1-44.
    /// </summary>
    private const ushort KeyboardCommand = 0x64;
    private const byte PulseReset = 0xFE, InputIsFull = 1 << 1;

    /// <summary>How often a controller that is busy is asked.</summary>
    private const int MostTries = 100_000;

    /// <summary>For a reset that is under way.</summary>
    private const ulong PatienceNs = 50_000_000;

    private readonly byte* _register;
    private readonly ushort _port;
    private readonly byte _value;

    private X64Reset(byte* register, ushort port, byte value)
    {
        _register = register;
        _port = port;
        _value = value;
    }

    /// <summary>Finds what the firmware tells of. ACPI 6.5, 4.8.3.6: a register in memory or a port, a byte wide.</summary>
    public static X64Reset Of<TMapper>(ref TMapper mapper, in PowerDescription power) where TMapper : struct, IDeviceMapper, allows ref struct
    {
        ulong address = power.Reset.Address;
        switch (power.Reset.Space)
        {
            case RegisterSpace.Port:
                return new X64Reset(null, (ushort)address, power.ResetValue);
            case RegisterSpace.Memory:
                var page = (byte*)mapper.MapDevice(new PhysicalAddress(address & ~(Page.Size - 1)), Page.Size);
                return page == null ? default : new X64Reset(page + (address & Page.Size - 1), 0, power.ResetValue);
            default:
                return default;
        }
    }

    /// <summary>Tries one way after the other.</summary>
    [DoesNotReturn]
    public void Go()
    {
        if (_register != null) Volatile.Write(ref *_register, _value);
        else if (_port != 0) X64Instructions.Out8(_port, _value);
        Wait();
        for (int left = MostTries; left > 0 && (X64Instructions.In8(KeyboardCommand) & InputIsFull) != 0; left--) X64Instructions.Pause();
        X64Instructions.Out8(KeyboardCommand, PulseReset);
        Wait();
        X64Instructions.TripleFault();
    }

    private static void Wait()
    {
        ulong end = X64Machine.ReadNanoseconds() + PatienceNs;
        while (X64Machine.ReadNanoseconds() < end) X64Instructions.Pause();
    }
}
