using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Diesis.Contracts.Files;
using Diesis.Services;
using Diesis.Storage;

namespace Diesis.Servers.Fat;

/// <summary>
/// A FAT32 volume. Each operation is done wholly or not at all, though the process may die at any instruction: the next one goes on with the memory that the last one
/// left. For one thread at a time.
/// </summary>
/// <remarks>
/// Without power everything up to the last <see cref="Sync"/> is there. The volume says of itself that it is not in order from the first change until
/// <see cref="Close"/>, so that others check it before they use it.
/// </remarks>
public sealed partial class FatVolume
{
    private readonly FatGeometry _geometry;
    private readonly BlockCache _cache;
    private readonly Journal _journal;

    /// <summary>For tests: how its changes become true.</summary>
    internal Journal Journal => _journal;

    private readonly FatTable _table;
    private readonly Func<DateTime> _now;

    /// <summary>What is used, by the place of the entry: the folder's first cluster and the slot.</summary>
    private readonly Dictionary<(uint Folder, int Slot), FatNode> _nodes = [];

    /// <summary>What was removed and is still used.</summary>
    private readonly List<FatNode> _removed = [];

    private bool _isMarked;

    private FatVolume(FatGeometry geometry, BlockCache cache, Journal journal, Func<DateTime> now)
    {
        _geometry = geometry;
        _cache = cache;
        _journal = journal;
        _now = now;
        _table = new(geometry, cache, journal);
        Root = new(null, -1, 0) { IsFolder = true, FirstCluster = geometry.RootCluster, Attributes = FatAttributes.Folder, Uses = 1, Identity = 1 };
    }

    /// <summary>The folder that everything is in.</summary>
    public FatNode Root { get; }

    public bool IsReadOnly => _cache.IsReadOnly;

    /// <summary>In bytes, without what the volume needs itself.</summary>
    public ulong Capacity => (ulong)_geometry.Clusters * (uint)_geometry.ClusterBytes;

    public ulong FreeBytes => (ulong)_table.Free * (uint)_geometry.ClusterBytes;

    /// <summary>Opens the volume on a store.</summary>
    /// <param name="memory">As the last instance that had this store left it, or zeros: <see cref="LeastMemoryBytes"/> at least, the more the faster.</param>
    /// <param name="now">The time of day, in universal time.</param>
    /// <returns><see cref="FileStatus.NotSupported"/>, <see cref="FileStatus.Damaged"/>, <see cref="FileStatus.DeviceFailed"/>.</returns>
    public static FileStatus Open(IBlockStore store, StateMemory memory, Func<DateTime> now, out FatVolume? volume) => Open(store, memory, now, MostNames, out volume);

    /// <summary>Names that are kept when nobody says how many.</summary>
    private const int MostNames = 16384;

    internal static FileStatus Open(IBlockStore store, StateMemory memory, Func<DateTime> now, int mostIndexed, out FatVolume? volume)
    {
        volume = null;
        var cache = new BlockCache(store, memory.Part(JournalBytes, memory.Bytes.Length - JournalBytes));
        var journal = new Journal(cache, memory.Part(0, JournalBytes));
        FatGeometry geometry = default;
        FileStatus status = journal.Recover();
        if (status == FileStatus.Ok) status = ReadGeometry(cache, out geometry);
        if (status != FileStatus.Ok) return status;
        var opened = new FatVolume(geometry, cache, journal, now) { MostIndexed = mostIndexed };
        opened._isMarked = opened.Notes[MarkNote] != 0;
        status = opened.KeepOnce();
        if (status == FileStatus.Ok) status = opened._table.Open(isOurs: opened._isMarked);
        // The mark may not have come to the medium yet.
        if (status == FileStatus.Ok && opened._isMarked) status = opened.Sync();
        if (status == FileStatus.Ok && !opened.IsReadOnly) status = opened.GiveBackNoted();
        if (status == FileStatus.Ok) volume = opened;
        return status;
    }

    private const int JournalBytes = (Journal.MemoryBytes + BlockCache.PageBytes - 1) / BlockCache.PageBytes * BlockCache.PageBytes;
    public const int LeastMemoryBytes = JournalBytes + 64 * BlockCache.PageBytes;

    /// <summary>FAT, BPB_BkBootSec: where the copy of the boot sector is, "no other value than 6 is recommended".</summary>
    private const int CopySector = 6;

    /// <summary>Reads the boot sector, or its copy when that makes no sense.</summary>
    private static FileStatus ReadGeometry(BlockCache cache, out FatGeometry geometry)
    {
        Span<byte> sector = stackalloc byte[Journal.SectorBytes];
        geometry = default;
        FileStatus status = cache.Read(0, sector);
        if (status == FileStatus.Ok) status = FatGeometry.Read(sector, cache.Size, out geometry);
        if (status is not (FileStatus.NotSupported or FileStatus.Damaged)) return status;
        for (ulong sectorBytes = 512; sectorBytes <= 4096; sectorBytes *= 2)
        {
            if (cache.Read(CopySector * sectorBytes, sector) != FileStatus.Ok) break;
            if (FatGeometry.Read(sector, cache.Size, out geometry) == FileStatus.Ok) return FileStatus.Ok;
        }
        return status;
    }

    /// <summary>Brings all that was changed to the medium.</summary>
    public FileStatus Sync() => _cache.Flush();

    /// <summary>As <see cref="Sync"/>, and says on the disk that the volume is in order. It can be used on, but for what was removed: that has no content from now on, even for who uses it.</summary>
    public FileStatus Close()
    {
        FileStatus status = EmptyRemoved();
        if (status == FileStatus.Ok) status = Sync();
        // What was not in order before is not in order by having been used.
        if (status != FileStatus.Ok || !_isMarked || !_table.WasInOrder) return status;
        status = Mark(isInUse: false);
        if (status == FileStatus.Ok) status = Sync();
        if (status == FileStatus.Ok) _isMarked = false;
        return status;
    }

    /// <summary>On a disk in order no clusters belong to nothing.</summary>
    private FileStatus EmptyRemoved()
    {
        for (int i = _removed.Count - 1; i >= 0; i--)
        {
            FatNode node = _removed[i];
            FileStatus status = GiveBackNoted(node.Note);
            if (status is not (FileStatus.Ok or FileStatus.Damaged)) return status;
            (node.Note, node.FirstCluster, node.Size) = (FatNode.Gone, 0, 0);
            node.Chain.Forget();
            _removed.RemoveAt(i);
        }
        return FileStatus.Ok;
    }

    /// <summary>Before the first change since it was opened or closed: the medium says that the volume is in use before it has anything that contradicts itself.</summary>
    private FileStatus Begin()
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        if (_isMarked) return FileStatus.Ok;
        FileStatus status = _table.WasInOrder ? Mark(isInUse: true) : FileStatus.Ok;
        if (status == FileStatus.Ok) status = Sync();
        if (status == FileStatus.Ok) _isMarked = true;
        return status;
    }

    /// <summary>Says on the disk whether the volume is in use, and in the notes that it was this that said so.</summary>
    private FileStatus Mark(bool isInUse)
    {
        FileStatus status = _table.SetInOrder(!isInUse);
        Span<byte> notes = default;
        if (status == FileStatus.Ok) status = _journal.EditNotes(out notes);
        if (status == FileStatus.Ok) Noted(notes)[MarkNote] = isInUse ? 1u : 0;
        return End(status, _table.Free);
    }

    /// <summary>Makes what the journal has gathered true, or forgets it.</summary>
    /// <param name="status">How the gathering ended.</param>
    /// <param name="free">The free clusters before it.</param>
    private FileStatus End(FileStatus status, uint free)
    {
        if (status == FileStatus.Ok) return _journal.Commit();
        _journal.Cancel();
        _table.Restore(free);
        return status;
    }

    // Chains that belong to nothing any more. They stand in the journal's notes until all their clusters are free.

    /// <summary>Stands in the notes for a file without content, whose place must not be given to another meanwhile.</summary>
    private const uint NoChain = uint.MaxValue;

    /// <summary>The first of the notes is none of a chain: whether the volume was in order, and was marked as one in use.</summary>
    private const int MarkNote = 0, FirstNote = 1;

    /// <summary>
    /// The last of the notes are none of chains, either: numbers of changes, and where those began, in two words each. First the last one that was made; then, for each of the last instances, the last
    /// that it made, for it ended before the answer was known to have arrived.
    /// </summary>
    private const int OnceWords = 4, Onces = 8, OnceNote = Journal.SectorBytes / sizeof(uint) - OnceWords * Onces, PlaceOffset = 2;

    /// <summary>Of the change that is being made; 0: it has none.</summary>
    private ulong _once;

    /// <summary>Gives the next change a number, under which it is known to later instances as well: what is made becomes true together with its number. 0: it has none.</summary>
    public void Number(ulong once) => _once = once;

    /// <summary>Whether the last change that was made under a number, by this instance or one of the last, is this one.</summary>
    /// <param name="at">Where in a file it began.</param>
    public bool WasMade(ulong once, out ulong at)
    {
        at = 0;
        if (once == 0) return false;
        ReadOnlySpan<uint> notes = Notes;
        for (int note = OnceNote; note < notes.Length; note += OnceWords)
        {
            if (Wide(notes, note) != once) continue;
            at = Wide(notes, note + PlaceOffset);
            return true;
        }
        return false;
    }

    private static ulong Wide(ReadOnlySpan<uint> notes, int at) => (ulong)notes[at + 1] << 32 | notes[at];

    /// <summary>Has the number of what is being made become true together with it.</summary>
    private FileStatus NoteOnce(ulong at)
    {
        if (_once == 0) return FileStatus.Ok;
        FileStatus status = _journal.EditNotes(out Span<byte> bytes);
        if (status != FileStatus.Ok) return status;
        Span<uint> note = Noted(bytes).Slice(OnceNote, OnceWords);
        (note[0], note[1], note[PlaceOffset], note[PlaceOffset + 1]) = ((uint)_once, (uint)(_once >> 32), (uint)at, (uint)(at >> 32));
        return FileStatus.Ok;
    }

    /// <summary>What the former instance made last is kept while this one makes others: who waited for the answer asks again.</summary>
    private FileStatus KeepOnce()
    {
        if (Wide(Notes, OnceNote) == 0) return FileStatus.Ok;
        FileStatus status = _journal.EditNotes(out Span<byte> bytes);
        if (status != FileStatus.Ok) return status;
        Span<uint> notes = Noted(bytes).Slice(OnceNote);
        notes.Slice(0, notes.Length - OnceWords).CopyTo(notes.Slice(OnceWords));
        notes.Slice(0, OnceWords).Clear();
        return _journal.Commit();
    }

    private ReadOnlySpan<uint> Notes => MemoryMarshal.Cast<byte, uint>(_journal.Notes);

    private static Span<uint> Noted(Span<byte> notes) => MemoryMarshal.Cast<byte, uint>(notes);

    /// <summary>Writes a chain down as one to be given back, together with what else is being changed.</summary>
    /// <returns><see cref="FileStatus.InUse"/>: too many removed files are still used.</returns>
    private FileStatus Note(uint first, out int note)
    {
        note = Notes.Slice(FirstNote, OnceNote - FirstNote).IndexOf(0u) + FirstNote;
        if (note < FirstNote) return FileStatus.InUse;
        FileStatus status = _journal.EditNotes(out Span<byte> notes);
        if (status == FileStatus.Ok) Noted(notes)[note] = first == 0 ? NoChain : first;
        return status;
    }

    /// <summary>Gives a chain back that was noted, in as many steps as it needs.</summary>
    private FileStatus GiveBackNoted(int note)
    {
        uint rest = Notes[note];
        FileStatus worst = FileStatus.Ok;
        while (rest != 0)
        {
            uint free = _table.Free;
            FileStatus status = FileStatus.Ok;
            if (rest == NoChain) rest = 0;
            else status = _geometry.IsCluster(rest) ? _table.GiveBack(rest, out rest) : FileStatus.Damaged;
            if (status == FileStatus.Damaged) { rest = 0; worst = status; status = FileStatus.Ok; }
            Span<byte> notes = default;
            if (status == FileStatus.Ok) status = _journal.EditNotes(out notes);
            if (status == FileStatus.Ok) Noted(notes)[note] = rest;
            status = End(status, free);
            if (status != FileStatus.Ok) return status;
        }
        return worst;
    }

    /// <summary>What a former instance had not yet given back.</summary>
    private FileStatus GiveBackNoted()
    {
        for (int note = FirstNote; note < OnceNote; note++)
        {
            if (Notes[note] == 0) continue;
            FileStatus status = Begin();
            if (status == FileStatus.Ok) status = GiveBackNoted(note);
            if (status is not (FileStatus.Ok or FileStatus.Damaged)) return status;
        }
        return FileStatus.Ok;
    }
}
