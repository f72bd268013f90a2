using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Input;
using Diesis.Devices;
using Diesis.Devices.Virtio;
using Diesis.Drivers;
using Diesis.Input.Drivers;
using Diesis.Services;

namespace Diesis.VirtioInput;

/// <summary>A keyboard, mouse or tablet that is driven. VIRTIO 1.2, 5.8.</summary>
// SAFETY: the driver's memory is as large as it was made, and stays mapped.
internal sealed unsafe class InputDevice
{
    // 5.8.2.
    private const int EventQueue = 0, StatusQueue = 1;

    /// <summary>One message for both queues.</summary>
    private const uint Message = 0;

    private const int MostEvents = 64;
    private const int EventQueueAt = 0, StatusQueueAt = 2048, EventsAt = 4096, LightsAt = EventsAt + MostEvents * EventBuffers.EventBytes;

    /// <summary>One that always has another event is left alone for a moment then, so that calls are answered.</summary>
    private const int MostAtOnce = 256;

    /// <summary>One that has to be begun anew more often is not driven any more; the others are.</summary>
    private const int MostBeginnings = 8;

    private readonly PciDevice _pci;
    private readonly VirtioDevice<MappedRegisters> _device;
    private readonly DriverSignals _signals;
    private readonly HeldInputs _held;
    private readonly InputStream _stream;
    private DriverMemory _memory;
    private VirtualQueue _eventQueue = null!, _statusQueue = null!;
    private EventBuffers _events = null!;
    private LightBuffers _lights = null!;
    private InputTranslator _translator = null!;
    private Handle<Interrupt> _interrupt;
    private int _beginnings;
    private bool _isGone;

    private InputDevice(PciDevice pci, VirtioDevice<MappedRegisters> device, DriverSignals signals, ulong signalBit, InputStream stream)
    {
        _pci = pci;
        _device = device;
        _signals = signals;
        SignalBit = signalBit;
        _stream = stream;
        _held = new HeldInputs(stream.Tell);
    }

    /// <summary>What its interrupt signals.</summary>
    public ulong SignalBit { get; }

    /// <summary>Begins to drive a device.</summary>
    /// <returns>False: it is none that can be driven.</returns>
    public static bool TryStart(PciDevice pci, DriverSignals signals, ulong signalBit, InputStream stream, [NotNullWhen(true)] out InputDevice? started)
    {
        started = null;
        if (!VirtioOverPci.TryOpen(pci, out VirtioDevice<MappedRegisters>? device)) return false;
        var made = new InputDevice(pci, device, signals, signalBit, stream);
        if (DriverMemory.Make(pci, LightsAt + LightBuffers.Bytes, out made._memory) != Status.Ok) return false;
        if (pci.OpenMessage(Message, signals.Notification, signalBit, out made._interrupt) != Status.Ok || !made.TryBegin()) return false;
        _ = Kernel.AcknowledgeInterrupt(made._interrupt);
        started = made;
        return true;
    }

    private bool TryBegin()
    {
        if (!_device.TryAgree(VirtioFeature.Events, 0)) return false;
        InputFacts facts = InputFacts.Read(_device.Device);
        int events = Entries(EventQueue, MostEvents), lights = Entries(StatusQueue, LightBuffers.Entries);
        if (events == 0 || lights < LightBuffers.Entries) return false;
        bool hasEvents = (_device.Features & VirtioFeature.Events) != 0;
        new Span<byte>(_memory.Start, EventsAt).Clear();
        _eventQueue = new(_memory.Start + EventQueueAt, _memory.Address + EventQueueAt, events, hasEvents);
        _statusQueue = new(_memory.Start + StatusQueueAt, _memory.Address + StatusQueueAt, lights, hasEvents);
        _events = new(_eventQueue, _memory.Start + EventsAt, _memory.Address + EventsAt);
        _lights = new(_statusQueue, _memory.Start + LightsAt, _memory.Address + LightsAt, facts.HasLights);
        _translator = new(facts, _held, _stream.Tell);
        if (!_device.TryAdd(EventQueue, _eventQueue, (int)Message) || !_device.TryAdd(StatusQueue, _statusQueue, (int)Message)) return false;
        _device.Start();
        if (_eventQueue.Publish()) _device.Notify(EventQueue);
        return true;
    }

    private int Entries(int queue, int most)
    {
        int has = Math.Min(most, _device.MostEntries(queue));
        return has == 0 ? 0 : 1 << BitOperations.Log2((uint)has);
    }

    public void TellDown() => _held.TellDown(Clock.Now);

    public void SetLights(KeyboardLights lights)
    {
        if (_isGone) return;
        _lights.Set(lights);
        PushLights();
    }

    /// <summary>It has interrupted: takes what has come.</summary>
    public void Serve()
    {
        if (_isGone) return;
        _ = Kernel.AcknowledgeInterrupt(_interrupt);
        ulong now = Clock.Now;
        bool isSound = true;
        for (int left = MostAtOnce; isSound; left--)
        {
            if (left == 0)
            {
                _ = Kernel.Signal(_signals.Notification, SignalBit);
                break;
            }
            Taking taking = _events.TryTake(out DeviceEvent news);
            if (taking == Taking.Taken) _translator.Take(in news, now);
            else if (taking == Taking.Broken) isSound = false;
            else if (_eventQueue.TryAwaitInterrupt()) break;
        }
        if (isSound)
        {
            if (_eventQueue.Publish()) _device.Notify(EventQueue);
            PushLights();
        }
        if (!isSound || _lights.IsBroken || _device.NeedsReset) BeginAnew();
    }

    private void PushLights()
    {
        do _lights.Push();
        while (_lights.IsWaiting && !_lights.IsBroken && !_statusQueue.TryAwaitInterrupt());
        if (_statusQueue.Publish()) _device.Notify(StatusQueue);
    }

    /// <summary>The device went astray.</summary>
    private void BeginAnew()
    {
        Console.WriteLine($"virtio-input: {_pci.Function.Address} begins anew");
        KeyboardLights shown = _lights.Wanted;
        _held.Forget(Clock.Now);
        if (++_beginnings <= MostBeginnings && VirtioOverPci.TryReset(_device) && TryBegin())
        {
            SetLights(shown);
            return;
        }
        Console.WriteLine($"virtio-input: {_pci.Function.Address} is not driven any more");
        _isGone = true;
        _pci.GiveUp();
    }
}
