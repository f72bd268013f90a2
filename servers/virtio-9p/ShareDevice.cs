using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Devices;
using Diesis.Devices.Virtio;
using Diesis.Drivers;
using Diesis.Virtio9p.Protocol;

namespace Diesis.Virtio9p;

/// <summary>A device that carries messages of 9P, driven by who waits for the answers.</summary>
/// <remarks>VIRTIO 1.2, 5, has but the number of its kind; the rest is as QEMU's hw/9pfs/virtio-9p-device.c has it: one queue, and the name in the registers.</remarks>
// SAFETY: the driver's memory is as large as it was made, and stays mapped.
internal sealed unsafe class ShareDevice : IMessageChannel
{
    /// <summary>A device that does not answer for so long is begun anew, and this process with it.</summary>
    private const ulong PatienceNs = 30_000_000_000;

    private const int RequestQueue = 0;
    private const uint QueueMessage = 0;
    private const ulong DoneBit = 1;

    private readonly PciDevice _pci;
    private readonly VirtioDevice<MappedRegisters> _device;
    private VirtualQueue _queue = null!;
    private ShareQueue _requests = null!;
    private Handle<Notification> _done;
    private Handle<Interrupt> _interrupt;

    private ShareDevice(PciDevice pci, VirtioDevice<MappedRegisters> device, string tag)
    {
        _pci = pci;
        _device = device;
        Tag = tag;
    }

    /// <summary>What the host calls it.</summary>
    public string Tag { get; }

    public int Slots => _requests.Slots;
    public int DataBytes => ShareQueue.DataBytes;
    public ReadOnlySpan<byte> Data => _requests.Data;
    public Span<byte> RequestOf(int slot) => _requests.RequestOf(slot);
    public ReadOnlySpan<byte> HeadOf(int slot) => _requests.HeadOf(slot);
    public int AnsweredBytes(int slot) => _requests.AnsweredBytes(slot);
    public void Ask(int slot, int requestBytes, int headBytes, int dataAt, int dataBytes) => _requests.Ask(slot, requestBytes, headBytes, dataAt, dataBytes);

    /// <summary>Begins to drive a device.</summary>
    /// <returns>False: it is none that can be driven.</returns>
    public static bool TryStart(PciDevice pci, [NotNullWhen(true)] out ShareDevice? started)
    {
        started = null;
        if (!VirtioOverPci.TryOpen(pci, out VirtioDevice<MappedRegisters>? device) || !device.TryAgree(VirtioFeature.Events, ShareTag.Feature) || !ShareTag.TryRead(device, out string tag)) return false;
        var made = new ShareDevice(pci, device, tag);
        if (!made.TryBegin()) return false;
        started = made;
        return true;
    }

    private bool TryBegin()
    {
        int entries = Math.Min(ShareQueue.MostEntries, 1 << BitOperations.Log2((uint)Math.Max(_device.MostEntries(RequestQueue), 1)));
        if (entries < ShareQueue.LeastEntries || DriverMemory.Make(_pci, ShareQueue.BytesFor(entries), out DriverMemory memory) != Status.Ok) return false;
        if (Kernel.CreateNotification(Startup.Block.Budget, out _done) != Status.Ok || _pci.OpenMessage(QueueMessage, _done, DoneBit, out _interrupt) != Status.Ok) return false;
        int queueBytes = ShareQueue.QueueBytesFor(entries);
        _queue = new(memory.Start, memory.Address, entries, (_device.Features & VirtioFeature.Events) != 0);
        _requests = new(_queue, memory.Start + queueBytes, memory.Address + (uint)queueBytes);
        if (!_device.TryAdd(RequestQueue, _queue, (int)QueueMessage)) return false;
        _device.Start();
        _ = Kernel.AcknowledgeInterrupt(_interrupt);
        return true;
    }

    /// <summary>One that went astray, or does nothing, ends this process: then PCI has it begin anew, and so do conversations about files with the next instance.</summary>
    public bool TryExchange()
    {
        if (_queue.Publish()) _device.Notify(RequestQueue);
        ulong deadline = Now + PatienceNs;
        while (true)
        {
            Taking taking = _requests.TakeAll();
            if (taking == Taking.Broken || _device.NeedsReset) End("went astray");
            if (_requests.UnderWay == 0) return true;
            if (!_queue.TryAwaitInterrupt()) continue;
            Status status = Kernel.Wait(_done, deadline, out _);
            _ = Kernel.AcknowledgeInterrupt(_interrupt);
            if (status == Status.TimedOut) End("does not answer");
        }
    }

    private void End(string why)
    {
        Console.WriteLine($"virtio-9p: {_pci.Function.Address} {why}");
        Environment.Exit(1);
    }

    private static ulong Now => Kernel.GetTime(out ulong now) == Status.Ok ? now : 0;
}
