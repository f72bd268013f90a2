using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication.Rings;

/// <summary>
/// The side of a ring that puts items in: records, or bytes. One thread at a time uses it. Items become the reader's to see by <see cref="Publish"/>; the reader is woken
/// only when it sleeps, and this side only when it waits for room.
/// </summary>
/// <remarks>
/// Invariants: <c>_added - _read</c> is at most the capacity, whatever the other side's words say; what lies between the published count and <c>_added</c> is this
/// side's alone. No wake-up is lost: whoever goes to sleep says so before it looks the last time, and whoever moves its count looks afterwards whether somebody sleeps, with
/// a barrier in between on both sides (tests/models/ring.pml).
/// </remarks>
// SAFETY: whoever made it answers for the memory; items are addressed by the low bits of own counters only.
public unsafe struct RingWriter<T> where T : unmanaged
{
    private readonly RingLayout* _ring;
    private readonly T* _items;
    private readonly uint _capacity;
    private readonly Handle<Notification> _itemsThere, _roomThere;

    /// <summary>Items put in, published or not; published; and those that the reader has taken, as far as is known.</summary>
    private ulong _added, _published, _read;

    /// <param name="memory">The ring, zero at the beginning, in memory that is mapped as long as this is used.</param>
    /// <param name="capacity">How many items it holds: a power of two, the same on both sides.</param>
    /// <param name="itemsThere">Wakes the reader.</param>
    /// <param name="roomThere">Wakes this side.</param>
    /// <safety>The memory has room for <see cref="RingLayout"/> and so many items, and is aligned for both.</safety>
    public RingWriter(void* memory, uint capacity, Handle<Notification> itemsThere, Handle<Notification> roomThere)
    {
        _ring = (RingLayout*)memory;
        _items = (T*)((byte*)memory + RingLayout.Size);
        _capacity = capacity;
        _itemsThere = itemsThere;
        _roomThere = roomThere;
        _added = _published = _read = 0;
        // Nothing to be woken for yet.
        Volatile.Write(ref _ring->Writer.WakeAt, ulong.MaxValue);
        Volatile.Write(ref _ring->Writer.IsThere, 1);
    }

    /// <summary>The ring's memory went with who paid for it: nobody reads any more.</summary>
    public readonly bool IsGone => Volatile.Read(ref _ring->Writer.IsThere) == 0;

    /// <summary>How many items can be added, as far as is known.</summary>
    private readonly uint Room => _capacity - (uint)(_added - _read);

    /// <summary>Puts an item in, not yet published.</summary>
    /// <returns>False when there is no room.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(in T item)
    {
        if (Room == 0 && Look() == 0) return false;
        _items[_added & _capacity - 1] = item;
        _added++;
        return true;
    }

    /// <summary>Puts in what there is room for, not yet published.</summary>
    /// <returns>How many items.</returns>
    public int Add(scoped ReadOnlySpan<T> items)
    {
        uint room = Room;
        if (room < (uint)items.Length) room = Look();
        int count = (int)Math.Min(room, (uint)items.Length);
        uint at = (uint)_added & _capacity - 1;
        int first = (int)Math.Min((uint)count, _capacity - at);
        items.Slice(0, first).CopyTo(new(_items + at, first));
        items.Slice(first, count - first).CopyTo(new(_items, count - first));
        _added += (uint)count;
        return count;
    }

    /// <summary>Shows the reader all that was added, and wakes it if it sleeps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish()
    {
        ulong count = _added - _published;
        if (count == 0) return;
        _published = _added;
        Volatile.Write(ref _ring->Writer.Count, _published);
        // Between showing the items and looking who sleeps: else both sides could miss the other.
        Interlocked.MemoryBarrier();
        if (Ring.Passed(Volatile.Read(ref _ring->Reader.WakeAt), _published, count)) _ = Kernel.Signal(_itemsThere, 1);
    }

    /// <summary>Puts an item in and shows it.</summary>
    public bool TryWrite(in T item)
    {
        if (!TryAdd(in item)) return false;
        Publish();
        return true;
    }

    /// <summary>Looks how far the reader is.</summary>
    /// <returns>How much room there is.</returns>
    private uint Look()
    {
        ulong read = Volatile.Read(ref _ring->Reader.Count);
        // It has read no less than before, and nothing that is not written. If it says otherwise nothing is believed.
        if (unchecked(read - _read) <= _published - _read) _read = read;
        return Room;
    }

    /// <summary>Waits until there is room for a good part of the ring, or the reader is gone.</summary>
    /// <returns><see cref="Status.PeerClosed"/>: the reader takes no more, or the ring's memory went with who paid for it. <see cref="Status.TimedOut"/>, <see cref="Status.Cancelled"/>.</returns>
    public Status AwaitRoom(ulong deadlineNs = ulong.MaxValue)
    {
        Publish();
        while (true)
        {
            if (Volatile.Read(ref _ring->Reader.IsClosed) != 0 || IsGone) return Status.PeerClosed;
            if (Look() != 0) return Status.Ok;
            // Woken for each item that is read it would write one at a time: it asks for half of the ring.
            Volatile.Write(ref _ring->Writer.WakeAt, _published - _capacity + (_capacity - 1) / 2);
            Interlocked.MemoryBarrier();
            if (Look() != 0 || Volatile.Read(ref _ring->Reader.IsClosed) != 0) continue;
            Status status = Kernel.Wait(_roomThere, deadlineNs, out _);
            // The notification goes with the memory.
            if (status == Status.Dead) return Status.PeerClosed;
            if (status != Status.Ok) return status;
        }
    }

    /// <summary>Puts in no more. What is published can still be read.</summary>
    public void Close()
    {
        Publish();
        Volatile.Write(ref _ring->Writer.IsClosed, 1);
        Interlocked.MemoryBarrier();
        _ = Kernel.Signal(_itemsThere, 1);
    }
}
