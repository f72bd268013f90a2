using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Devices;
using Diesis.Devices.Virtio;
using Diesis.Drivers;

namespace Diesis.VirtioRandom;

/// <summary>A device that makes random bits, and is driven by who waits for them. VIRTIO 1.2, 5.4.</summary>
// SAFETY: the driver's memory is as large as it was made, and stays mapped.
internal sealed unsafe class RandomDevice
{
    /// <summary>A device that gives nothing for so long is not waited for: the host may have no bits.</summary>
    private const ulong PatienceNs = 1_000_000_000;

    private const int Entries = 2, DataAt = 4096, DataBytes = 64;
    private const int RequestQueue = 0;
    private const uint QueueMessage = 0;
    private const ulong DoneBit = 1;

    private readonly VirtioDevice<MappedRegisters> _device;
    private DriverMemory _memory;
    private VirtualQueue _queue = null!;
    private RandomQueue _requests = null!;
    private Handle<Notification> _done;
    private Handle<Interrupt> _interrupt;

    private RandomDevice(VirtioDevice<MappedRegisters> device) => _device = device;

    /// <summary>Begins to drive a device.</summary>
    /// <returns>False: it is none that can be driven.</returns>
    public static bool TryStart(PciDevice pci, [NotNullWhen(true)] out RandomDevice? started)
    {
        started = null;
        if (!VirtioOverPci.TryOpen(pci, out VirtioDevice<MappedRegisters>? device)) return false;
        var made = new RandomDevice(device);
        if (DriverMemory.Make(pci, DataAt + DataBytes, out made._memory) != Status.Ok) return false;
        if (Kernel.CreateNotification(Startup.Block.Budget, out made._done) != Status.Ok
            || pci.OpenMessage(QueueMessage, made._done, DoneBit, out made._interrupt) != Status.Ok || !made.TryBegin())
            return false;
        _ = Kernel.AcknowledgeInterrupt(made._interrupt);
        started = made;
        return true;
    }

    private bool TryBegin()
    {
        new Span<byte>(_memory.Start, VirtualQueue.BytesFor(Entries)).Clear();
        if (!_device.TryAgree(VirtioFeature.Events, 0)) return false;
        _queue = new(_memory.Start, _memory.Address, Entries, (_device.Features & VirtioFeature.Events) != 0);
        _requests = new(_queue, _memory.Start + DataAt, _memory.Address + DataAt, DataBytes);
        if (!_device.TryAdd(RequestQueue, _queue, (int)QueueMessage)) return false;
        _device.Start();
        return true;
    }

    /// <summary>Waits for bytes. One that went astray ends the driver: then PCI has it begin anew.</summary>
    /// <returns><see cref="Status.TimedOut"/>: what was asked for comes later, for the next who asks.</returns>
    public Status Draw(Span<byte> into, out int count)
    {
        _ = Kernel.GetTime(out ulong now);
        _requests.Ask();
        if (_queue.Publish()) _device.Notify(RequestQueue);
        while (true)
        {
            Taking taking = _requests.TryTake(into, out count);
            if (taking == Taking.Broken) Environment.Exit(1);
            if (taking == Taking.Taken) return Status.Ok;
            if (!_queue.TryAwaitInterrupt()) continue;
            Status status = Kernel.Wait(_done, now + PatienceNs, out _);
            _ = Kernel.AcknowledgeInterrupt(_interrupt);
            if (status != Status.Ok) return status;
        }
    }
}
