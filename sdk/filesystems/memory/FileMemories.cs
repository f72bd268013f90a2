using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>
/// The files of a process that are mapped by others. Who touches a page that is missing is served by another thread than who makes calls: both hold <see cref="Gate"/> meanwhile.
/// </summary>
/// <param name="memories">Makes memory whose pages come from here.</param>
public sealed class FileMemories<TNode>(IContentMemories memories) where TNode : class
{
    /// <summary>So many files can be mapped at a time.</summary>
    public const int Most = 64;

    private readonly Dictionary<ulong, FileMemory<TNode>> _byNumber = [];
    private readonly Dictionary<TNode, ulong> _numbers = [];
    private ulong _lastNumber;

    /// <summary>Held by whoever does anything with files.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Gives a file's content away as memory. Whoever is given it says <see cref="Close"/> when it is done.</summary>
    /// <returns><see cref="FileStatus.TooLarge"/>: too many files are mapped. <see cref="FileStatus.NoSpace"/>: there is no memory for it.</returns>
    public FileStatus Open(IVolume<TNode> volume, TNode node, Rights rights, out Handle<MemoryObject> given)
    {
        given = default;
        FileStatus status = volume.Describe(node, out FileFacts facts);
        if (status != FileStatus.Ok) return status;
        if (!TryFind(node, out FileMemory<TNode>? memory))
        {
            status = Add(volume, node, facts.Size, out memory);
            if (status != FileStatus.Ok) return status;
        }
        else if (!memory!.TryCover(facts.Size))
        {
            return FileStatus.NoSpace;
        }
        memory!.Users++;
        if (memory.Memory.Open(rights, out given) == Status.Ok) return FileStatus.Ok;
        _ = Close(node);
        return FileStatus.NoSpace;
    }

    private bool TryFind(TNode node, out FileMemory<TNode>? memory)
    {
        memory = null;
        return _numbers.TryGetValue(node, out ulong number) && _byNumber.TryGetValue(number, out memory);
    }

    private FileStatus Add(IVolume<TNode> volume, TNode node, ulong size, out FileMemory<TNode>? memory)
    {
        memory = null;
        if (_numbers.Count == Most) return FileStatus.TooLarge;
        ulong number = ++_lastNumber, pages = FileMemory<TNode>.PagesFor(size);
        if (memories.Create(pages, number, out IContentMemory? made) != Status.Ok) return FileStatus.NoSpace;
        volume.Keep(node);
        memory = new(volume, node, made!, pages);
        _byNumber.Add(number, memory);
        _numbers.Add(node, number);
        return FileStatus.Ok;
    }

    /// <summary>One user less. With the last the volume gets what was written, and the memory is nobody's any more.</summary>
    public FileStatus Close(TNode node)
    {
        if (!TryFind(node, out FileMemory<TNode>? memory) || --memory!.Users != 0) return FileStatus.Ok;
        FileStatus status = memory.Flush();
        _ = _numbers.Remove(node, out ulong number);
        _ = _byNumber.Remove(number);
        memory.Release();
        return status;
    }

    /// <summary>Somebody touched a page that is not there: supplies it, if need be in the place of others, of whichever file has most.</summary>
    public bool TrySupply(ulong number, ulong page)
    {
        if (!_byNumber.TryGetValue(number, out FileMemory<TNode>? memory)) return false;
        while (!memory.TrySupply(page, out bool needsRoom))
            if (!needsRoom || !TryMakeRoom()) return false;
        return true;
    }

    /// <summary>Has pages be there, all at the same time.</summary>
    /// <returns><see cref="FileStatus.OutOfRange"/>: the file is not mapped, or has no such pages. <see cref="FileStatus.NoSpace"/>: there is no memory for so many.</returns>
    public FileStatus Prepare(TNode node, ulong firstPage, ulong pages)
    {
        if (!TryFind(node, out FileMemory<TNode>? memory) || firstPage > memory!.Pages || pages > memory.Pages - firstPage) return FileStatus.OutOfRange;
        if (pages > FileMemory<TNode>.MostPresent) return FileStatus.NoSpace;
        for (ulong page = firstPage; page < firstPage + pages; page++)
            if (!memory.IsPresent(page) && !TrySupply(_numbers[node], page)) return FileStatus.NoSpace;
        // Those that came last may have taken the place of the first.
        for (ulong page = firstPage; page < firstPage + pages; page++)
            if (!memory.IsPresent(page)) return FileStatus.NoSpace;
        return FileStatus.Ok;
    }

    private bool TryMakeRoom()
    {
        FileMemory<TNode>? largest = null;
        foreach (FileMemory<TNode> memory in _byNumber.Values)
            if (largest is null || memory.PresentCount > largest.PresentCount) largest = memory;
        return largest is not null && largest.Shrink(largest.PresentCount * 3 / 4) != 0;
    }

    /// <summary>Before a volume is settled or synced: it gets all that was written to memory.</summary>
    public FileStatus Flush(IVolume<TNode> volume)
    {
        FileStatus worst = FileStatus.Ok;
        foreach (FileMemory<TNode> memory in _byNumber.Values)
        {
            if (!memory.IsOf(volume)) continue;
            FileStatus status = memory.Flush();
            if (status != FileStatus.Ok) worst = status;
        }
        return worst;
    }

    public FileStatus Read(IVolume<TNode> volume, TNode node, ulong at, Span<byte> into, out int count)
    {
        FileStatus status = volume.Read(node, at, into, out count);
        if (_numbers.Count != 0 && count != 0 && TryFind(node, out FileMemory<TNode>? memory)) memory!.ReadOver(at, into.Slice(0, count));
        return status;
    }

    public FileStatus Write(IVolume<TNode> volume, TNode node, ulong at, ReadOnlySpan<byte> from, out int count)
    {
        FileStatus status = volume.Write(node, at, from, out count);
        if (_numbers.Count != 0 && count != 0 && TryFind(node, out FileMemory<TNode>? memory))
        {
            memory!.WriteOver(at, from.Slice(0, count));
            _ = memory.TryCover(at + (uint)count);
        }
        return status;
    }

    public FileStatus Resize(IVolume<TNode> volume, TNode node, ulong size)
    {
        if (_numbers.Count == 0 || !TryFind(node, out FileMemory<TNode>? memory)) return volume.Resize(node, size);
        FileStatus status = volume.Describe(node, out FileFacts before);
        // What is kept of it has to be in the volume: the last page, which stays, may be longer now than what the volume has of it.
        if (status == FileStatus.Ok) status = memory!.Flush();
        if (status == FileStatus.Ok) status = volume.Resize(node, size);
        if (status == FileStatus.Ok) memory!.Resized(before.Size, size);
        return status;
    }
}
