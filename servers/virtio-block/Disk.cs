using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Devices;
using Diesis.Devices.Virtio;
using Diesis.Drivers;

namespace Diesis.VirtioBlock;

/// <summary>A disk that is driven: calls ask, and a thread of its own hears of what it has done.</summary>
/// <remarks>VIRTIO 1.2, 5.2. All that touches the device and its queue is done under <see cref="_gate"/>.</remarks>
// SAFETY: the driver's memory is as large as it was made, and stays mapped.
internal sealed unsafe class Disk
{
    /// <summary>What a disk does not do in that time it is begun anew for; how often it is looked whether there is such a request, as long as there are any at all.</summary>
    private const ulong PatienceNs = 10_000_000_000, LookNs = 2_000_000_000;

    /// <summary>One that does not say its name in that time is not driven.</summary>
    private const int NamePatienceMs = 5_000;

    private const int MostEntries = 256;

    /// <summary>A request takes three entries: what is asked, the memory, how it ended.</summary>
    private const int EntriesPerRequest = 3;

    /// <summary>Larger requests only take longer: no one else's turn comes meanwhile.</summary>
    private const uint MostRequestBytes = 4 << 20;

    private const int RequestQueue = 0;
    private const uint QueueMessage = 0;
    private const ulong DoneBit = 1, LookBit = 2;

    private readonly PciDevice _pci;
    private readonly VirtioDevice<MappedRegisters> _device;
    private readonly Lock _gate = new();
    private DriverMemory _memory;
    private int _entries;
    private VirtualQueue _queue = null!;
    private DiskLine _line = null!;
    private Handle<Notification> _done;
    private Handle<Interrupt> _interrupt;
    private Handle<Abi.Objects.Timer> _timer;
    private BlockDeviceInfo _info;

    /// <summary>The timer will signal; while nobody asks for anything it does not.</summary>
    private bool _isTimed;

    /// <summary>It is not driven any more.</summary>
    private bool _isGone;

    private Disk(PciDevice pci, VirtioDevice<MappedRegisters> device)
    {
        _pci = pci;
        _device = device;
    }

    public PciDevice Pci => _pci;
    public ref readonly BlockDeviceInfo Info => ref _info;

    /// <summary>Begins to drive a disk.</summary>
    /// <returns>False: it is none that can be driven.</returns>
    public static bool TryStart(PciDevice pci, [NotNullWhen(true)] out Disk? disk)
    {
        disk = null;
        if (!VirtioOverPci.TryOpen(pci, out VirtioDevice<MappedRegisters>? device)) return false;
        var made = new Disk(pci, device);
        if (!made.TryBegin()) return false;
        disk = made;
        return true;
    }

    private bool TryBegin()
    {
        if (!_device.TryAgree(DiskFacts.Wanted, 0) || !DiskFacts.TryRead(_device, out DiskFacts? facts)) return false;
        _entries = Math.Min(MostEntries, 1 << BitOperations.Log2((uint)Math.Max(_device.MostEntries(RequestQueue), 1)));
        int slots = _entries / EntriesPerRequest;
        if (slots == 0 || DriverMemory.Make(_pci, SerialAt + DiskFacts.SerialBytes, out _memory) != Status.Ok) return false;
        if (Kernel.CreateNotification(Startup.Block.Budget, out _done) != Status.Ok || Kernel.CreateTimer(Startup.Block.Budget, _done, LookBit, out _timer) != Status.Ok || _pci.OpenMessage(QueueMessage, _done, DoneBit, out _interrupt) != Status.Ok) return false;
        if (!TryAddQueue()) return false;
        var requests = new DiskRequests(facts, _queue, _memory.Start + SlotsAt, _memory.Address + (uint)SlotsAt, slots);
        _line = new(requests);
        uint mostBytes = Math.Min(MostRequestBytes, facts.MostBytes);
        _info = new()
        {
            Blocks = facts.Blocks, BlockBytes = (uint)facts.BlockBytes, MostBlocks = mostBytes / (uint)facts.BlockBytes,
            IsReadOnly = facts.IsReadOnly, IsVolatile = facts.MustFlush, MostUnderWay = (ushort)slots,
        };
        _device.Start();
        _ = Kernel.AcknowledgeInterrupt(_interrupt);
        new System.Threading.Thread(Serve) { IsBackground = true, Name = "disk" }.Start();
        if (TryIdentify()) return true;
        lock (_gate) _isGone = true;
        return false;
    }

    private int SlotsAt => VirtualQueue.BytesFor(_entries) + DiskRequests.SlotBytes - 1 & ~(DiskRequests.SlotBytes - 1);
    private int SerialAt => SlotsAt + _entries / EntriesPerRequest * DiskRequests.SlotBytes;

    /// <summary>A disk without a name has an empty one.</summary>
    /// <returns>False: it does not answer.</returns>
    private bool TryIdentify()
    {
        Task<Result<FileStatus>> asked = Ask(DiskOperation.Identify, 0, new(_memory.Address + (uint)SerialAt, DiskFacts.SerialBytes)).AsTask();
        if (!asked.Wait(NamePatienceMs)) return false;
        Result<FileStatus> answer = asked.Result;
        if (answer is { IsOk: true, Value: FileStatus.Ok }) new ReadOnlySpan<byte>(_memory.Start + SerialAt, DiskFacts.SerialBytes).CopyTo(_info.Serial);
        return true;
    }

    /// <summary>Asks for something. Whoever waits for the answer goes on in the disk's thread.</summary>
    public ValueTask<Result<FileStatus>> Ask(DiskOperation operation, ulong block, DeviceBuffer data)
    {
        lock (_gate)
        {
            ValueTask<Result<FileStatus>> answer = _line.Ask(operation, block, data, Now);
            if (_queue.Publish()) _device.Notify(RequestQueue);
            LookLater();
            return answer;
        }
    }

    /// <summary>Has the disk's thread look in a while, if something is under way then. One that has nothing to do sleeps.</summary>
    private void LookLater()
    {
        if (_isTimed || _line.IsIdle) return;
        _isTimed = Kernel.SetTimer(_timer, Now + LookNs) == Status.Ok;
    }

    private static ulong Now => Kernel.GetTime(out ulong now) == Status.Ok ? now : 0;

    private void Serve()
    {
        List<DiskAnswer> answers = [];
        while (true)
        {
            _ = Kernel.Wait(_done, ulong.MaxValue, out ulong bits);
            lock (_gate)
            {
                if (_isGone) return;
                if ((bits & LookBit) != 0) _isTimed = false;
                Look(answers);
                LookLater();
            }
            foreach (DiskAnswer answer in answers) answer.Give();
            answers.Clear();
        }
    }

    private void Look(List<DiskAnswer> answers)
    {
        bool isSound = true;
        do isSound = _line.TryCollect(Now, answers);
        while (isSound && !_queue.TryAwaitInterrupt());
        if (!isSound || _line.IsOverdue(Now, PatienceNs) || _device.NeedsReset) BeginAnew(answers);
        if (_queue.Publish()) _device.Notify(RequestQueue);
        _ = Kernel.AcknowledgeInterrupt(_interrupt);
    }

    /// <summary>The disk went astray, or does nothing any more. One that cannot begin anew ends the driver: then PCI has it begin anew.</summary>
    private void BeginAnew(List<DiskAnswer> answers)
    {
        Console.WriteLine($"virtio-block: {_pci.Function.Address} begins anew");
        ulong features = _device.Features;
        if (!VirtioOverPci.TryReset(_device) || !_device.TryAgree(DiskFacts.Wanted, 0) || _device.Features != features || !TryAddQueue()) Environment.Exit(1);
        _device.Start();
        _line.AskAgain(_queue, Now, answers);
    }

    private bool TryAddQueue()
    {
        new Span<byte>(_memory.Start, VirtualQueue.BytesFor(_entries)).Clear();
        _queue = new(_memory.Start, _memory.Address, _entries, (_device.Features & VirtioFeature.Events) != 0);
        return _device.TryAdd(RequestQueue, _queue, (int)QueueMessage);
    }
}
