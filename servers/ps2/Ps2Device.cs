using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Services;

namespace Diesis.Servers.Ps2;

/// <summary>A keyboard controller, its ports and interrupts.</summary>
internal sealed class Ps2Device : IPs2Ports
{
    // PC AT Technical Reference, "Keyboard Controller"; interrupts 1 and 12 of ISA.
    private const ushort DataPort = 0x60, StatusPort = 0x64;
    private const uint KeyboardLine = 1, MouseLine = 12;

    private const ulong KeyboardBit = 1, MouseBit = 2;

    private Handle<Interrupt> _keyboard, _mouse;

    private Ps2Device() => Controller = new Ps2Controller(this);

    public Ps2Controller Controller { get; }

    /// <returns>Null when the machine has none, or nothing is at it.</returns>
    public static Ps2Device? TryOpen()
    {
        if (IoPort.Enable(DataPort, 1) != Status.Ok || IoPort.Enable(StatusPort, 1) != Status.Ok) return null;
        var device = new Ps2Device();
        return device.Controller.TryInitialize() && device.TryListen() ? device : null;
    }

    private bool TryListen()
    {
        if (DriverSignals.Create(out DriverSignals signals) != Status.Ok) return false;
        return (!Controller.HasKeyboard || signals.AddLine(KeyboardLine, InterruptSignal.RisingEdge, KeyboardBit, out _keyboard) == Status.Ok)
            && (!Controller.HasMouse || signals.AddLine(MouseLine, InterruptSignal.RisingEdge, MouseBit, out _mouse) == Status.Ok);
    }

    /// <summary>Awaits interrupts anew. What comes from now on is not missed; what has come is read after this.</summary>
    public void Acknowledge()
    {
        if (Controller.HasKeyboard) _ = Kernel.AcknowledgeInterrupt(_keyboard);
        if (Controller.HasMouse) _ = Kernel.AcknowledgeInterrupt(_mouse);
    }

    public Ps2Status ReadStatus() => new(IoPort.Read8(StatusPort));
    public byte ReadData() => IoPort.Read8(DataPort);
    public void WriteData(byte value) => IoPort.Write8(DataPort, value);
    public void WriteCommand(byte command) => IoPort.Write8(StatusPort, command);

    public ulong NowNs => Clock.Now;

    /// <summary>Lets others run: what is waited for takes from some microseconds to half a second.</summary>
    public void Pause() => System.Threading.Thread.Sleep(1);
}
