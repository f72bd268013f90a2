using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel.Capabilities;

/// <summary>
/// The handles of a process: one page of them at first, and with the second a page that leads to all. Handles are found, added and taken
/// out in constant time.
/// </summary>
/// <remarks>
/// <code>
///   index   14 … 6    5 … 0
///           page      entry
///   _directory[page] ──► 64 entries        _first is page 0
/// </code>
/// </remarks>
// SAFETY: pages are frames of the process's budget, reached through the direct map, until the table is emptied.
public unsafe partial struct HandleTable
{
    public const int EntriesPerPage = (int)Page.Size / 64;
    private const int PageBits = 6;
    private const int MostPages = (int)Page.Size / sizeof(ulong);

    /// <summary>How many handles a process can have.</summary>
    public const int MostHandles = MostPages * EntriesPerPage;

    private const uint NoFree = uint.MaxValue;

    /// <summary>
    /// Where a handle of the first page would be, for the fast paths: its key is compared as a whole, so its place needs no check. Not to be
    /// asked before there is a page.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly HandleEntry* PlaceOf(ulong handle) => _first + (handle & EntriesPerPage - 1);

    private HandleEntry* _first;
    private HandleEntry** _directory;
    private uint _freeHead;

    /// <summary>From this entry on none was ever taken.</summary>
    private uint _neverUsed;

    /// <summary>Entries in the pages that are there.</summary>
    private ushort _room;

    /// <summary>Free places that are kept for what calls on other cores give.</summary>
    public ushort Promised;

    public uint Count { get; private set; }

    /// <summary>How many can be added, of those that nobody was promised.</summary>
    public readonly uint Free
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _room - Count - Promised;
    }

    /// <summary>Entries that there is memory for.</summary>
    public readonly uint Room => _room;

    /// <summary>Does the next page need a directory first?</summary>
    public readonly bool NeedsDirectory => _room != 0 && _directory == null;

    public readonly bool IsAtMost => _room == MostHandles;

    /// <summary>The entry of a handle, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly HandleEntry* Find(ulong handle)
    {
        if (handle == 0) return null;
        uint index = (uint)(handle & Handle.IndexMask);
        if (index >= _room) return null;
        HandleEntry* entry = EntryAt(index);
        return entry->Key == handle ? entry : null;
    }

    /// <param name="index">Below <see cref="Room"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly HandleEntry* EntryAt(uint index)
        => index < EntriesPerPage ? _first + index : _directory[index >> PageBits] + (index & EntriesPerPage - 1);

    /// <summary>Gives the table its directory.</summary>
    /// <param name="page">Zeroed.</param>
    public void AddDirectory(void* page)
    {
        _directory = (HandleEntry**)page;
        _directory[0] = _first;
    }

    /// <summary>Adds a page of free entries.</summary>
    /// <param name="page">Zeroed.</param>
    public void AddPage(void* page)
    {
        var entries = (HandleEntry*)page;
        if (_room == 0)
        {
            _first = entries;
            _freeHead = NoFree;
        }
        else
        {
            _directory[_room >> PageBits] = entries;
        }
        _room += EntriesPerPage;
    }

    /// <summary>Makes a free entry, which there is, a handle like another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HandleEntry* Add(in HandleEntry like)
    {
        HandleEntry* entry = TakeFree(out uint index);
        entry->Object = like.Object;
        entry->ObjectGeneration = like.ObjectGeneration;
        entry->Badge = like.Badge;
        entry->Meaning = like.Meaning;
        PublishKey(entry, index, like.Token, like.MappedAt);
        return entry;
    }

    /// <summary>Makes a free entry, which there is, a handle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HandleEntry* Add(ObjectHeader* target, ulong generation, ulong badge, HandleMeaning meaning)
    {
        HandleEntry* entry = TakeFree(out uint index);
        entry->Object = target;
        entry->ObjectGeneration = generation;
        entry->Badge = badge;
        entry->Meaning = meaning;
        PublishKey(entry, index, 0, 0);
        return entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private HandleEntry* TakeFree(out uint index)
    {
        index = _freeHead;
        HandleEntry* entry;
        if (index != NoFree)
        {
            entry = EntryAt(index);
            _freeHead = entry->NextFree;
        }
        else
        {
            index = _neverUsed++;
            entry = EntryAt(index);
            entry->NextGeneration = 1;
        }
        return entry;
    }

    /// <summary>Last: other cores read tables too, by handles that anybody may have guessed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PublishKey(HandleEntry* entry, uint index, ulong token, ulong mappedAt)
    {
        ulong key = new Handle(index, entry->NextGeneration).Value;
        entry->Token = token;
        entry->MappedAt = mappedAt;
        Machine.Publish(ref entry->Key, key);
        Count++;
    }

    /// <summary>Makes an entry free. What it led to is the caller's affair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(HandleEntry* entry)
    {
        var handle = new Handle(entry->Key);
        ulong next = handle.Generation + 1;
        entry->Key = 0;
        // No handle has the key of a free place, and yet a fast path may be asked for it.
        entry->Meaning = default;
        Count--;
        // A place whose generations have run out is never free again.
        if (next > ulong.MaxValue >> Handle.IndexBits) return;
        entry->NextGeneration = next;
        entry->NextFree = _freeHead;
        _freeHead = handle.Index;
    }

    /// <summary>Takes the last page out of the table, whose entries are all free; in the end the directory.</summary>
    /// <returns>Null when there is nothing left. The table can take no new handles from then on.</returns>
    public void* RemoveLastPage()
    {
        _freeHead = NoFree;
        if (_room == 0)
        {
            void* directory = _directory;
            _directory = null;
            return directory;
        }
        _room -= EntriesPerPage;
        return _room == 0 ? _first : _directory[_room >> PageBits];
    }
}
