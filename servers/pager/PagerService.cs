using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Pager;

namespace Diesis.Servers.Pager;

/// <summary>The pager as its contract has it.</summary>
internal sealed class PagerService(PagedMemories memories) : IPager
{
    public Status Create(ulong pages, uint mostPresent, Handle<Endpoint> store, out Handle<MemoryObject> memory, out uint number, Caller from = default)
    {
        memory = default;
        number = 0;
        Status status = pages != 0 && mostPresent is > 0 and <= int.MaxValue ? RemoteStore.Connect(store, out RemoteStore? remote) : Refuse(out remote);
        if (status != Status.Ok)
        {
            _ = Kernel.Release(store);
            return status;
        }
        lock (memories.Gate)
        {
            status = memories.Add(pages, (int)mostPresent, remote!, from.Badge, out PagedMemory? made);
            if (status != Status.Ok)
            {
                remote!.Release();
                return status;
            }
            status = Kernel.Clone(made!.Memory, Rights.Read | Rights.Write | Rights.Clone | Rights.Transfer | Rights.Inspect, 0, out Handle clone);
            memory = new(clone);
            number = made.Number;
            if (status != Status.Ok) memories.Remove(made);
            return status;
        }
    }

    private static Status Refuse(out RemoteStore? none)
    {
        none = null;
        return Status.BadArgument;
    }

    public Status Flush(uint number, Caller from = default)
    {
        lock (memories.Gate)
        {
            return !TryFind(number, from, out PagedMemory? memory) ? Status.BadArgument : memory!.Cache.TryFlush() ? Status.Ok : Status.OutOfMemory;
        }
    }

    public Status Close(uint number, Caller from = default)
    {
        lock (memories.Gate)
        {
            if (!TryFind(number, from, out PagedMemory? memory)) return Status.BadArgument;
            if (!memory!.Cache.TryFlush()) return Status.OutOfMemory;
            memories.Remove(memory);
            return Status.Ok;
        }
    }

    public Status Tell(uint number, out PagerFigures figures, Caller from = default)
    {
        figures = default;
        lock (memories.Gate)
        {
            if (!TryFind(number, from, out PagedMemory? memory)) return Status.BadArgument;
            PageCache cache = memory!.Cache;
            figures = new() { Present = (uint)cache.PresentCount, Kept = (uint)cache.AsideCount, Written = cache.WrittenCount };
            return Status.Ok;
        }
    }

    private bool TryFind(uint number, Caller caller, out PagedMemory? memory) => memories.TryFind(number, out memory) && memory.Owner == caller.Badge;
}
