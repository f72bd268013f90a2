using System;
using Diesis.Devices.Virtio;

namespace Diesis.VirtioConsole;

/// <summary>Bytes there and back through the two queues of a console's first port. VIRTIO 1.2, 5.3: a request is memory with bytes to send, or to fill with what comes.</summary>
/// <remarks>
///   64 bytes × <see cref="Places"/>   for what comes
///   <see cref="SendBytes"/>           for what is sent, one request at a time
/// </remarks>
// SAFETY: the memory is as large as Bytes, as long as the queues are used.
public sealed unsafe class ConsoleQueues
{
    /// <summary>Requests for bytes that are in flight, and how many each takes.</summary>
    public const int Places = 16;
    private const int PlaceBytes = 64;

    private const int SendBytes = 4096;

    /// <summary>What the memory has.</summary>
    public const int Bytes = Places * PlaceBytes + SendBytes;

    private readonly VirtualQueue _receiving, _sending;
    private readonly byte* _memory;
    private readonly ulong _address;

    /// <summary>What has come of which some was not read yet: its place, from where to where.</summary>
    private int _place, _from, _to;

    public ConsoleQueues(VirtualQueue receiving, VirtualQueue sending, byte* memory, ulong address)
    {
        _receiving = receiving;
        _sending = sending;
        _memory = memory;
        _address = address;
        for (int place = 0; place < Places; place++) Ask(place);
    }

    /// <summary>The device has done what nobody asked for: it has to be begun anew.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Takes what has come.</summary>
    /// <returns>How many bytes. The device knows of the room after <see cref="VirtualQueue.Publish"/>.</returns>
    public int Read(Span<byte> into)
    {
        int count = 0;
        while (count < into.Length && (_from < _to || TryTakePlace()))
        {
            int part = Math.Min(_to - _from, into.Length - count);
            new ReadOnlySpan<byte>(_memory + _place * PlaceBytes + _from, part).CopyTo(into.Slice(count));
            _from += part;
            count += part;
            if (_from == _to) Ask(_place);
        }
        return count;
    }

    /// <summary>Puts bytes where the device takes them.</summary>
    /// <returns>How many; 0 as long as it has not taken those of before.</returns>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        while (Take(_sending, out _, out _)) { }
        if (IsBroken || _sending.InFlight != 0) return 0;
        int count = Math.Min(bytes.Length, SendBytes);
        bytes.Slice(0, count).CopyTo(new Span<byte>(_memory + Places * PlaceBytes, SendBytes));
        if (count != 0) _ = _sending.TryAdd([new(_address + Places * PlaceBytes, (uint)count)], [], 0);
        return count;
    }

    private bool TryTakePlace()
    {
        while (Take(_receiving, out ulong place, out uint written))
        {
            _place = (int)place;
            _from = 0;
            _to = (int)written;
            if (written != 0) return true;
            Ask(_place);
        }
        return false;
    }

    private bool Take(VirtualQueue queue, out ulong token, out uint written)
    {
        Taking taking = queue.TryTake(out token, out written);
        IsBroken |= taking == Taking.Broken;
        return taking == Taking.Taken && !IsBroken;
    }

    /// <summary>There is room: each place has an entry of the queue.</summary>
    private void Ask(int place) => _ = _receiving.TryAdd([], [new(_address + (ulong)(place * PlaceBytes), PlaceBytes)], (ulong)place);
}
