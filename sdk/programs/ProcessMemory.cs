using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Programs;

/// <summary>Gives processes the memory that they begin with.</summary>
internal static class ProcessMemory
{
    /// <summary>
    /// Maps memory into a process's space, and moves the handle into its table: what a handle has mapped stays only as long as somebody
    /// holds it. The handle is gone from here, whatever the outcome.
    /// </summary>
    public static Status MapAndGive(Handle<AddressSpace> space, Handle<Process> process, Handle<MemoryObject> memory, ulong firstPage, ulong at, ulong pages,
        Protection protection)
    {
        Status status = Kernel.Map(space, memory, at, firstPage, pages, protection);
        if (status == Status.Ok) status = Kernel.Transfer(process, memory, out _);
        if (status != Status.Ok) _ = Kernel.Release(memory);
        return status;
    }

    /// <summary>Makes memory with the content of another.</summary>
    public static Status CopyContent(Handle<MemoryObject> memory, ulong pages, Handle<MemoryBudget> budget, out Handle<MemoryObject> copy)
    {
        Span<byte> page = stackalloc byte[(int)MemoryLayout.PageSize];
        Status status = Kernel.CreateMemory(budget, pages, MemoryOptions.None, out copy);
        for (ulong i = 0; i < pages && status == Status.Ok; i++)
        {
            status = Kernel.ReadMemory(memory, i * MemoryLayout.PageSize, page);
            if (status == Status.Ok && page.ContainsAnyExcept((byte)0)) status = Kernel.WriteMemory(copy, i * MemoryLayout.PageSize, page);
        }
        if (status != Status.Ok && !copy.IsNone) _ = Kernel.Release(copy);
        return status;
    }

    public static ulong PagesFor(ulong bytes) => (bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
}
