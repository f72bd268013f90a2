using System;
using System.Collections.Generic;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>
/// The content of a file as memory that programs map, and the same content as the volume has it. A page that is in memory is the truth: what is read by calls comes from there, and what is written by
/// calls is written there, too. What was written to the memory alone comes to the volume by <see cref="Flush"/>, or when the page has to give room to others.
/// </summary>
/// <remarks>
/// The kernel does not say that a page was written: it is compared with what the volume has.
///
///   missing ─► in memory ─► compared, written to the volume if it differs ─► taken away, compared once more ─► missing
///                                │ the volume does not take it
///                                └► stays in memory
/// </remarks>
public sealed class FileMemory<TNode>(IVolume<TNode> volume, TNode node, IContentMemory memory, ulong pages) where TNode : class
{
    public const int PageBytes = 4096;

    /// <summary>In the order in which they were supplied: who was first goes first.</summary>
    private readonly Queue<ulong> _inOrder = new();
    private readonly HashSet<ulong> _present = [];
    private readonly byte[] _page = new byte[PageBytes], _stored = new byte[PageBytes];

    public bool IsOf(IVolume<TNode> other) => ReferenceEquals(volume, other);
    public IContentMemory Memory => memory;

    /// <summary>Its size.</summary>
    public ulong Pages { get; private set; } = pages;

    public int PresentCount => _present.Count;

    /// <summary>More pages are not there at a time; the budget may have room for fewer.</summary>
    public const int MostPresent = 4096;

    /// <summary>Is a page there? One that its user has given back is not.</summary>
    public bool IsPresent(ulong page)
    {
        if (!_present.Contains(page)) return false;
        if (memory.TryRead(page * PageBytes, _stored.AsSpan(0, 1))) return true;
        Forget(page);
        return false;
    }

    /// <summary>How many open files have it.</summary>
    public int Users { get; set; }

    public static ulong PagesFor(ulong bytes) => Math.Max(1, bytes / PageBytes + (bytes % PageBytes == 0 ? 0u : 1));

    /// <summary>Somebody touched a page that is not there.</summary>
    /// <param name="needsRoom">There is no memory for it: it can be asked for again when some is free.</param>
    /// <returns>False: it lies behind the end of the file, or cannot be read. Whoever touched it cannot go on.</returns>
    public bool TrySupply(ulong page, out bool needsRoom)
    {
        needsRoom = false;
        if (volume.Describe(node, out FileFacts facts) != FileStatus.Ok || page >= PagesFor(facts.Size) || facts.Size == 0) return false;
        if (_present.Count >= MostPresent) _ = Shrink(MostPresent * 3 / 4);
        if (!TryLoad(page, _page)) return false;
        PageMove supplied = memory.Supply(page, _page);
        needsRoom = supplied == PageMove.Refused;
        if (supplied == PageMove.Done && _present.Add(page)) _inOrder.Enqueue(page);
        return !needsRoom;
    }

    /// <summary>A page as the volume has it; what lies behind the end of the file is zeros.</summary>
    private bool TryLoad(ulong page, Span<byte> into)
    {
        int done = 0;
        while (done < into.Length)
        {
            if (volume.Read(node, page * PageBytes + (uint)done, into.Slice(done), out int count) != FileStatus.Ok) return false;
            if (count == 0) break;
            done += count;
        }
        into.Slice(done).Clear();
        return true;
    }

    /// <summary>Puts what memory has in the place of what was read of the volume.</summary>
    public void ReadOver(ulong at, Span<byte> bytes)
    {
        for (int done = 0; done < bytes.Length;)
        {
            Span<byte> piece = bytes.Slice(done, PieceOf(at + (uint)done, bytes.Length - done));
            // What its user has given back is as the volume has it.
            if (_present.Contains((at + (uint)done) / PageBytes)) _ = memory.TryRead(at + (uint)done, piece);
            done += piece.Length;
        }
    }

    /// <summary>What was written to the volume is written to memory, too, as far as that has it.</summary>
    public void WriteOver(ulong at, ReadOnlySpan<byte> bytes)
    {
        for (int done = 0; done < bytes.Length;)
        {
            ReadOnlySpan<byte> piece = bytes.Slice(done, PieceOf(at + (uint)done, bytes.Length - done));
            if (_present.Contains((at + (uint)done) / PageBytes)) _ = memory.TryWrite(at + (uint)done, piece);
            done += piece.Length;
        }
    }

    private static int PieceOf(ulong at, int most) => Math.Min(most, PageBytes - (int)(at % PageBytes));

    /// <summary>The file was made shorter or longer: what was behind its end is not there any more, and comes again as zeros.</summary>
    public void Resized(ulong before, ulong size)
    {
        if (size >= before)
        {
            _ = TryCover(size);
            return;
        }
        foreach (ulong page in new List<ulong>(_present))
        {
            if (page * PageBytes < size) continue;
            if (memory.Take(page, _page) != PageMove.Refused) Forget(page);
            // Where it cannot be taken away it has no content any more.
            else _ = memory.TryWrite(page * PageBytes, new byte[PageBytes]);
        }
        int rest = (int)(size % PageBytes);
        if (rest != 0 && _present.Contains(size / PageBytes)) _ = memory.TryWrite(size, new byte[PageBytes - rest]);
        if (memory.TryResize(PagesFor(size))) Pages = PagesFor(size);
    }

    /// <summary>Has the memory as many pages as the file, at least.</summary>
    public bool TryCover(ulong size)
    {
        ulong wanted = PagesFor(size);
        if (wanted <= Pages) return true;
        if (!memory.TryResize(wanted)) return false;
        Pages = wanted;
        return true;
    }

    /// <summary>A page is not there any more. Its place in the order is passed over when its turn comes.</summary>
    private void Forget(ulong page) => _ = _present.Remove(page);

    /// <summary>Has the volume know all that is in memory. The pages stay there.</summary>
    /// <returns>As <see cref="IVolume{TNode}.Write"/>: what could not be written stays in memory, too.</returns>
    public FileStatus Flush()
    {
        FileStatus worst = FileStatus.Ok;
        foreach (ulong page in new List<ulong>(_present))
        {
            FileStatus status = Store(page);
            if (status != FileStatus.Ok) worst = status;
        }
        return worst;
    }

    private FileStatus Store(ulong page)
    {
        if (memory.TryRead(page * PageBytes, _page)) return Write(page);
        Forget(page);
        return FileStatus.Ok;
    }

    /// <summary>Writes the page that was read, if the volume has it otherwise.</summary>
    private FileStatus Write(ulong page)
    {
        FileStatus status = volume.Describe(node, out FileFacts facts);
        ulong at = page * PageBytes;
        if (status != FileStatus.Ok || at >= facts.Size) return status;
        Span<byte> content = _page.AsSpan(0, (int)Math.Min(PageBytes, facts.Size - at));
        if (TryLoad(page, _stored) && content.SequenceEqual(_stored.AsSpan(0, content.Length))) return FileStatus.Ok;
        int done = 0;
        while (status == FileStatus.Ok && done < content.Length)
        {
            status = volume.Write(node, at + (uint)done, content.Slice(done), out int count);
            if (status == FileStatus.Ok && count == 0) status = FileStatus.NoSpace;
            done += count;
        }
        return status;
    }

    /// <summary>Gives memory back: pages leave until no more than so many are there, or none of them can.</summary>
    /// <returns>How many have left.</returns>
    public int Shrink(int most)
    {
        int left = 0;
        for (int tries = _inOrder.Count; tries > 0 && _present.Count > most; tries--)
        {
            ulong page = _inOrder.Dequeue();
            if (!_present.Contains(page)) continue;
            if (TryEvict(page)) left++;
            else _inOrder.Enqueue(page);
        }
        return left;
    }

    private bool TryEvict(ulong page)
    {
        // First while it is there: what the volume does not take must not leave.
        if (Store(page) != FileStatus.Ok) return false;
        if (!_present.Contains(page)) return true;
        PageMove taken = memory.Take(page, _page);
        if (taken == PageMove.Refused) return false;
        Forget(page);
        // Somebody may have written to it since; and if the volume does not take that, its room is free still.
        if (taken == PageMove.Done && Write(page) != FileStatus.Ok && memory.Supply(page, _page) == PageMove.Done && _present.Add(page)) return false;
        return true;
    }

    /// <summary>It is nobody's any more.</summary>
    public void Release()
    {
        memory.Release();
        _ = volume.Release(node);
    }
}
