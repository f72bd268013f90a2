using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Devices;
using Diesis.Devices.Virtio;
using Diesis.Drivers;
using Diesis.Drivers.Serial;
using Diesis.Services;

namespace Diesis.VirtioConsole;

/// <summary>A console's first port. VIRTIO 1.2, 5.3.</summary>
// SAFETY: the driver's memory is as large as it was made, and stays mapped.
internal sealed unsafe class ConsoleDevice : ISerialDevice
{
    // 5.3.2: queues of the first port.
    private const int ReceiveQueue = 0, SendQueue = 1;

    /// <summary>One message for both queues: who serves looks at both.</summary>
    private const uint Message = 0;
    private const ulong InterruptBit = 1;

    private const int ReceiveEntries = ConsoleQueues.Places, SendEntries = 2;
    private const int ReceiveAt = 0, SendAt = 2048, DataAt = 4096;
    private const ulong StepNs = 20_000_000;

    private readonly VirtioDevice<MappedRegisters> _device;
    private readonly DriverSignals _signals;
    private DriverMemory _memory;
    private VirtualQueue _receiving = null!, _sending = null!;
    private ConsoleQueues _queues = null!;
    private Handle<Interrupt> _interrupt;

    private ConsoleDevice(VirtioDevice<MappedRegisters> device, DriverSignals signals)
    {
        _device = device;
        _signals = signals;
    }

    /// <summary>Begins to drive a device.</summary>
    /// <returns>False: it is none that can be driven.</returns>
    public static bool TryStart(PciDevice pci, [NotNullWhen(true)] out ConsoleDevice? started)
    {
        started = null;
        if (!VirtioOverPci.TryOpen(pci, out VirtioDevice<MappedRegisters>? device) || DriverSignals.Create(out DriverSignals signals) != Status.Ok) return false;
        var made = new ConsoleDevice(device, signals);
        if (DriverMemory.Make(pci, DataAt + ConsoleQueues.Bytes, out made._memory) != Status.Ok) return false;
        if (pci.OpenMessage(Message, signals.Notification, InterruptBit, out made._interrupt) != Status.Ok || !made.TryBegin()) return false;
        started = made;
        return true;
    }

    private bool TryBegin()
    {
        // The memory of several ports is not asked for: without that the first is all there is (5.3.3).
        if (!_device.TryAgree(VirtioFeature.Events, 0)) return false;
        bool hasEvents = (_device.Features & VirtioFeature.Events) != 0;
        _receiving = new(_memory.Start + ReceiveAt, _memory.Address + ReceiveAt, ReceiveEntries, hasEvents);
        _sending = new(_memory.Start + SendAt, _memory.Address + SendAt, SendEntries, hasEvents);
        _queues = new(_receiving, _sending, _memory.Start + DataAt, _memory.Address + DataAt);
        if (!_device.TryAdd(ReceiveQueue, _receiving, (int)Message) || !_device.TryAdd(SendQueue, _sending, (int)Message)) return false;
        _device.Start();
        return true;
    }

    public int Read(Span<byte> into)
    {
        _ = Kernel.AcknowledgeInterrupt(_interrupt);
        int count = 0;
        do count += _queues.Read(into.Slice(count));
        while (count < into.Length && !_queues.IsBroken && !_receiving.TryAwaitInterrupt());
        if (_receiving.Publish()) _device.Notify(ReceiveQueue);
        EndIfBroken();
        return count;
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        int count = _queues.Write(bytes);
        if (_sending.Publish()) _device.Notify(SendQueue);
        EndIfBroken();
        return count;
    }

    public void AwaitChange()
    {
        _ = Kernel.AcknowledgeInterrupt(_interrupt);
        if (_sending.TryAwaitInterrupt()) _ = _signals.Wait(Clock.After(StepNs), out _);
    }

    /// <summary>A device that went astray ends the driver: then PCI has it begin anew.</summary>
    private void EndIfBroken()
    {
        if (_queues.IsBroken) Environment.Exit(1);
    }
}
