using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Diesis.Boot;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>
/// From a frame to the descriptor of its chunk, in two loads: one entry per GiB of the address space leads to the
/// descriptors of the chunks there. Made at boot, then read only; the descriptors themselves belong to the chunks' owners.
/// </summary>
/// <remarks>
/// <code>
///   frame number   63 … 18       17 … 9        8 … 0
///                  GiB           chunk         frame in its chunk
///                   │             │             │
///   _gibs[GiB].Chunks ──► Block[chunk].Free  bit
/// </code>
/// </remarks>
// SAFETY: the entries and the descriptors they lead to were taken from boot memory in the size counted before, for
// good; indexes are
// checked against the count.
public unsafe struct ChunkDirectory
{
    private const int GibShift = Page.HugeShift - Page.Shift;
    private const int ChunkShift = Page.LargeShift - Page.Shift;

    /// <summary>One GiB of physical addresses.</summary>
    private struct Gib
    {
        /// <summary>Where the descriptor of its chunk 0 is, or would be: only those up to the last with memory exist,
        /// from the first with memory on.</summary>
        public Block* Chunks;

        /// <summary>Its place among those that hold memory at all, plus 1; 0 when it holds none.</summary>
        public uint Place;
        public ushort FirstChunk, LastChunk;
    }

    private Gib* _gibs;
    private ulong _gibCount;

    /// <summary>How many GiB of the address space hold memory.</summary>
    public int PopulatedGibs { get; private set; }

    /// <summary>The descriptor of the chunk that holds a frame of the boot map's usable memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Block* ChunkOf(Frame frame)
    {
        Debug.Assert(Knows(frame));
        // SAFETY: frames of usable memory have an entry, and their chunk lies between the first and last with memory.
        return _gibs[frame.Number >> GibShift].Chunks + (frame.Number >> ChunkShift & FreeSet.Capacity - 1);
    }

    /// <summary>The place of a frame's GiB among the populated ones.</summary>
    public readonly int PlaceOf(Frame frame)
    {
        Debug.Assert(Knows(frame));
        // SAFETY: as above.
        return (int)_gibs[frame.Number >> GibShift].Place - 1;
    }

    public readonly bool Knows(Frame frame)
    {
        ulong gib = frame.Number >> GibShift;
        if (gib >= _gibCount) return false;
        // SAFETY: gib is below the number of entries.
        Gib* entry = _gibs + gib;
        int chunk = Block.UnitOfChunk(frame);
        return entry->Place != 0 && chunk >= entry->FirstChunk && chunk <= entry->LastChunk;
    }

    /// <summary>Makes the directory for all memory of the map that is or can become free.</summary>
    /// <returns>False when there is too little memory for it.</returns>
    /// <param name="domains">Which memory belongs to which NUMA domain: descriptors are put near what they describe.</param>
    public static bool TryBuild(ref readonly MemoryMap map, ReadOnlySpan<MemoryDomain> domains, ref BootMemory memory,
        out ChunkDirectory directory)
    {
        directory = default;
        ulong gibs = 0;
        for (int i = 0; i < map.Count; i++)
        {
            if (CanBecomeFree(map[i].Kind)) gibs = Math.Max(gibs, (map[i].End.Value - 1 >> Page.HugeShift) + 1);
        }
        if (gibs == 0 || !memory.TryTakeZeroed(gibs * (ulong)sizeof(Gib), out void* entries)) return false;
        directory._gibs = (Gib*)entries;
        directory._gibCount = gibs;

        for (int i = 0; i < map.Count; i++)
        {
            FrameRange range = FrameRange.Within(map[i].Start, map[i].End);
            if (CanBecomeFree(map[i].Kind) && !range.IsEmpty) directory.Cover(range);
        }
        for (ulong gib = 0; gib < gibs; gib++)
        {
            if (!directory.TryDescribe(gib, domains, ref memory)) return false;
        }
        return true;
    }

    private static bool CanBecomeFree(MemoryKind kind)
        => kind is MemoryKind.Usable or MemoryKind.LoaderReclaimable or MemoryKind.AcpiReclaimable or MemoryKind.KernelAndModules;

    private void Cover(FrameRange range)
    {
        Frame last = range.Start + (range.Count - 1);
        for (ulong gib = range.Start.Number >> GibShift; gib <= last.Number >> GibShift; gib++)
        {
            // SAFETY: the entries reach up to the end of the last range.
            Gib* entry = _gibs + gib;
            bool startsHere = gib == range.Start.Number >> GibShift, endsHere = gib == last.Number >> GibShift;
            if (entry->Place == 0)
            {
                entry->Place = (uint)++PopulatedGibs;
                entry->FirstChunk = (ushort)(startsHere ? Block.UnitOfChunk(range.Start) : 0);
            }
            entry->LastChunk = (ushort)(endsHere ? Block.UnitOfChunk(last) : FreeSet.Capacity - 1);
        }
    }

    private readonly bool TryDescribe(ulong gib, ReadOnlySpan<MemoryDomain> domains, ref BootMemory memory)
    {
        // SAFETY: the caller counts up to the number of entries.
        Gib* entry = _gibs + gib;
        if (entry->Place == 0) return true;
        ulong chunks = entry->LastChunk - (ulong)entry->FirstChunk + 1;
        FrameRange near = default;
        foreach (ref readonly MemoryDomain domain in domains)
        {
            FrameRange frames = FrameRange.Within(domain.Start, domain.End);
            if (!frames.Intersect(new FrameRange(new Frame(gib << GibShift), Block.FramesPerHuge)).IsEmpty) near = frames;
        }
        if (!memory.TryTakeZeroed(chunks * (ulong)sizeof(Block), near, out void* blocks)) return false;
        entry->Chunks = (Block*)blocks - entry->FirstChunk;
        return true;
    }
}
