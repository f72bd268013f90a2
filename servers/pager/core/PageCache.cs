using System;
using System.Collections.Generic;

namespace Diesis.Servers.Pager;

/// <summary>
/// Decides which pages of a memory object are in memory. It keeps to a limit: who was supplied first goes first, and what was changed is written back
/// before it is forgotten.
/// </summary>
/// <remarks>
/// The kernel tells which access asked for a page. One that was asked for by a write is dirty. One that was asked for by a read may have been written
/// since, without another word: when it leaves, it is compared with what the store has. So a clean page costs a read when it leaves, and no changed page is lost.
///
///   absent ─► clean or dirty ─► taken away ─► written, if it differs ─► absent
///                                                 │ the store fails
///                                                 └► kept aside, and supplied from there, until it can be written
/// </remarks>
/// <param name="mostPages">More than these are there only when none of them can be taken away.</param>
public sealed class PageCache(IPageSource store, IPagedMemory memory, int pageBytes, int mostPages)
{
    /// <summary>Pages that are there, in the order in which they were supplied.</summary>
    private readonly Queue<ulong> _present = new();

    private readonly HashSet<ulong> _dirty = [];

    /// <summary>Pages that could not be written back.</summary>
    private readonly Dictionary<ulong, byte[]> _aside = [];

    private readonly byte[] _page = new byte[pageBytes];
    private readonly byte[] _stored = new byte[pageBytes];

    public int PresentCount => _present.Count;

    /// <summary>Pages whose content is nowhere but here.</summary>
    public int AsideCount => _aside.Count;

    public ulong WrittenCount { get; private set; }

    /// <summary>Somebody touched a page that is not there.</summary>
    /// <param name="needsRoom">There is no memory for it: it can be asked for again when some is free.</param>
    /// <returns>False when it cannot be supplied: whoever touched it cannot go on.</returns>
    public bool TrySupply(ulong page, bool isWrite, out bool needsRoom)
    {
        needsRoom = false;
        if (_present.Count >= mostPages) _ = Shrink(mostPages - 1);
        bool isKept = _aside.TryGetValue(page, out byte[]? kept);
        if (!isKept && !store.TryRead(page, _page)) return false;
        Supplying supplied = memory.Supply(page, isKept ? kept : _page);
        // Room that others leave is looked for by who knows them.
        needsRoom = supplied == Supplying.NoRoom;
        if (needsRoom) return false;
        if (supplied == Supplying.Done) _present.Enqueue(page);
        if (isKept) _ = _aside.Remove(page);
        if (isKept || isWrite) _ = _dirty.Add(page);
        return true;
    }

    /// <summary>Gives memory back: pages leave until no more than so many are there.</summary>
    /// <returns>How many have left.</returns>
    public int Shrink(int pages)
    {
        int left = 0;
        for (int tries = _present.Count; tries > 0 && _present.Count > pages; tries--)
            if (TryEvict(_present.Dequeue())) left++;
        return left;
    }

    /// <summary>Has the store know everything. The pages stay in memory only as far as they are touched again.</summary>
    /// <returns>False when something could not be written.</returns>
    public bool TryFlush()
    {
        _ = Shrink(0);
        var pages = new List<ulong>(_aside.Keys);
        foreach (ulong page in pages)
            if (TryWrite(page, _aside[page])) _ = _aside.Remove(page);
        return _aside.Count == 0 && _present.Count == 0;
    }

    /// <returns>False when it stays, the last to go.</returns>
    private bool TryEvict(ulong page)
    {
        Taking taken = memory.Take(page, _page);
        if (taken == Taking.IsBusy)
        {
            _present.Enqueue(page);
            return false;
        }
        bool isDirty = _dirty.Remove(page);
        if (taken == Taking.IsGone) return true;
        isDirty = isDirty || !store.TryRead(page, _stored) || !_page.AsSpan().SequenceEqual(_stored);
        if (isDirty && !TryWrite(page, _page)) _aside[page] = _page.AsSpan().ToArray();
        return true;
    }

    private bool TryWrite(ulong page, ReadOnlySpan<byte> content)
    {
        if (!store.TryWrite(page, content)) return false;
        WrittenCount++;
        return true;
    }
}
