using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Contracts.Input;

namespace Diesis.Servers.Ps2;

/// <summary>Keyboard and mouse as their contract has them. One thread serves and hears of interrupts.</summary>
internal sealed class Ps2Service : IInputDevice, ISignalled
{
    private const ulong RingPages = 1;

    /// <summary>More than a controller holds: one that always has another byte is left alone until the next interrupt.</summary>
    private const int MostBytesAtOnce = 256;

    private readonly Ps2Device? _device;
    private readonly Ps2Events _events;
    private RecordWriter<InputEvent>? _reader;
    private bool _hasLost;

    /// <param name="device">Null: this machine has none, and every call says so.</param>
    public Ps2Service(Ps2Device? device)
    {
        _device = device;
        _events = new Ps2Events(device is { Controller.HasWheel: true }, Tell);
        // A byte that came before its interrupt was awaited keeps the next from coming.
        if (device is not null) Signalled(0);
    }

    public bool IsDone => false;

    public Status Read(out ReadingEnd<InputEvent> events)
    {
        events = default;
        if (_device is null) return Status.NotSupported;
        Result<RecordWriter<InputEvent>> opened = RecordWriter<InputEvent>.Create(RingPages, out events);
        if (!opened.IsOk) return opened.Status;
        _reader?.Dispose();
        _reader = opened.Value;
        _hasLost = false;
        _events.TellDown(Clock.Now);
        return Status.Ok;
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

    private void Tell(InputEvent news)
    {
        if (_reader is null) return;
        if (_hasLost && !_reader.TryWrite(new InputEvent(news.TimeNs, InputKind.Lost, 0, 0))) return;
        _hasLost = !_reader.TryWrite(in news);
    }
}
