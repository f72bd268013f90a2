using System;
using Diesis.Boot;
using Diesis.Kernel.Console;
using Diesis.Kernel.Devices;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

// SAFETY: what is written to was just taken from boot memory, zeroed, in the size that the same lines computed,
// for good.
public unsafe partial struct CoreDirectory
{
    /// <summary>Makes the memory of every core's driver, and divides what is left.</summary>
    /// <param name="map">The machine's memory.</param>
    /// <param name="memory">What of it is still free. Afterwards nothing is: all of it is in a core's share.</param>
    /// <param name="coreDomains">The NUMA domain of each core, by its number.</param>
    /// <param name="domains">Which memory belongs to which domain; empty on a machine with one.</param>
    /// <returns>Null when there is too little memory.</returns>
    public static CoreDirectory* TryBuild(ref readonly MemoryMap map, ref BootMemory memory,
        ReadOnlySpan<uint> coreDomains, ReadOnlySpan<MemoryDomain> domains)
    {
        int count = coreDomains.Length;
        if (!memory.TryTakeZeroed((ulong)(sizeof(CoreDirectory) + count * sizeof(CoreEntry)), out void* start)) return null;
        var directory = (CoreDirectory*)start;
        directory->Count = count;
        directory->_cores = (CoreEntry*)(directory + 1);
        if (!memory.TryTakeZeroed((ulong)sizeof(MemoryMap), out void* machineMemory)) return null;
        directory->_memory = (MemoryMap*)machineMemory;
        *directory->_memory = map;
        if (!ChunkDirectory.TryBuild(in map, domains, ref memory, out directory->Chunks)) return null;
        if (!memory.TryTakeZeroed(ObjectPages.BytesFor(in directory->Chunks), out void* objectPages)) return null;
        directory->ObjectPages = new ObjectPages((ulong*)objectPages);
        if (!memory.TryTakeZeroed(FrameShares.BytesFor(in directory->Chunks), out void* shares)) return null;
        directory->Shares = new FrameShares((uint*)shares);
        if (!memory.TryTakeZeroed(Machine.InterruptCount * (ulong)sizeof(DeviceLine), out void* lines)) return null;
        directory->Lines = (DeviceLine*)lines;

        for (int core = 0; core < count; core++)
        {
            FrameRange near = LargestRangeOf(coreDomains[core], domains);
            if (!TryMakeCore(ref directory->_cores[core], ref directory->Chunks, count, near, ref memory)) return null;
            directory->_cores[core].Domain = coreDomains[core];
        }

        int mostShares = MemoryDivision.MostShares(memory.Count, count, domains.Length);
        if (!memory.TryTakeZeroed((ulong)(mostShares * sizeof(MemoryShare)), out void* parts)) return null;
        directory->_shares = (MemoryShare*)parts;
        directory->_shareCount = MemoryDivision.Divide(memory.Free, coreDomains, domains,
            new Span<MemoryShare>(parts, mostShares));
        memory = default;
        return directory;
    }

    private static bool TryMakeCore(ref CoreEntry core, ref ChunkDirectory chunks, int count, FrameRange near, ref BootMemory memory)
    {
        // What is shared lies apart from what is the core's own: no cache line has two writers that need not.
        if (!memory.TryTakeZeroed((ulong)sizeof(CoreNotice) + Inbox.BytesFor(count) + LogRing.Bytes, near, out void* shared)) return false;
        core.Notice = (CoreNotice*)shared;
        core.Inbox = new Inbox((byte*)(core.Notice + 1), count);
        core.Log = new LogRing((byte*)(core.Notice + 1) + Inbox.BytesFor(count));

        ulong bookkeeping = FrameAllocator.BookkeepingBytes(in chunks), outbox = Outbox.BytesFor(count);
        if (!memory.TryTakeZeroed(bookkeeping + outbox + (ulong)sizeof(CpuDriver), near, out void* own)) return false;
        core.FrameBookkeeping = own;
        core.Outbox = (Outbound*)((byte*)own + bookkeeping);
        core.Driver = (CpuDriver*)((byte*)own + bookkeeping + outbox);
        return true;
    }

    private static FrameRange LargestRangeOf(uint domain, ReadOnlySpan<MemoryDomain> domains)
    {
        FrameRange largest = default;
        foreach (ref readonly MemoryDomain candidate in domains)
        {
            FrameRange frames = FrameRange.Within(candidate.Start, candidate.End);
            if (candidate.Domain == domain && frames.Count > largest.Count) largest = frames;
        }
        return largest;
    }
}
