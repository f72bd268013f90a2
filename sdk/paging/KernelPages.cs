using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Paging;

/// <summary>Memory of the kernel whose pages this process supplies, by way of a page that nobody else sees.</summary>
internal readonly struct KernelPages
{
    private readonly Handle<MemoryObject> _coming, _going;

    private KernelPages(Handle<MemoryObject> memory, Handle<MemoryObject> coming, Handle<MemoryObject> going)
    {
        Memory = memory;
        _coming = coming;
        _going = going;
    }

    /// <summary>The memory, with all rights.</summary>
    public Handle<MemoryObject> Memory { get; }

    /// <param name="budget">Pays for its pages.</param>
    /// <param name="pager">Is called, with the handle's badge, when one is touched that is missing.</param>
    public static Status Create(Handle<MemoryBudget> budget, ulong pages, Handle<Endpoint> pager, out KernelPages made)
    {
        made = default;
        Handle<MemoryObject> paged = default, coming = default, going = default;
        Status status = Kernel.CreatePagedMemory(budget, pages, pager, out paged);
        if (status == Status.Ok) status = Kernel.CreateMemory(budget, 1, MemoryOptions.None, out coming);
        // When the pages' budget is spent, there must be room for one more while it goes.
        if (status == Status.Ok) status = Kernel.CreateMemory(Startup.Block.Budget, 1, MemoryOptions.None, out going);
        if (status == Status.Ok) made = new(paged, coming, going);
        else Release(paged, coming, going);
        return status;
    }

    /// <summary>Puts a page there, all at once.</summary>
    /// <returns><see cref="Status.Overlap"/>: there is one. Else, there is no memory for it.</returns>
    public Status Supply(ulong page, ReadOnlySpan<byte> content)
    {
        Status status = Kernel.WriteMemory(_coming, 0, content);
        if (status == Status.Ok) status = Kernel.SupplyPages(Memory, page, _coming, 0, 1);
        if (status != Status.Ok) _ = Kernel.Decommit(_coming, 0, 1);
        return status;
    }

    /// <summary>Takes a page away, all at once.</summary>
    /// <returns><see cref="Status.WouldBlock"/>: it is used in a way that it cannot be taken from. Else, it is not there any more.</returns>
    public Status Take(ulong page, Span<byte> content)
    {
        Status status = Kernel.SupplyPages(_going, 0, Memory, page, 1);
        if (status != Status.Ok) return IsThere(page) ? Status.WouldBlock : status;
        _ = Kernel.ReadMemory(_going, 0, content);
        _ = Kernel.Decommit(_going, 0, 1);
        return Status.Ok;
    }

    /// <summary>A missing page of a pager's cannot be read by way of the handle.</summary>
    private bool IsThere(ulong page)
    {
        byte first = 0;
        return Kernel.ReadMemory(Memory, page * MemoryLayout.PageSize, new Span<byte>(ref first)) == Status.Ok;
    }

    public void Release() => Release(Memory, _coming, _going);

    private static void Release(Handle<MemoryObject> memory, Handle<MemoryObject> coming, Handle<MemoryObject> going)
    {
        foreach (Handle<MemoryObject> handle in (ReadOnlySpan<Handle<MemoryObject>>)[memory, coming, going])
            if (!handle.IsNone) _ = Kernel.Release(handle);
    }
}
