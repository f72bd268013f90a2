using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>
/// Where memory is mapped here that others pay for. It goes when they end, whoever else uses it; whoever touches it then finds zeros, in memory of this process's own, and does
/// not end with them.
/// </summary>
/// <remarks>
/// The thread that hears of faults looks here while the one that faulted stands in the middle of anything: so there are no objects and no lock on that way. A place in the
/// table is written by who holds the lock; its start is written last, and taken away first.
/// </remarks>
// SAFETY: tables lie in the image, or in memory that nobody gives back.
internal static unsafe class MemoryOfOthers
{
    private struct Place
    {
        /// <summary>0: free.</summary>
        public ulong Start;
        public ulong Pages;

        /// <summary>What lies there since the other's memory has gone.</summary>
        public Handle<MemoryObject> Replacement;
    }

    private const int PlacesPerTable = 170;

    /// <summary>A page of places.</summary>
    private struct Table
    {
        [InlineArray(PlacesPerTable)]
        public struct AllPlaces { private Place _first; }

        public AllPlaces Places;

        /// <summary>Another table, or 0.</summary>
        public nint Next;
    }

    private static Table _first;

    /// <summary>A <see cref="LockWord"/>: held by who changes a table.</summary>
    private static int _lock;

    /// <summary>Notes that memory of others is about to be mapped somewhere.</summary>
    /// <returns>False when there is no memory to note it in.</returns>
    public static bool TryAdd(ulong start, ulong pages)
    {
        LockWord.Enter(ref _lock);
        Place* place = Find(0);
        if (place == null) place = TryAddTable();
        if (place != null)
        {
            place->Pages = pages;
            place->Replacement = default;
            Volatile.Write(ref place->Start, start);
        }
        LockWord.Exit(ref _lock);
        return place != null;
    }

    /// <summary>Nothing is mapped there any more, if it was noted at all.</summary>
    public static void Remove(ulong start)
    {
        Handle<MemoryObject> replacement = default;
        LockWord.Enter(ref _lock);
        Place* place = Find(start);
        if (place != null)
        {
            replacement = place->Replacement;
            Volatile.Write(ref place->Start, 0);
        }
        LockWord.Exit(ref _lock);
        if (!replacement.IsNone) _ = Kernel.Release(replacement);
    }

    /// <summary>A thread touched what is not there: puts zeros where memory of others was, all of it at once. Only the thread that hears of faults does so.</summary>
    /// <returns>False when no such memory was there, or none can be had for it.</returns>
    public static bool TryReplace(ulong address)
    {
        Place* place = FindAround(address);
        if (place == null) return false;
        // Another thread touched it first.
        if (!place->Replacement.IsNone) return true;
        if (Kernel.CreateMemory(Startup.Block.Budget, place->Pages, MemoryOptions.None, out Handle<MemoryObject> zeros) != Status.Ok) return false;
        _ = Kernel.Unmap(Startup.Block.Space, place->Start, place->Pages);
        if (Kernel.Map(Startup.Block.Space, zeros, place->Start, 0, place->Pages, Protection.ReadWrite) != Status.Ok)
        {
            _ = Kernel.Release(zeros);
            return false;
        }
        place->Replacement = zeros;
        return true;
    }

    private static Table* First => (Table*)Unsafe.AsPointer(ref _first);

    private static Table* Next(Table* table) => (Table*)Volatile.Read(ref table->Next);

    /// <summary>The place of what begins at an address; 0: one that is free.</summary>
    private static Place* Find(ulong start)
    {
        for (Table* table = First; table != null; table = Next(table))
        {
            for (int i = 0; i < PlacesPerTable; i++)
                if (table->Places[i].Start == start) return (Place*)Unsafe.AsPointer(ref table->Places[i]);
        }
        return null;
    }

    /// <summary>The place of what lies around an address. Others may change meanwhile, but not that: somebody is just touching it.</summary>
    private static Place* FindAround(ulong address)
    {
        for (Table* table = First; table != null; table = Next(table))
        {
            for (int i = 0; i < PlacesPerTable; i++)
            {
                var place = (Place*)Unsafe.AsPointer(ref table->Places[i]);
                ulong start = Volatile.Read(ref place->Start);
                if (start != 0 && address - start < place->Pages * MemoryLayout.PageSize && Volatile.Read(ref place->Start) == start) return place;
            }
        }
        return null;
    }

    private static Place* TryAddTable()
    {
        if (Kernel.CreateMemory(Startup.Block.Budget, 1, MemoryOptions.Committed, out Handle<MemoryObject> memory) != Status.Ok) return null;
        ulong at = AddressRanges.Take(1);
        if (at == 0 || Kernel.Map(Startup.Block.Space, memory, at, 0, 1, Protection.ReadWrite) != Status.Ok)
        {
            if (at != 0) AddressRanges.Give(at, 1);
            _ = Kernel.Release(memory);
            return null;
        }
        Table* last = First;
        while (Next(last) != null) last = Next(last);
        Volatile.Write(ref last->Next, (nint)at);
        return (Place*)Unsafe.AsPointer(ref ((Table*)at)->Places[0]);
    }
}
