using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Contracts.Files;
using Diesis.Services;

namespace Diesis.Storage;

/// <summary>
/// Changes of a few sectors that happen all or not at all, though this process may die at any instruction: they are gathered in memory that outlives it, and put into the
/// cache only when they are complete. The next instance ends what was begun (<see cref="Recover"/>).
/// </summary>
/// <remarks>
///   header   notes   place   place   …   sector   sector   …
///
/// The number of places in the header is 0 while changes are gathered, and theirs from the commit until all of them are in the cache. The notes are a sector of
/// their own that is on no disk: what the owner has to know after a death. It is not for the loss of power: then memory is gone, too.
/// </remarks>
public sealed class Journal
{
    public const int SectorBytes = 512;

    /// <summary>Sectors that can be changed at once.</summary>
    public const int MostSectors = 128;

    public const int MemoryBytes = SectorsAt + MostSectors * SectorBytes;

    private const int NotesAt = 64, PlacesAt = NotesAt + SectorBytes, SectorsAt = PlacesAt + MostSectors * PlaceBytes, PlaceBytes = 24;
    private const ulong NotesSector = ulong.MaxValue;

    private struct Place
    {
        /// <summary>In bytes from the beginning of the store; a multiple of 512, or the notes.</summary>
        public ulong At;

        /// <summary>How far its copies are from each other, in bytes.</summary>
        public ulong Stride;
        public ulong Copies;
    }

    private readonly BlockCache _cache;
    private readonly StateMemory _memory;
    private readonly Dictionary<ulong, int> _staged = [];

    /// <summary>Puts what was committed before into the cache.</summary>
    /// <param name="memory"><see cref="MemoryBytes"/> of it, as another journal left it, or zeros.</param>
    public Journal(BlockCache cache, StateMemory memory)
    {
        Debug.Assert(memory.Bytes.Length >= MemoryBytes, "this is too little memory for a journal");
        Debug.Assert(Unsafe.SizeOf<Place>() == PlaceBytes, "a place is not as large as its layout says");
        _cache = cache;
        _memory = memory;
    }

    /// <summary>Ends what was committed and is not yet in the cache: by a former instance, or because the device failed then.</summary>
    /// <returns>As <see cref="BlockCache.Write"/>: it can be tried again.</returns>
    public FileStatus Recover() => Committed is 0 or > MostSectors ? FileStatus.Ok : Apply((int)Committed);

    /// <summary>For tests: the process may die here.</summary>
    internal Action? BeforeSector { get; set; }

    /// <summary>What the owner wrote down to be found after a death.</summary>
    public ReadOnlySpan<byte> Notes => _memory.Bytes.Slice(NotesAt, SectorBytes);

    /// <summary>How many more sectors can be changed before <see cref="Commit"/>.</summary>
    public int Room => MostSectors - _staged.Count;

    private ref ulong Committed => ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(_memory.Bytes));
    private Span<Place> Places => MemoryMarshal.Cast<byte, Place>(_memory.Bytes.Slice(PlacesAt, MostSectors * PlaceBytes));
    private Span<byte> Staged(int index) => _memory.Bytes.Slice(SectorsAt + index * SectorBytes, SectorBytes);

    /// <summary>Reads as if all that was gathered were there already. Of one sector.</summary>
    public FileStatus Read(ulong at, Span<byte> into)
    {
        Debug.Assert(at % SectorBytes + (ulong)into.Length <= SectorBytes, "a read is of one sector");
        FileStatus recovered = Recover();
        if (recovered != FileStatus.Ok) return recovered;
        if (!_staged.TryGetValue(at & ~(ulong)(SectorBytes - 1), out int index)) return _cache.Read(at, into);
        Staged(index).Slice((int)(at % SectorBytes), into.Length).CopyTo(into);
        return FileStatus.Ok;
    }

    /// <summary>A sector to be changed, as it is now.</summary>
    /// <param name="at">A multiple of 512.</param>
    /// <param name="copies">How often the sector is there, <paramref name="stride"/> bytes from one to the next; they become all alike.</param>
    /// <returns>As <see cref="BlockCache.Read"/>.</returns>
    public FileStatus Edit(ulong at, out Span<byte> sector, int copies = 1, ulong stride = 0)
    {
        Debug.Assert(at % SectorBytes == 0 && copies > 0, "sectors have their places");
        sector = default;
        if (!_staged.TryGetValue(at, out int index))
        {
            Debug.Assert(Room > 0, "whoever changes sectors asks for room first");
            if (_cache.IsReadOnly) return FileStatus.ReadOnly;
            index = _staged.Count;
            FileStatus status = Recover();
            if (status == FileStatus.Ok) status = _cache.Read(at, Staged(index));
            if (status != FileStatus.Ok) return status;
            Places[index] = new() { At = at, Copies = (ulong)copies, Stride = stride };
            _staged.Add(at, index);
        }
        sector = Staged(index);
        return FileStatus.Ok;
    }

    /// <summary>The notes, to be changed together with the sectors.</summary>
    /// <returns>As <see cref="Recover"/>.</returns>
    public FileStatus EditNotes(out Span<byte> notes)
    {
        notes = default;
        if (!_staged.TryGetValue(NotesSector, out int index))
        {
            Debug.Assert(Room > 0, "whoever changes sectors asks for room first");
            FileStatus status = Recover();
            if (status != FileStatus.Ok) return status;
            index = _staged.Count;
            Notes.CopyTo(Staged(index));
            Places[index] = new() { At = NotesSector, Copies = 1 };
            _staged.Add(NotesSector, index);
        }
        notes = Staged(index);
        return FileStatus.Ok;
    }

    /// <summary>Makes all changes that were gathered, or none.</summary>
    /// <returns>Of a failure of the device: some are made, and the next commit makes the others first.</returns>
    public FileStatus Commit()
    {
        if (_staged.Count == 0) return FileStatus.Ok;
        Volatile.Write(ref Committed, (ulong)_staged.Count);
        int count = _staged.Count;
        _staged.Clear();
        return Apply(count);
    }

    /// <summary>Forgets what was gathered.</summary>
    public void Cancel() => _staged.Clear();

    private FileStatus Apply(int count)
    {
        for (int i = 0; i < count; i++)
        {
            BeforeSector?.Invoke();
            Place place = Places[i];
            if (place.At == NotesSector) Staged(i).CopyTo(_memory.Bytes.Slice(NotesAt));
            else
            {
                for (ulong copy = 0; copy < place.Copies; copy++)
                {
                    FileStatus status = _cache.Write(place.At + copy * place.Stride, Staged(i));
                    if (status != FileStatus.Ok) return status;
                }
            }
        }
        Volatile.Write(ref Committed, 0);
        return FileStatus.Ok;
    }
}
