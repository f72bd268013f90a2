using System;
using Diesis.Devices.Virtio;

namespace Diesis.Virtio9p;

/// <summary>Messages of 9P in a device's queue, and the memory for them.</summary>
/// <remarks>
/// A message is one request of the queue: the device reads what is asked, and writes the answer behind that, its head apart from what data it brings. So the data of answers that belong together lie
/// one behind the other, though each has a head of its own.
/// <code>
///   queue   slots: 1024 bytes of a request, 256 of an answer's head, each   data
/// </code>
/// </remarks>
// SAFETY: the memory is as large as MemoryBytesFor says, as long as the queue is used.
public sealed unsafe class ShareQueue
{
    /// <summary>Of a request: a name of <c>FilePath.MostNameLength</c> has no more than three times so many bytes.</summary>
    public const int RequestBytes = 1024;

    public const int HeadBytes = 256;

    /// <summary>For all that is read at a time.</summary>
    public const int DataBytes = 512 * 1024;

    /// <summary>More requests at a time bring nothing.</summary>
    public const int MostSlots = 16;

    /// <summary>What is asked, the head, the data.</summary>
    public const int EntriesPerRequest = 3;

    public const int MostEntries = 64, LeastEntries = 4;

    private const int PageBytes = 4096;

    private readonly VirtualQueue _queue;
    private readonly byte* _memory;
    private readonly ulong _address;
    private readonly int[] _answered;
    private readonly bool[] _isUnderWay;

    /// <param name="memory">What follows the queue, seen by the device at <paramref name="address"/>.</param>
    public ShareQueue(VirtualQueue queue, byte* memory, ulong address)
    {
        _queue = queue;
        _memory = memory;
        _address = address;
        Slots = SlotsFor(queue.Entries);
        _answered = new int[Slots];
        _isUnderWay = new bool[Slots];
    }

    public int Slots { get; }

    public int UnderWay { get; private set; }

    public static int QueueBytesFor(int entries) => RoundUp(VirtualQueue.BytesFor(entries));

    /// <summary>All of it, the queue included.</summary>
    public static int BytesFor(int entries) => QueueBytesFor(entries) + MemoryBytesFor(entries);

    public static int MemoryBytesFor(int entries) => DataAtFor(SlotsFor(entries)) + DataBytes;

    private static int SlotsFor(int entries) => Math.Min(MostSlots, entries / EntriesPerRequest);

    private static int DataAtFor(int slots) => RoundUp(slots * (RequestBytes + HeadBytes));

    private static int RoundUp(int bytes) => bytes + PageBytes - 1 & ~(PageBytes - 1);

    public Span<byte> RequestOf(int slot) => Slot(slot).Slice(0, RequestBytes);

    public ReadOnlySpan<byte> HeadOf(int slot) => Slot(slot).Slice(RequestBytes);

    public ReadOnlySpan<byte> Data => new(_memory + DataAtFor(Slots), DataBytes);

    public int AnsweredBytes(int slot) => _answered[slot];

    private Span<byte> Slot(int slot) => new Span<byte>(_memory, Slots * (RequestBytes + HeadBytes)).Slice(OffsetOf(slot), RequestBytes + HeadBytes);

    private static int OffsetOf(int slot) => slot * (RequestBytes + HeadBytes);

    /// <summary>Puts a request in line. The device knows after <see cref="VirtualQueue.Publish"/>.</summary>
    public void Ask(int slot, int requestBytes, int headBytes, int dataAt, int dataBytes)
    {
        // Each part lies inside of what is meant for it, or this ends here.
        _ = RequestOf(slot).Slice(0, requestBytes).Length + HeadOf(slot).Slice(0, headBytes).Length + Data.Slice(dataAt, dataBytes).Length;
        ulong at = _address + (uint)OffsetOf(slot);
        DeviceBuffer request = new(at, (uint)requestBytes), head = new(at + RequestBytes, (uint)headBytes);
        DeviceBuffer data = new(_address + (uint)(DataAtFor(Slots) + dataAt), (uint)dataBytes);
        // Each slot has one request under way, and there are entries for all of them.
        _ = dataBytes == 0 ? _queue.TryAdd([request], [head], (ulong)slot) : _queue.TryAdd([request], [head, data], (ulong)slot);
        _answered[slot] = 0;
        _isUnderWay[slot] = true;
        UnderWay++;
    }

    /// <summary>Takes all answers that have come.</summary>
    /// <returns><see cref="Taking.Broken"/>: the device has to be begun anew.</returns>
    public Taking TakeAll()
    {
        Taking taking;
        while ((taking = _queue.TryTake(out ulong slot, out uint written)) == Taking.Taken)
        {
            if (slot >= (ulong)Slots || !_isUnderWay[slot]) return Taking.Broken;
            _isUnderWay[slot] = false;
            _answered[slot] = (int)written;
            UnderWay--;
        }
        return taking;
    }
}
