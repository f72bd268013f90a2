using System;
using System.Buffers.Binary;
using System.Threading;
using Diesis.Contracts.Files;
using Diesis.Devices.Virtio;

namespace Diesis.VirtioBlock;

/// <summary>Requests to a disk that are under way. The disk may do them in any order.</summary>
/// <remarks>
/// VIRTIO 1.2, 5.2.6. Each has a slot of 32 bytes in memory that the disk sees:
/// <code>
///   + 0   kind      + 4   0      + 8   sector      + 16   how it ended, written by the disk
/// </code>
/// What was asked is kept in memory of the driver's own as well: when the disk has to be begun anew, all that is under way is asked once more. That is no
/// harm, for to read or write the same twice is the same as once.
/// </remarks>
// SAFETY: the memory is as large as the constructor was told, as long as the requests are used; slots are below their number.
public sealed unsafe class DiskRequests
{
    public const int SlotBytes = 32;

    /// <summary>More buffers a request is not divided into.</summary>
    public const int MostBuffers = 16;

    /// <summary>A disk that has to be begun anew so often for one request cannot do it.</summary>
    private const int MostAttempts = 3;

    private const int SectorAt = 8, EndAt = 16, HeadBytes = 16;
    private const uint ReadKind = 0, WriteKind = 1, FlushKind = 4, IdentifyKind = 8;
    private const byte EndedWell = 0, NotKnown = 2, NotEnded = 0xFF;

    private struct Request
    {
        public bool IsUnderWay, IsGivenUp;
        public DiskOperation Operation;
        public ulong Block, Token, Order, SinceNs;
        public int Attempts, BufferCount;
        public uint Bytes;
    }

    private readonly DiskFacts _disk;
    private readonly byte* _slots;
    private readonly ulong _address;
    private readonly Request[] _requests;
    private readonly DeviceBuffer[] _buffers;
    private readonly DeviceBuffer[] _chain = new DeviceBuffer[MostBuffers + 1];
    private VirtualQueue _queue;
    private ulong _nextOrder;

    /// <param name="slots">Of <see cref="SlotBytes"/> for each request that can be under way, seen by the disk at <paramref name="address"/>.</param>
    public DiskRequests(DiskFacts disk, VirtualQueue queue, byte* slots, ulong address, int count)
    {
        _disk = disk;
        _queue = queue;
        _slots = slots;
        _address = address;
        _requests = new Request[count];
        _buffers = new DeviceBuffer[count * MostBuffers];
    }

    public int UnderWay { get; private set; }

    /// <summary>Asks for something. The disk knows after <see cref="VirtualQueue.Publish"/>.</summary>
    /// <param name="data">Whole blocks in memory that the disk sees; none for a flush, <see cref="DiskFacts.SerialBytes"/> bytes for its name.</param>
    /// <param name="token">Given back with the end.</param>
    /// <returns>
    /// <see cref="FileStatus.InUse"/>: too much is under way: again when something has ended. <see cref="FileStatus.OutOfRange"/>,
    /// <see cref="FileStatus.ReadOnly"/>. <see cref="FileStatus.TooLarge"/>: more or larger buffers than the disk takes. Else nothing was asked.
    /// </returns>
    public FileStatus Ask(DiskOperation operation, ulong block, ReadOnlySpan<DeviceBuffer> data, ulong token, ulong nowNs)
    {
        FileStatus status = Check(operation, block, data, out uint bytes);
        if (status != FileStatus.Ok) return status;
        int slot = FreeSlot();
        if (slot < 0) return FileStatus.InUse;
        ref Request request = ref _requests[slot];
        request = new() { Operation = operation, Block = block, Token = token, SinceNs = nowNs, Order = _nextOrder, BufferCount = data.Length, Bytes = bytes };
        data.CopyTo(_buffers.AsSpan(slot * MostBuffers));
        if (!TryAdd(slot)) return FileStatus.InUse;
        request.IsUnderWay = true;
        _nextOrder++;
        UnderWay++;
        return FileStatus.Ok;
    }

    /// <summary>Whether two requests concern the same blocks, and it matters which is done first.</summary>
    public bool Collide(DiskOperation operation, ulong block, uint bytes, DiskOperation otherOperation, ulong otherBlock, uint otherBytes)
    {
        bool move = operation is DiskOperation.Read or DiskOperation.Write && otherOperation is DiskOperation.Read or DiskOperation.Write;
        if (!move || operation == DiskOperation.Read && otherOperation == DiskOperation.Read) return false;
        uint size = (uint)_disk.BlockBytes;
        return block < otherBlock ? otherBlock - block < bytes / size : block - otherBlock < otherBytes / size;
    }

    /// <summary>Takes a request that has ended.</summary>
    /// <returns><see cref="Taking.Broken"/>: the disk has to be begun anew, and then <see cref="AskAgain"/>.</returns>
    public Taking TryTake(out ulong token, out FileStatus status)
    {
        token = 0;
        status = default;
        Taking taking = _queue.TryTake(out ulong slot, out uint written);
        if (taking != Taking.Taken) return taking;
        ref Request request = ref _requests[(int)slot];
        byte end = Volatile.Read(ref _slots[(int)slot * SlotBytes + EndAt]);
        // One that says it has read less than it was asked for leaves what was in memory before.
        uint least = request.Operation == DiskOperation.Read ? request.Bytes + 1 : 1;
        token = request.Token;
        status = end == EndedWell && written >= least ? FileStatus.Ok : end == NotKnown ? FileStatus.NotSupported : FileStatus.DeviceFailed;
        End(ref request);
        return Taking.Taken;
    }

    /// <summary>Is something under way for longer than that?</summary>
    public bool IsOverdue(ulong nowNs, ulong mostNs)
    {
        foreach (ref readonly Request request in _requests.AsSpan())
            if (request is { IsUnderWay: true, IsGivenUp: false } && nowNs - request.SinceNs > mostNs) return true;
        return false;
    }

    /// <summary>The disk was begun anew: all that is under way is asked once more, in the order in which it was asked.</summary>
    /// <param name="queue">Empty, and of no fewer entries than the one before.</param>
    public void AskAgain(VirtualQueue queue, ulong nowNs)
    {
        _queue = queue;
        ulong next = 0;
        for (int left = UnderWay; left > 0; left--)
        {
            int slot = NextInOrder(next);
            next = _requests[slot].Order + 1;
            _requests[slot].SinceNs = nowNs;
            // The last queue had room for all of them.
            if (_requests[slot].Attempts == MostAttempts) _requests[slot].IsGivenUp = true;
            else _ = TryAdd(slot);
        }
    }

    /// <summary>Takes a request that was under way each time when the disk had to be begun anew: it has failed.</summary>
    public bool TryTakeFailed(out ulong token)
    {
        token = 0;
        foreach (ref Request request in _requests.AsSpan())
        {
            if (!request.IsUnderWay || !request.IsGivenUp) continue;
            token = request.Token;
            End(ref request);
            return true;
        }
        return false;
    }

    private FileStatus Check(DiskOperation operation, ulong block, ReadOnlySpan<DeviceBuffer> data, out uint bytes)
    {
        bytes = 0;
        if (operation == DiskOperation.Flush) return data.IsEmpty ? FileStatus.Ok : FileStatus.TooLarge;
        if (operation == DiskOperation.Identify) return data is [{ Bytes: DiskFacts.SerialBytes }] ? FileStatus.Ok : FileStatus.TooLarge;
        if (data.IsEmpty || data.Length > _disk.MostBuffers) return FileStatus.TooLarge;
        foreach (DeviceBuffer buffer in data)
        {
            if (buffer.Bytes == 0 || buffer.Bytes > _disk.MostBytes || buffer.Bytes % (uint)_disk.BlockBytes != 0) return FileStatus.TooLarge;
            // The disk counts the bytes of a request in 32 bits, with one for the end.
            if (buffer.Bytes > uint.MaxValue - 1 - bytes) return FileStatus.TooLarge;
            bytes += buffer.Bytes;
        }
        ulong blocks = bytes / (uint)_disk.BlockBytes;
        if (block > _disk.Blocks || blocks > _disk.Blocks - block) return FileStatus.OutOfRange;
        return operation == DiskOperation.Write && _disk.IsReadOnly ? FileStatus.ReadOnly : FileStatus.Ok;
    }

    private bool TryAdd(int slot)
    {
        ref Request request = ref _requests[slot];
        byte* head = _slots + slot * SlotBytes;
        uint kind = request.Operation switch { DiskOperation.Read => ReadKind, DiskOperation.Write => WriteKind, DiskOperation.Flush => FlushKind, _ => IdentifyKind };
        var words = new Span<byte>(head, SlotBytes);
        words.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(words, kind);
        BinaryPrimitives.WriteUInt64LittleEndian(words.Slice(SectorAt), request.Block * (ulong)(_disk.BlockBytes / DiskFacts.SectorBytes));
        words[EndAt] = NotEnded;

        ulong at = _address + (ulong)slot * SlotBytes;
        ReadOnlySpan<DeviceBuffer> data = _buffers.AsSpan(slot * MostBuffers, request.BufferCount);
        var end = new DeviceBuffer(at + EndAt, 1);
        bool isRead = request.Operation is DiskOperation.Read or DiskOperation.Identify;
        Span<DeviceBuffer> chain = _chain.AsSpan(0, data.Length + 1);
        chain[isRead ? data.Length : 0] = isRead ? end : new(at, HeadBytes);
        data.CopyTo(chain.Slice(isRead ? 0 : 1));
        bool isAdded = isRead ? _queue.TryAdd([new(at, HeadBytes)], chain, (ulong)slot) : _queue.TryAdd(chain, [end], (ulong)slot);
        if (isAdded) request.Attempts++;
        return isAdded;
    }

    private void End(ref Request request)
    {
        request.IsUnderWay = false;
        UnderWay--;
    }

    private int FreeSlot()
    {
        for (int slot = 0; slot < _requests.Length; slot++)
            if (!_requests[slot].IsUnderWay) return slot;
        return -1;
    }

    /// <summary>The first of those under way that were asked at some time or later.</summary>
    private int NextInOrder(ulong least)
    {
        int found = -1;
        for (int slot = 0; slot < _requests.Length; slot++)
        {
            if (!_requests[slot].IsUnderWay || _requests[slot].Order < least) continue;
            if (found < 0 || _requests[slot].Order < _requests[found].Order) found = slot;
        }
        return found;
    }
}
