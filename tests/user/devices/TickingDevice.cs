using Diesis.Abi;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// Something that signals its wire again and again: on a PC its real-time clock (MC146818 data sheet), by edges; on an Arm machine the
/// PL011 that is the console (DDI 0183), by a level that stays up after it has sent.
/// </summary>
internal readonly struct TickingDevice
{
    private const uint IndexPort = 0x70, DataPort = 0x71;

    /// <summary>Bit 7 of the index keeps non-maskable interrupts off meanwhile.</summary>
    private const uint RegisterA = 0x8A, RegisterB = 0x8B, RegisterC = 0x8C;

    /// <summary>Register A: 256 times a second. Register B: periodic interrupts.</summary>
    private const uint Rate = 0x28, IsPeriodic = 1 << 6;

    private const ulong SerialPort = 0x0900_0000;
    private const uint SerialData = 0x00, SerialMask = 0x38, SerialClear = 0x44, Transmitted = 1 << 5;

    private readonly Registers _serial;

    private TickingDevice(Registers serial) => _serial = serial;

    public uint Line => Ports.AreThere ? 8U : 33U;
    public InterruptSignal Signal => Ports.AreThere ? InterruptSignal.RisingEdge : InterruptSignal.HighLevel;

    public static bool TryFind(ref Test test, out TickingDevice device)
    {
        device = default;
        Registers serial = default;
        if (Ports.AreThere ? !Ports.Enable(ref test, IndexPort, 2) : !Registers.TryMap(ref test, SerialPort, 1, CachePolicy.Device, out serial))
            return false;
        device = new TickingDevice(serial);
        return true;
    }

    public void Start()
    {
        if (Ports.AreThere)
        {
            Set(RegisterA, Rate);
            Set(RegisterB, Get(RegisterB) | IsPeriodic);
            Serve();
            return;
        }
        _serial.Write32(SerialMask, Transmitted);
        _serial.Write32(SerialData, ' ');
    }

    public void Stop()
    {
        if (Ports.AreThere) Set(RegisterB, Get(RegisterB) & ~IsPeriodic);
        else _serial.Write32(SerialMask, 0);
    }

    /// <summary>Has it signal again: the clock waits for being asked why it did, the port for something to send.</summary>
    public void Serve()
    {
        if (Ports.AreThere)
        {
            _ = Get(RegisterC);
            return;
        }
        _serial.Write32(SerialClear, Transmitted);
        _serial.Write32(SerialData, ' ');
    }

    private static uint Get(uint register)
    {
        Ports.Write8(IndexPort, register);
        return Ports.Read8(DataPort);
    }

    private static void Set(uint register, uint value)
    {
        Ports.Write8(IndexPort, register);
        Ports.Write8(DataPort, value);
    }
}
