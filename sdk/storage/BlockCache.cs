using System;
using System.Collections.Generic;
using System.Diagnostics;
using Diesis.Contracts.Files;
using Diesis.Services;

namespace Diesis.Storage;

/// <summary>
/// Pages of a block store, kept in memory that outlives this process: what was written and not yet on the store is found there by the next instance
/// (<see cref="CacheMemory"/>). For one user, who alone writes to the store.
/// </summary>
/// <remarks>
/// Invariants: a page that is not dirty is as on the store; <c>_slots</c> has the pages of all slots in use. A slot is freed before its bytes are overwritten by those
/// of another page, and marked dirty before they are changed: whoever dies in between leaves a page that is absent, or written once more than needed.
/// </remarks>
public sealed class BlockCache
{
    /// <summary>Of a page, the unit of what is kept. Divides the store, but perhaps for its end.</summary>
    public const int PageBytes = CacheMemory.PageBytes;

    /// <summary>Pages that are read or written at once, at most: a request of 1 MiB.</summary>
    private const int MostPagesAtOnce = 256;

    private readonly IBlockStore _store;
    private readonly CacheMemory _memory;
    private readonly Dictionary<ulong, int> _slots;
    private readonly bool[] _usedLately;
    private readonly byte[] _staging = new byte[MostPagesAtOnce / 8 * PageBytes];
    private readonly List<int> _toWrite = [];
    private int _hand;
    private int _dirty;

    /// <param name="memory">As another cache of the same store left it, or anything else.</param>
    public BlockCache(IBlockStore store, StateMemory memory)
    {
        _store = store;
        Size = store.Blocks * (ulong)store.BlockBytes;
        _memory = CacheMemory.Recover(memory, Size);
        _slots = new(_memory.Slots);
        _usedLately = new bool[_memory.Slots];
        ulong pages = (Size + PageBytes - 1) / PageBytes;
        for (int slot = 0; slot < _memory.Slots; slot++)
        {
            if (_memory.IsFree(slot) || _memory.PageOf(slot) >= pages || !_slots.TryAdd(_memory.PageOf(slot), slot)) _memory.Free(slot);
            else if (_memory.IsDirty(slot)) _dirty++;
        }
    }

    /// <summary>Of the store, in bytes.</summary>
    public ulong Size { get; }

    public bool IsReadOnly => _store.IsReadOnly;

    /// <summary>Whether all that was written is on its way to the medium at least.</summary>
    public bool IsClean => _dirty == 0;

    /// <param name="at">In bytes from the beginning of the store; need not be aligned to anything.</param>
    /// <returns><see cref="FileStatus.OutOfRange"/>, <see cref="FileStatus.DeviceFailed"/>: parts of <paramref name="into"/> may be filled.</returns>
    public FileStatus Read(ulong at, Span<byte> into)
    {
        if (!IsWithin(at, into.Length)) return FileStatus.OutOfRange;
        while (!into.IsEmpty)
        {
            ulong page = at / PageBytes;
            int offset = (int)(at % PageBytes), count = Math.Min(into.Length, PageBytes - offset);
            int missing = offset == 0 ? MissingPages(page, into.Length / PageBytes) : 0;
            if (missing > 1)
            {
                count = missing * PageBytes;
                FileStatus read = ReadPages(page, into.Slice(0, count));
                if (read != FileStatus.Ok) return read;
            }
            else
            {
                FileStatus found = Load(page, out int slot);
                if (found != FileStatus.Ok) return found;
                _memory.Bytes(slot).Slice(offset, count).CopyTo(into);
            }
            into = into.Slice(count);
            at += (uint)count;
        }
        return FileStatus.Ok;
    }

    /// <summary>Changes bytes; the store gets them later, at the latest by <see cref="Flush"/>.</summary>
    /// <param name="at">In bytes from the beginning of the store; need not be aligned to anything.</param>
    /// <returns>As <see cref="Read"/>, and <see cref="FileStatus.ReadOnly"/>. After a failure the first bytes may have been written.</returns>
    public FileStatus Write(ulong at, ReadOnlySpan<byte> from)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        if (!IsWithin(at, from.Length)) return FileStatus.OutOfRange;
        while (!from.IsEmpty)
        {
            ulong page = at / PageBytes;
            int offset = (int)(at % PageBytes), count = Math.Min(from.Length, PageBytes - offset);
            FileStatus found = count == BytesOf(page) ? Take(page, out int slot) : Load(page, out slot);
            if (found != FileStatus.Ok) return found;
            MarkDirty(slot);
            from.Slice(0, count).CopyTo(_memory.Bytes(slot).Slice(offset));
            _memory.Name(slot, page);
            from = from.Slice(count);
            at += (uint)count;
        }
        return FileStatus.Ok;
    }

    /// <summary>Brings all that was written to the medium. What could not be written stays, and is tried again by the next call.</summary>
    public FileStatus Flush()
    {
        FileStatus status = WriteBack();
        return status == FileStatus.Ok && !IsReadOnly ? _store.Flush() : status;
    }

    private bool IsWithin(ulong at, int bytes) => at <= Size && (ulong)bytes <= Size - at;

    /// <summary>How much of a page is on the store: all of it, but perhaps of the last one.</summary>
    private int BytesOf(ulong page) => (int)Math.Min(PageBytes, Size - page * PageBytes);

    private ulong BlockOf(ulong page) => page * (ulong)(PageBytes / _store.BlockBytes);

    /// <summary>How many pages from one on are not here.</summary>
    private int MissingPages(ulong first, int most)
    {
        int count = 0;
        while (count < Math.Min(most, MostPagesAtOnce) && !_slots.ContainsKey(first + (uint)count)) count++;
        return count;
    }

    /// <summary>Reads pages that are not here, and keeps them unless they are so many that they would drive out everything else.</summary>
    private FileStatus ReadPages(ulong first, Span<byte> into)
    {
        FileStatus status = _store.Read(BlockOf(first), into);
        int pages = into.Length / PageBytes;
        if (status != FileStatus.Ok || pages > _memory.Slots / 8) return status;
        for (int i = 0; i < pages; i++)
        {
            if (TryFreeSlot(out int slot) != FileStatus.Ok) break;
            into.Slice(i * PageBytes, PageBytes).CopyTo(_memory.Bytes(slot));
            Enter(slot, first + (uint)i);
        }
        return FileStatus.Ok;
    }

    /// <summary>Finds a page, reading it if it is not here.</summary>
    private FileStatus Load(ulong page, out int slot)
    {
        if (_slots.TryGetValue(page, out slot))
        {
            _usedLately[slot] = true;
            return FileStatus.Ok;
        }
        FileStatus status = TryFreeSlot(out slot);
        if (status == FileStatus.Ok) status = _store.Read(BlockOf(page), _memory.Bytes(slot).Slice(0, BytesOf(page)));
        if (status == FileStatus.Ok) Enter(slot, page);
        return status;
    }

    /// <summary>Finds a page all of which is about to be written. One that was not here has no name yet: it gets it when its bytes are there.</summary>
    private FileStatus Take(ulong page, out int slot)
    {
        if (_slots.TryGetValue(page, out slot))
        {
            _usedLately[slot] = true;
            return FileStatus.Ok;
        }
        FileStatus status = TryFreeSlot(out slot);
        if (status != FileStatus.Ok) return status;
        _slots.Add(page, slot);
        _usedLately[slot] = true;
        return FileStatus.Ok;
    }

    private void Enter(int slot, ulong page)
    {
        _memory.Name(slot, page);
        _slots.Add(page, slot);
        _usedLately[slot] = true;
    }

    private void MarkDirty(int slot)
    {
        if (_memory.IsDirty(slot)) return;
        _memory.SetDirty(slot, true);
        _dirty++;
    }

    /// <summary>A slot that has no page: the next one that was not used since the hand passed it last.</summary>
    private FileStatus TryFreeSlot(out int slot)
    {
        if (_dirty > _memory.Slots / 2)
        {
            FileStatus status = WriteBack();
            if (status != FileStatus.Ok && _dirty == _memory.Slots) { slot = 0; return status; }
        }
        for (; ; _hand = (_hand + 1) % _memory.Slots)
        {
            slot = _hand;
            if (!_memory.IsFree(slot))
            {
                if (_memory.IsDirty(slot)) continue;
                if (_usedLately[slot]) { _usedLately[slot] = false; continue; }
                _slots.Remove(_memory.PageOf(slot));
                _memory.Free(slot);
            }
            _hand = (_hand + 1) % _memory.Slots;
            return FileStatus.Ok;
        }
    }

    /// <summary>Writes all dirty pages to the store, in the order of their numbers, neighbours together.</summary>
    private FileStatus WriteBack()
    {
        if (_dirty == 0) return FileStatus.Ok;
        _toWrite.Clear();
        for (int slot = 0; slot < _memory.Slots; slot++) if (!_memory.IsFree(slot) && _memory.IsDirty(slot)) _toWrite.Add(slot);
        _toWrite.Sort((one, other) => _memory.PageOf(one).CompareTo(_memory.PageOf(other)));
        FileStatus worst = FileStatus.Ok;
        for (int i = 0; i < _toWrite.Count;)
        {
            int count = 1;
            while (i + count < _toWrite.Count && (count + 1) * PageBytes <= _staging.Length
                && _memory.PageOf(_toWrite[i + count]) == _memory.PageOf(_toWrite[i]) + (uint)count) count++;
            FileStatus status = WriteRun(i, count);
            if (status != FileStatus.Ok) worst = status;
            i += count;
        }
        return worst;
    }

    private FileStatus WriteRun(int first, int count)
    {
        ulong page = _memory.PageOf(_toWrite[first]);
        for (int i = 0; i < count; i++) _memory.Bytes(_toWrite[first + i]).CopyTo(_staging.AsSpan(i * PageBytes));
        int bytes = (count - 1) * PageBytes + BytesOf(page + (uint)count - 1);
        FileStatus status = _store.Write(BlockOf(page), _staging.AsSpan(0, bytes));
        if (status != FileStatus.Ok) return status;
        for (int i = 0; i < count; i++) _memory.SetDirty(_toWrite[first + i], false);
        _dirty -= count;
        return FileStatus.Ok;
    }
}
