using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Contracts.Input;
using Diesis.Input.Drivers;

namespace Diesis.Servers.Ps2;

/// <summary>Keyboard and mouse as their contract has them. One thread serves and hears of interrupts.</summary>
internal sealed class Ps2Service : IInputDevice, ISignalled
{
    /// <summary>More than a controller holds: one that always has another byte is left alone until the next interrupt.</summary>
    private const int MostBytesAtOnce = 256;

    private readonly Ps2Device? _device;
    private readonly Ps2Events _events;
    private readonly InputStream _stream = new();

    /// <param name="device">Null: this machine has none, and every call says so.</param>
    public Ps2Service(Ps2Device? device)
    {
        _device = device;
        _events = new Ps2Events(device is { Controller.HasWheel: true }, _stream.Tell);
        // A byte that came before its interrupt was awaited keeps the next from coming.
        if (device is not null) Signalled(0);
    }

    public bool IsDone => false;

    public Status Read(out ReadingEnd<InputEvent> events)
    {
        events = default;
        if (_device is null) return Status.NotSupported;
        Status status = _stream.Open(out events);
        if (status == Status.Ok) _events.TellDown(Clock.Now);
        return status;
    }

    public Status SetLights(KeyboardLights lights)
    {
        if (_device is null) return Status.NotSupported;
        // The keyboard has them in another order: PS/2 Hardware Interface Technical Reference, "Set/Reset Status Indicators".
        int bits = ((lights & KeyboardLights.ScrollLock) != 0 ? 1 : 0) | ((lights & KeyboardLights.NumLock) != 0 ? 2 : 0) | ((lights & KeyboardLights.CapsLock) != 0 ? 4 : 0);
        return _device.Controller.TrySetLights((byte)bits, (value, isOfMouse) => _events.Take(value, isOfMouse, Clock.Now)) ? Status.Ok : Status.TimedOut;
    }

    public void Signalled(ulong bits)
    {
        _device!.Acknowledge();
        ulong now = Clock.Now;
        for (int i = 0; i < MostBytesAtOnce && _device.Controller.TryTake(out byte value, out bool isOfMouse); i++) _events.Take(value, isOfMouse, now);
    }
}
