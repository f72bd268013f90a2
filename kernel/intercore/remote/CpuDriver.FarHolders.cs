using System.Diagnostics;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Mappings in spaces of other cores than the handle's by which they were made: they go with the handle, as those on its own core do.
/// </summary>
/// <remarks>
/// <code>
///   handle's core                              space's core
///     the handle has a number, and knows
///     that it may have mappings there
///        ── call: Map ──────────────────────►    reads the handle, maps; the mapping's holder knows the number
///     …
///     the handle leaves its table
///        ── RemoteUnmap: number ────────────►    unmaps what holders of this number hold
/// </code>
/// A call that comes before the message may have mapped, which the message takes away again; one that comes after it, or goes on after it, does not find
/// the handle any more. So nothing has to be said of mappings that were made or are gone, and nothing is kept for them where the handle is.
/// </remarks>
// SAFETY: a holder's mappings leave it before they end.
public unsafe partial struct CpuDriver
{
    /// <summary>A handle of a thread's table is to map in a space of another core.</summary>
    private void ExpectMapping(Thread* caller, CoreNumber at)
    {
        HandleEntry* entry = caller->Process->Handles.Find(caller->Context->A1);
        // What is mapped by a leased handle belongs to the lease.
        if (entry == null || entry->Meaning.Type != ObjectType.MemoryObject || entry->Meaning.Kind == HandleKind.Leased) return;
        if (entry->Token == 0) entry->Token = NextGeneration();
        entry->MappedAt |= BitOf(at);
    }

    /// <summary>Machines of more cores share bits: then some cores are told what does not concern them.</summary>
    private static ulong BitOf(CoreNumber core) => 1UL << core.Value % 64;

    /// <summary>Maps memory for a thread of another core.</summary>
    private Status MapForOther(AddressSpace* space, FarCapability<MemoryObject> memory, ulong at, ulong offset, ulong pages, Protection protection)
    {
        HandleEntry* handle = memory.Entry;
        FarHolder* made = null;
        if (handle->Meaning.Kind != HandleKind.Leased)
        {
            Status created = Create(space->Header.Budget, out made);
            if (created != Status.Ok) return created;
        }
        Mapping** holder = made != null ? &made->Mappings : memory.Lease != null ? &memory.Lease->Mappings : ListOfMappedElsewhere();
        Status status = Map(space, memory, holder, at, offset, pages, protection);
        if (made == null) return status;
        if (status != Status.Ok)
        {
            FreeSlot(&made->Header);
            return status;
        }
        Debug.Assert(handle->Token != 0, "a handle maps on another core, and was not expected to");
        made->Mappings->IsHeldFar = true;
        _farHolders.Add(&made->Node, handle->Token);
        return Status.Ok;
    }

    /// <summary>The last mapping of a holder, whose first link this was, has left it.</summary>
    private void EndHolder(Mapping** link)
    {
        FarHolder* holder = FarHolder.Of(link);
        if (holder == null) return;
        _farHolders.Remove(&holder->Node);
        Drop(&holder->Header);
    }

    /// <summary>Takes away what is mapped here by a handle that is gone.</summary>
    private void UnmapOf(ulong token)
    {
        FarHolder* holder = FarHolder.Of(_farHolders.FindAtLeast(token));
        if (holder == null || holder->Node.Key != token) return;
        holder->IsReleased = true;
        BeginEnd(&holder->Header);
    }

    private bool EndFarHolder(FarHolder* holder, ref int steps)
    {
        if (!UnmapAll(&holder->Mappings, ref steps)) return false;
        if (holder->IsReleased) UnmapOf(holder->Node.Key);
        return true;
    }

    /// <summary>Can all other cores be told that a handle is gone?</summary>
    [Bounded("the cores of the machine")]
    private bool CanGiveUp(in HandleEntry handle)
    {
        bool dropsThere = handle.Meaning.Kind == HandleKind.Strong && handle.Meaning.Core != _number;
        if (dropsThere && !CanRequest(handle.Meaning.Core)) return false;
        for (int number = 0; number < CoreCount && handle.MappedAt != 0; number++)
        {
            var core = new CoreNumber(number);
            if (core == _number || (handle.MappedAt & BitOf(core)) == 0) continue;
            ulong before = dropsThere && core == handle.Meaning.Core ? 1UL : 0;
            if (_outbox[core].OpenRequests + before >= Inbox.MostOpenRequests) return false;
        }
        return true;
    }

    /// <summary>Gives up what a handle held that is in no table any more, and what was mapped by it on other cores, all of which can be told.</summary>
    [Bounded("the cores of the machine")]
    private void GiveUp(in HandleEntry handle)
    {
        if (handle.Meaning.Kind == HandleKind.Strong)
        {
            if (handle.Meaning.Core == _number) DropHandle(handle.Object, handle.Meaning);
            else _ = TryRequest<RemoteDrop, RemoteDropTaken>(handle.Meaning.Core, new RemoteDrop(handle.Object, handle.Meaning));
        }
        for (int number = 0; number < CoreCount && handle.MappedAt != 0; number++)
        {
            var core = new CoreNumber(number);
            if ((handle.MappedAt & BitOf(core)) == 0) continue;
            if (core == _number) UnmapOf(handle.Token);
            else _ = TryRequest<RemoteUnmap, RemoteUnmapTaken>(core, new RemoteUnmap(handle.Token));
        }
    }
}
