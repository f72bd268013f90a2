using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Servers.Pager;

/// <summary>
/// All memory that the server is the pager of. It has one budget for pages: where that does not suffice, pages of the memory that has most of them go back
/// to their store, whoever needs the room.
/// </summary>
/// <remarks>Two threads use it, one of calls and one of faults; both take <see cref="Gate"/>.</remarks>
internal sealed class PagedMemories
{
    public const int MostMemories = 64;

    /// <summary>Which part of the server's own budget is for pages; the rest is for its heap.</summary>
    private const ulong PagesShare = 2;

    private readonly Dictionary<uint, PagedMemory> _memories = [];
    private readonly Handle<MemoryBudget> _budget;
    private readonly Handle<Endpoint> _faults;
    private uint _lastNumber;

    public Lock Gate { get; } = new();

    /// <param name="faults">Where the kernel asks for pages; each memory has a clone of it with its number as the badge.</param>
    public PagedMemories(Handle<Endpoint> faults)
    {
        _faults = faults;
        _ = Kernel.Query(Startup.Block.Budget, out ObjectInfo own);
        _ = Kernel.CreateBudget(Startup.Block.Budget, own.Detail0 / PagesShare, out _budget);
    }

    /// <param name="owner">The badge of who may speak of it.</param>
    public Status Add(ulong pages, int mostPresent, RemoteStore store, ulong owner, out PagedMemory? memory)
    {
        memory = null;
        if (_memories.Count == MostMemories) return Status.TableFull;
        uint number = ++_lastNumber;
        Status status = Kernel.Clone(_faults, Rights.Call, number, out Handle pager);
        if (status != Status.Ok) return status;
        status = KernelPagedMemory.Create(_budget, pages, new(pager), out KernelPagedMemory? made);
        _ = Kernel.Release(pager);
        if (status != Status.Ok) return status;
        memory = new PagedMemory(number, owner, store, made!, new PageCache(store, made!, (int)MemoryLayout.PageSize, mostPresent));
        _memories.Add(number, memory);
        return Status.Ok;
    }

    public bool TryFind(ulong number, [NotNullWhen(true)] out PagedMemory? memory) => _memories.TryGetValue((uint)number, out memory);

    public void Remove(PagedMemory memory)
    {
        _ = _memories.Remove(memory.Number);
        memory.Release();
    }

    /// <summary>Supplies a page that somebody has touched, if need be in the place of others.</summary>
    public bool TrySupply(ulong number, ulong page, bool isWrite)
    {
        if (!TryFind(number, out PagedMemory? memory)) return false;
        while (!memory.Cache.TrySupply(page, isWrite, out bool needsRoom))
            if (!needsRoom || !TryMakeRoom()) return false;
        return true;
    }

    /// <summary>Has a quarter of the pages go that the memory with most of them has.</summary>
    private bool TryMakeRoom()
    {
        PagedMemory? largest = null;
        foreach (PagedMemory memory in _memories.Values)
            if (largest == null || memory.Cache.PresentCount > largest.Cache.PresentCount) largest = memory;
        return largest != null && largest.Cache.Shrink(largest.Cache.PresentCount * 3 / 4) != 0;
    }
}

/// <summary>A piece of memory, and where its pages come from.</summary>
internal sealed class PagedMemory(uint number, ulong owner, RemoteStore store, KernelPagedMemory memory, PageCache cache)
{
    public uint Number { get; } = number;
    public ulong Owner { get; } = owner;
    public PageCache Cache { get; } = cache;
    public Handle<MemoryObject> Memory => memory.Memory;

    public void Release()
    {
        memory.Release();
        store.Release();
    }
}
