using System.Threading;
using Diesis.Devices.Virtio;

namespace Diesis.VirtioInput;

/// <summary>Memory that a device fills with events, one to each place. VIRTIO 1.2, 5.8.6.</summary>
// SAFETY: the memory has EventBytes for each entry of the queue, as long as that is used; places are tokens that were given with them.
public sealed unsafe class EventBuffers
{
    public const int EventBytes = 8;

    private readonly VirtualQueue _queue;
    private readonly byte* _memory;
    private readonly ulong _address;

    /// <param name="queue">Empty. The device knows of the places after <see cref="VirtualQueue.Publish"/>.</param>
    public EventBuffers(VirtualQueue queue, byte* memory, ulong address)
    {
        _queue = queue;
        _memory = memory;
        _address = address;
        for (int place = 0; place < queue.Entries; place++) Ask((ulong)place);
    }

    /// <summary>Takes an event that has come, and has its place filled anew after the next <see cref="VirtualQueue.Publish"/>.</summary>
    /// <returns><see cref="Taking.Broken"/>, too: it has written a part of one.</returns>
    public Taking TryTake(out DeviceEvent news)
    {
        news = default;
        Taking taking = _queue.TryTake(out ulong place, out uint written);
        if (taking != Taking.Taken) return taking;
        // Once: the device can write there still.
        news = DeviceEvent.FromBits(Volatile.Read(ref *(ulong*)(_memory + place * EventBytes)));
        Ask(place);
        return written == EventBytes ? Taking.Taken : Taking.Broken;
    }

    /// <summary>There is room: each place has an entry of the queue.</summary>
    private void Ask(ulong place) => _ = _queue.TryAdd([], [new(_address + place * EventBytes, EventBytes)], place);
}
