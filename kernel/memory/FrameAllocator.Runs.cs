using System;
using System.Diagnostics;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Frames that follow each other, as devices want them; and memory that arrives at boot.</summary>
// SAFETY: descriptors stay where they are for good, and those of chunks in this core's lists are this core's to
// write.
public unsafe partial struct FrameAllocator
{
    /// <summary>How many blocks a search for a run looks at in each list before it gives up: its bound.</summary>
    private const int MostBlocksSearched = 16;

    /// <summary>Takes frames that follow each other within 1 GiB.</summary>
    /// <param name="count">1 to 262,144.</param>
    /// <param name="alignment">Of the first, in frames: a power of two, at most 262,144.</param>
    /// <returns>False when there is no such run where the search looked.</returns>
    public bool TryAllocateRun(ulong count, ulong alignment, out FrameRange run)
    {
        Debug.Assert(count - 1 < Block.FramesPerHuge && alignment - 1 < Block.FramesPerHuge);
        bool found = count < Block.FramesPerChunk && alignment <= Block.FramesPerChunk
            ? TryTakeFrames((int)count, (int)alignment, out Frame first)
            : TryTakeChunks(count, alignment, out first);
        run = new FrameRange(first, count);
        if (!found) return false;
        FreeFrames -= count;
        CheckPoison(run);
        return true;
    }

    /// <summary>Gives back what <see cref="TryAllocateRun"/> took, all of it.</summary>
    public void FreeRun(FrameRange run)
    {
        CheckAllocated(run);
        Poison(run);
        AddRun(run);
    }

    /// <summary>Makes memory this core's own that was nobody's before: its share at boot, or what the loader left.</summary>
    public void Adopt(FrameRange range)
    {
        for (Frame at = range.Start; at < range.End;)
        {
            Frame chunkEnd = ChunkStart(at) + Block.FramesPerChunk;
            FrameRange part = FrameRange.Between(at, chunkEnd < range.End ? chunkEnd : range.End);
            // SAFETY: the directory covers all memory that can become free.
            Block* chunk = _directory.ChunkOf(at);
            if (part.Count < Block.FramesPerChunk && chunk->State == ChunkState.Whole) BeginSplit(chunk, ChunkStart(at));
            AddPart(part);
            at = part.End;
        }
    }

    private void AddRun(FrameRange run)
    {
        for (Frame at = run.Start; at < run.End;)
        {
            Frame chunkEnd = ChunkStart(at) + Block.FramesPerChunk;
            FrameRange part = FrameRange.Between(at, chunkEnd < run.End ? chunkEnd : run.End);
            AddPart(part);
            at = part.End;
        }
    }

    /// <summary>Adds frames of one chunk: an entire chunk that is not split, or a part of one that is.</summary>
    private void AddPart(FrameRange part)
    {
        // SAFETY: as above.
        Block* chunk = _directory.ChunkOf(part.Start);
        FreeFrames += part.Count;
        if (chunk->State != ChunkState.Split)
        {
            Debug.Assert(part.Count == Block.FramesPerChunk);
            AddChunk(chunk, part.Start);
            return;
        }
        if (chunk->Free.IsEmpty) _split.Add(chunk);
        chunk->Free.AddRun(Block.UnitOfFrame(part.Start), (int)part.Count);
        if (chunk->Free.IsFull) Merge(chunk);
    }

    private bool TryTakeFrames(int count, int alignment, out Frame first)
    {
        // SAFETY: descriptors stay where they are for good.
        Block* chunk = _split.First;
        for (int i = 0; i < MostBlocksSearched && chunk != null; i++, chunk = chunk->Next)
        {
            if (!chunk->Free.TryTakeRun(count, alignment, out int unit)) continue;
            first = chunk->First + (ulong)unit;
            if (chunk->Free.IsEmpty) _split.Remove(chunk);
            return true;
        }
        chunk = SplitChunk();
        if (chunk == null)
        {
            first = default;
            return false;
        }
        first = chunk->First;
        chunk->Free.RemoveRun(0, count);
        return true;
    }

    private bool TryTakeChunks(ulong count, ulong alignment, out Frame first)
    {
        int chunks = (int)((count + Block.FramesPerChunk - 1) / Block.FramesPerChunk);
        int chunkAlignment = (int)Math.Max(1, alignment / Block.FramesPerChunk);
        if (!TryTakeChunks(ref _some, chunks, chunkAlignment, out first) &&
            !TryTakeChunks(ref _all, chunks, chunkAlignment, out first)) return false;

        FreeChunks -= (ulong)chunks;
        for (ulong taken = 0; taken < count; taken += Block.FramesPerChunk)
        {
            // SAFETY: as above.
            Block* chunk = _directory.ChunkOf(first + taken);
            chunk->Owner = _owner;
            chunk->State = ChunkState.Taken;
            int used = (int)Math.Min(count - taken, Block.FramesPerChunk);
            if (used == FreeSet.Capacity) continue;
            BeginSplit(chunk, first + taken);
            chunk->Free.AddRun(used, FreeSet.Capacity - used);
            _split.Add(chunk);
        }
        return true;
    }

    private bool TryTakeChunks(ref BlockList list, int chunks, int alignment, out Frame first)
    {
        // SAFETY: as above.
        Block* gib = list.First;
        for (int i = 0; i < MostBlocksSearched && gib != null; i++, gib = gib->Next)
        {
            if (!gib->Free.TryTakeRun(chunks, alignment, out int unit)) continue;
            first = gib->First + (ulong)unit * Block.FramesPerChunk;
            list.Remove(gib);
            if (!gib->Free.IsEmpty) _some.Add(gib);
            return true;
        }
        first = default;
        return false;
    }

    private static Frame ChunkStart(Frame frame) => new(frame.Number & ~(Block.FramesPerChunk - 1));
}
