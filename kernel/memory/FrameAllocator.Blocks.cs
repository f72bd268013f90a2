using System.Diagnostics;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Large and huge blocks, and the chunks that cores cede to each other.</summary>
// SAFETY: descriptors stay where they are for good, and those of chunks in this core's lists are this core's to
// write.
public unsafe partial struct FrameAllocator
{
    /// <summary>Takes 2 MiB, aligned to its size.</summary>
    public bool TryAllocateLarge(out Frame first)
    {
        if (!TryTakeChunk(out first)) return false;
        // SAFETY: a chunk that was free has a descriptor.
        Block* chunk = _directory.ChunkOf(first);
        chunk->Owner = _owner;
        chunk->State = ChunkState.Taken;
        FreeFrames -= Block.FramesPerChunk;
        CheckBlockPoison(first);
        return true;
    }

    /// <summary>Gives back what <see cref="TryAllocateLarge"/> took.</summary>
    public void FreeLarge(Frame first)
    {
        CheckTaken(first);
        PoisonBlock(first);
        AddChunk(_directory.ChunkOf(first), first);
        FreeFrames += Block.FramesPerChunk;
    }

    /// <summary>Takes 1 GiB, aligned to its size.</summary>
    public bool TryAllocateHuge(out Frame first)
    {
        first = default;
        Block* gib = _all.First;
        if (gib == null) return false;
        // SAFETY: a core's own blocks of 1 GiB stay where they are for good.
        _all.Remove(gib);
        first = gib->First;
        gib->Free = default;
        gib->State = ChunkState.Taken;
        FreeFrames -= Block.FramesPerHuge;
        FreeChunks -= FreeSet.Capacity;
        return true;
    }

    /// <summary>Gives back what <see cref="TryAllocateHuge"/> took.</summary>
    public void FreeHuge(Frame first)
    {
        Block* gib = GibOf(first);
        // SAFETY: as above.
        Debug.Assert(gib->State == ChunkState.Taken && gib->First == first);
        gib->State = ChunkState.Whole;
        gib->Free.Fill();
        _all.Add(gib);
        FreeFrames += Block.FramesPerHuge;
        FreeChunks += FreeSet.Capacity;
    }

    /// <summary>Makes a block that <see cref="TryAllocateHuge"/> took 512 that <see cref="TryAllocateLarge"/> might have taken.</summary>
    public void SplitHuge(Frame first)
    {
        Block* gib = GibOf(first);
        // SAFETY: as above; all chunks of a whole GiB have descriptors, which are this core's.
        Debug.Assert(gib->State == ChunkState.Taken && gib->First == first);
        gib->State = ChunkState.Whole;
        for (ulong unit = 0; unit < FreeSet.Capacity; unit++)
        {
            Block* chunk = _directory.ChunkOf(first + unit * Block.FramesPerChunk);
            chunk->Owner = _owner;
            chunk->State = ChunkState.Taken;
        }
    }

    /// <summary>Takes a chunk out of this core's memory for another core, to which it must be sent.</summary>
    public bool TryCede(out Frame first)
    {
        if (!TryTakeChunk(out first)) return false;
        FreeFrames -= Block.FramesPerChunk;
        return true;
    }

    /// <summary>Takes in a chunk that another core ceded to this one.</summary>
    public void Receive(Frame first)
    {
        // SAFETY: the sender took the chunk from its own memory, so it has a descriptor.
        Block* chunk = _directory.ChunkOf(first);
        Debug.Assert(chunk->State == ChunkState.Whole);
        AddChunk(chunk, first);
        FreeFrames += Block.FramesPerChunk;
    }

    /// <summary>Takes an entirely free chunk, from a GiB that is broken already if there is one.</summary>
    private bool TryTakeChunk(out Frame first)
    {
        first = default;
        Block* gib = _some.First;
        if (gib == null)
        {
            gib = _all.First;
            if (gib == null) return false;
            _all.Remove(gib);
            _some.Add(gib);
        }
        // SAFETY: as above.
        first = gib->First + (ulong)gib->Free.TakeFirst() * Block.FramesPerChunk;
        if (gib->Free.IsEmpty) _some.Remove(gib);
        FreeChunks--;
        return true;
    }

    private void AddChunk(Block* chunk, Frame first)
    {
        // SAFETY: as above.
        chunk->State = ChunkState.Whole;
        Block* gib = GibOf(first);
        gib->Free.Add(Block.UnitOfChunk(first));
        FreeChunks++;
        if (gib->Free.Count == 1) _some.Add(gib);
        else if (gib->Free.IsFull)
        {
            _some.Remove(gib);
            _all.Add(gib);
        }
    }

    /// <summary>This core's block of the GiB that a frame lies in.</summary>
    private Block* GibOf(Frame frame)
    {
        // SAFETY: there is one block per place in the directory.
        Block* gib = _gibs + _directory.PlaceOf(frame);
        gib->First = new Frame(frame.Number & ~(Block.FramesPerHuge - 1));
        return gib;
    }
}
