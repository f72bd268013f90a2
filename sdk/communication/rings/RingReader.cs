using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication.Rings;

/// <summary>
/// The side of a ring that takes items out. One thread at a time uses it. What it gives are copies: the writer can change an item in the ring, but none that was taken. Room
/// becomes the writer's to see once for each batch, and it is woken only when it waits for it.
/// </summary>
/// <remarks>See <see cref="RingWriter{T}"/> for the protocol. Invariant: <c>_written - _taken</c> is at most the capacity.</remarks>
// SAFETY: whoever made it answers for the memory; items are addressed by the low bits of own counters only.
public unsafe struct RingReader<T> where T : unmanaged
{
    private readonly RingLayout* _ring;
    private readonly T* _items;
    private readonly uint _capacity;
    private readonly Handle<Notification> _itemsThere, _roomThere;

    /// <summary>Items taken, shown to the writer or not; shown; and those that the writer has put in, as far as is known.</summary>
    private ulong _taken, _shown, _written;

    /// <param name="memory">The ring, zero at the beginning, in memory that is mapped as long as this is used.</param>
    /// <param name="capacity">How many items it holds: a power of two, the same on both sides.</param>
    /// <param name="itemsThere">Wakes this side.</param>
    /// <param name="roomThere">Wakes the writer.</param>
    /// <safety>The memory has room for <see cref="RingLayout"/> and so many items, and is aligned for both.</safety>
    public RingReader(void* memory, uint capacity, Handle<Notification> itemsThere, Handle<Notification> roomThere)
    {
        _ring = (RingLayout*)memory;
        _items = (T*)((byte*)memory + RingLayout.Size);
        _capacity = capacity;
        _itemsThere = itemsThere;
        _roomThere = roomThere;
        _taken = _shown = _written = 0;
        // Nothing to be woken for yet.
        Volatile.Write(ref _ring->Reader.WakeAt, ulong.MaxValue);
        Volatile.Write(ref _ring->Reader.IsThere, 1);
    }

    /// <summary>The writer's words made no sense: it is not to be trusted, and nothing more is read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The ring's memory went with who paid for it: nothing more is read.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Takes an item out.</summary>
    /// <returns>False when there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out T item)
    {
        if (_taken == _written && Look() == 0)
        {
            item = default;
            return false;
        }
        item = _items[_taken & _capacity - 1];
        if (!IsStillThere())
        {
            item = default;
            return false;
        }
        _taken++;
        // The last of a batch, as far as is known.
        if (_taken == _written) ShowRoom();
        return true;
    }

    /// <summary>Takes out what there is.</summary>
    /// <returns>How many items.</returns>
    public int Read(scoped Span<T> into)
    {
        uint there = (uint)(_written - _taken);
        if (there < (uint)into.Length) there = Look();
        int count = (int)Math.Min(there, (uint)into.Length);
        uint at = (uint)_taken & _capacity - 1;
        int first = (int)Math.Min((uint)count, _capacity - at);
        new ReadOnlySpan<T>(_items + at, first).CopyTo(into);
        new ReadOnlySpan<T>(_items, count - first).CopyTo(into.Slice(first));
        if (!IsStillThere()) return 0;
        _taken += (uint)count;
        ShowRoom();
        return count;
    }

    /// <summary>
    /// Shows the writer what room there is, and wakes it if it waits for that. It is done at the end of each batch; who leaves items in the ring for long does it before that.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ShowRoom()
    {
        ulong count = _taken - _shown;
        if (count == 0) return;
        _shown = _taken;
        Volatile.Write(ref _ring->Reader.Count, _shown);
        // As in RingWriter.Publish.
        Interlocked.MemoryBarrier();
        if (Ring.Passed(Volatile.Read(ref _ring->Writer.WakeAt), _shown, count)) _ = Kernel.Signal(_roomThere, 1);
    }

    /// <summary>Looks how far the writer is.</summary>
    /// <returns>How many items can be taken.</returns>
    private uint Look()
    {
        ulong written = Volatile.Read(ref _ring->Writer.Count);
        if (!IsStillThere()) return 0;
        // It has written no less than before, and no more than there is room for.
        ulong there = unchecked(written - _taken);
        if (there <= _capacity && there >= _written - _taken) _written = written;
        else IsBroken = true;
        return (uint)(_written - _taken);
    }

    /// <summary>Is what was read before from the ring, or are those zeros?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsStillThere()
    {
        if (Volatile.Read(ref _ring->Reader.IsThere) != 0) return true;
        IsGone = true;
        _written = _taken;
        return false;
    }

    /// <summary>Waits until there is something to take.</summary>
    /// <returns>
    /// <see cref="Status.PeerClosed"/>: nothing is left, and nothing comes any more; or the ring's memory went with who paid for it. <see cref="Status.BadMessage"/>: the writer does not keep to the rules.
    /// <see cref="Status.TimedOut"/>, <see cref="Status.Cancelled"/>.
    /// </returns>
    public Status AwaitItems(ulong deadlineNs = ulong.MaxValue)
    {
        ShowRoom();
        while (true)
        {
            // Whether it is the end is looked at first: what was written before that is then seen.
            bool isClosed = Volatile.Read(ref _ring->Writer.IsClosed) != 0;
            if (_taken != _written || Look() != 0) return Status.Ok;
            if (IsGone) return Status.PeerClosed;
            if (IsBroken) return Status.BadMessage;
            if (isClosed) return Status.PeerClosed;
            Volatile.Write(ref _ring->Reader.WakeAt, _taken);
            Interlocked.MemoryBarrier();
            if (Look() != 0 || Volatile.Read(ref _ring->Writer.IsClosed) != 0) continue;
            Status status = Kernel.Wait(_itemsThere, deadlineNs, out _);
            // The notification goes with the memory.
            if (status == Status.Dead) return Status.PeerClosed;
            if (status != Status.Ok) return status;
        }
    }

    /// <summary>Takes out no more.</summary>
    public void Close()
    {
        Volatile.Write(ref _ring->Reader.IsClosed, 1);
        Interlocked.MemoryBarrier();
        _ = Kernel.Signal(_roomThere, 1);
    }
}
