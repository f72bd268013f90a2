using System.Runtime.InteropServices;
using Diesis.Devices.Virtio;

namespace Diesis.Tests.Devices.Virtio;

/// <summary>The device's side of a queue, and the memory of it. Devices reach memory by other addresses than programs.</summary>
/// <remarks>VIRTIO 1.2, 2.7, once more and read by itself: what both sides misunderstand in the same way would not be found otherwise.</remarks>
internal sealed unsafe class SimulatedQueueDevice : IDisposable
{
    private const ulong Elsewhere = 0x5000_0000_0000;

    private readonly byte* _memory;
    private readonly int _entries;
    private ushort _seen, _done;

    public SimulatedQueueDevice(int entries, bool hasEvents)
    {
        _entries = entries;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)VirtualQueue.BytesFor(entries), 16);
        new Span<byte>(_memory, VirtualQueue.BytesFor(entries)).Clear();
        HasEvents = hasEvents;
        Queue = new(_memory, (ulong)_memory + Elsewhere, entries, hasEvents);
    }

    public VirtualQueue Queue { get; }

    public bool HasEvents { get; }

    private byte* Driver => _memory + 16 * _entries;
    private byte* Used => (byte*)((ulong)Driver + 4 + 2 * (ulong)_entries + 2 + 3 & ~3UL);

    public ushort* DriverFlags => (ushort*)Driver;
    public ushort* DriverEvent => (ushort*)(Driver + 4 + 2 * _entries);
    public ushort* UsedFlags => (ushort*)Used;
    public ushort* UsedCount => (ushort*)(Used + 2);
    public ushort* UsedEvent => (ushort*)(Used + 4 + 8 * _entries);

    /// <summary>The next request that was published: its first descriptor, and its buffers.</summary>
    public bool TrySee(out uint id, out List<(ulong Address, uint Bytes, bool IsToWrite)> buffers)
    {
        buffers = [];
        id = 0;
        if (*(ushort*)(Driver + 2) == _seen) return false;
        id = *(ushort*)(Driver + 4 + 2 * (_seen % _entries));
        _seen++;
        for (uint at = id; ;)
        {
            byte* descriptor = _memory + 16 * at;
            ushort flags = *(ushort*)(descriptor + 12);
            buffers.Add((*(ulong*)descriptor, *(uint*)(descriptor + 8), (flags & 2) != 0));
            if ((flags & 1) == 0) return true;
            at = *(ushort*)(descriptor + 14);
        }
    }

    public void Finish(uint id, uint written)
    {
        Claim(_done, id, written);
        *UsedCount = ++_done;
    }

    /// <summary>Writes an entry of what is done, whether it is or not.</summary>
    public void Claim(ushort at, uint id, uint written)
    {
        byte* entry = Used + 4 + 8 * (at % _entries);
        *(uint*)entry = id;
        *(uint*)(entry + 4) = written;
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
