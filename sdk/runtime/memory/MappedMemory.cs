using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis;

/// <summary>
/// All of a memory object, visible to this process at an address that is its alone, until it is unmapped. Should the memory go before that, with the budget of somebody else,
/// there are zeros in its place (<see cref="MemoryOfOthers"/>).
/// </summary>
public readonly unsafe struct MappedMemory
{
    private MappedMemory(void* start, ulong pages)
    {
        Start = start;
        Pages = pages;
    }

    public void* Start { get; }
    public ulong Pages { get; }

    /// <summary>Makes it visible, to be read and written.</summary>
    /// <param name="memory">With the rights to read, to write and to inspect it; it has to be held as long.</param>
    /// <returns><see cref="Status.OutOfMemory"/>: there are no addresses left, or no memory to note them.</returns>
    public static Status Map(Handle<MemoryObject> memory, out MappedMemory mapped)
    {
        mapped = default;
        Status status = Kernel.Query(memory, out ObjectInfo info);
        if (status != Status.Ok) return status;
        ulong pages = info.Detail0, at = AddressRanges.Take(pages);
        if (at == 0) return Status.OutOfMemory;
        status = MemoryOfOthers.TryAdd(at, pages) ? Kernel.Map(Startup.Block.Space, memory, at, 0, pages, Protection.ReadWrite) : Status.OutOfMemory;
        // SAFETY: the addresses are nobody else's, and all of the memory is mapped there.
        if (status == Status.Ok) mapped = new((void*)at, pages);
        else GiveBack(at, pages);
        return status;
    }

    /// <summary>Nobody uses it any more.</summary>
    public void Unmap()
    {
        _ = Kernel.Unmap(Startup.Block.Space, (ulong)Start, Pages);
        GiveBack((ulong)Start, Pages);
    }

    private static void GiveBack(ulong at, ulong pages)
    {
        MemoryOfOthers.Remove(at);
        AddressRanges.Give(at, pages);
    }
}
