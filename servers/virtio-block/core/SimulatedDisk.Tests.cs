using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Diesis.Devices;
using Diesis.Devices.Virtio;
using Diesis.Tests.Devices;
using Diesis.Tests.Devices.Virtio;
using Diesis.VirtioBlock;

namespace Diesis.Tests.VirtioBlock;

/// <summary>A disk in memory behind a queue, with the memory that its driver and its users share with it.</summary>
internal sealed unsafe class SimulatedDisk : IDisposable
{
    public const ulong DataAddress = 0x10_0000, SlotsAddress = 0x8000;
    public const int Slots = 8, Entries = 32;

    private readonly byte* _slots = (byte*)NativeMemory.AllocZeroed(Slots * DiskRequests.SlotBytes);
    private readonly List<SimulatedQueueDevice> _queues = [];
    private bool _hasLied;

    public SimulatedDisk(ulong features = 0, int sectors = 64)
    {
        Content = new byte[sectors * DiskFacts.SectorBytes];
        new Random(3).NextBytes(Content);
        Registers.Write32(0, (uint)sectors);
        Registers.Write32(8, 4096);
        Registers.Write32(12, 4);
        Registers.Write32(20, 512);
        Assert.True(DiskFacts.TryRead(Agreed(features), out DiskFacts? facts));
        Facts = facts;
        Requests = new(facts, Begin(), _slots, SlotsAddress, Slots);
    }

    public SimulatedRegisters Registers { get; } = new(64);
    public DiskFacts Facts { get; }
    public DiskRequests Requests { get; }
    public byte[] Content { get; }
    public byte[] Data { get; } = new byte[64 << 10];
    public VirtualQueue Queue => _queues[^1].Queue;
    public int Flushes { get; private set; }

    /// <summary>What it says of the next request instead of doing it.</summary>
    public byte? Refuses { get; set; }

    public byte[] Serial { get; init; } = [];

    /// <summary>So many bytes less it says it has written than it has.</summary>
    public uint Conceals { get; set; }

    public VirtioDevice<IRegisterBlock> Agreed(ulong features)
    {
        var device = new VirtioDevice<IRegisterBlock>(new SimulatedCommonRegisters { Offered = features | VirtioFeature.Version1 }, new SimulatedRegisters(16), 4, Registers);
        Assert.True(device.TryAgree(DiskFacts.Wanted, 0));
        return device;
    }

    /// <summary>An empty queue.</summary>
    public VirtualQueue Begin()
    {
        _hasLied = false;
        _queues.Add(new(Entries, hasEvents: false));
        return Queue;
    }

    /// <summary>Does the next request.</summary>
    public bool DoOne()
    {
        // What it has claimed to have done may be something else by now.
        if (_hasLied) return false;
        _ = Queue.Publish();
        if (!_queues[^1].TrySee(out uint id, out var buffers)) return false;
        byte* head = _slots + (buffers[0].Address - SlotsAddress);
        byte* end = _slots + (buffers[^1].Address - SlotsAddress);
        Assert.Equal((16U, 1U, false, true), (buffers[0].Bytes, buffers[^1].Bytes, buffers[0].IsToWrite, buffers[^1].IsToWrite));
        uint written = 1;
        byte result = Refuses ?? 0;
        if (result == 0)
        {
            int at = checked((int)*(ulong*)(head + 8) * DiskFacts.SectorBytes);
            uint kind = *(uint*)head;
            if (kind == 4) Flushes++;
            foreach (var (address, bytes, isToWrite) in buffers[1..^1])
            {
                Span<byte> data = Data.AsSpan((int)(address - DataAddress), (int)bytes), content = Content.AsSpan(at, (int)bytes);
                Assert.Equal(kind is 0 or 8, isToWrite);
                if (kind == 8) Serial.CopyTo(data);
                else if (isToWrite) content.CopyTo(data);
                else data.CopyTo(content);
                if (isToWrite) written += bytes;
                at += (int)bytes;
            }
        }
        *end = result;
        _queues[^1].Finish(id, written - Conceals);
        return true;
    }

    /// <summary>Claims that it has done something or other.</summary>
    public void Lie(Random random)
    {
        _hasLied = true;
        SimulatedQueueDevice queue = _queues[^1];
        for (ushort at = 0; at < Entries; at++)
            if (random.Next(2) == 0) queue.Claim(at, (uint)random.Next(Entries + 2), (uint)random.Next(1100));
        *queue.UsedCount = (ushort)(*queue.UsedCount + random.Next(4));
    }

    public void Dispose()
    {
        foreach (SimulatedQueueDevice queue in _queues) queue.Dispose();
        NativeMemory.Free(_slots);
    }
}
