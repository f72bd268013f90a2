using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Paging;

namespace Diesis.Servers.Pager;

/// <summary>Memory of the kernel whose pages this process supplies.</summary>
internal sealed class KernelPagedMemory : IPagedMemory
{
    private readonly KernelPages _pages;

    private KernelPagedMemory(KernelPages pages) => _pages = pages;

    /// <summary>The memory, with all rights.</summary>
    public Handle<MemoryObject> Memory => _pages.Memory;

    /// <param name="budget">Pays for its pages.</param>
    /// <param name="pager">Is called, with the handle's badge, when one is touched that is missing.</param>
    public static Status Create(Handle<MemoryBudget> budget, ulong pages, Handle<Endpoint> pager, out KernelPagedMemory? memory)
    {
        Status status = KernelPages.Create(budget, pages, pager, out KernelPages made);
        memory = status == Status.Ok ? new(made) : null;
        return status;
    }

    public Supplying Supply(ulong page, ReadOnlySpan<byte> content) => _pages.Supply(page, content) switch
    {
        Status.Ok => Supplying.Done,
        Status.Overlap => Supplying.IsThere,
        _ => Supplying.NoRoom,
    };

    public Taking Take(ulong page, Span<byte> content) => _pages.Take(page, content) switch
    {
        Status.Ok => Taking.Done,
        Status.WouldBlock => Taking.IsBusy,
        _ => Taking.IsGone,
    };

    public void Release() => _pages.Release();
}
