using System.Runtime.InteropServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>How a 2 MiB chunk is being used by the core that owns it.</summary>
public enum ChunkState : byte
{
    /// <summary>Entirely free (its owner's 1 GiB block says so), on its way between two cores, or no memory at all.
    /// The rest of the descriptor means nothing. Zeroed memory says this.</summary>
    Whole,

    /// <summary>Handed out frame by frame.</summary>
    Split,

    /// <summary>Handed out in one piece.</summary>
    Taken,
}

/// <summary>
/// A block of 512 units of which some are free: a chunk of 2 MiB with its frames, or a block of 1 GiB with its chunks.
/// Two cache lines.
/// </summary>
/// <remarks>
/// A chunk's block is written only by the core that owns the chunk. Who reads or writes it next learns of the chunk by a
/// message from that core, so everything written here is visible by then.
/// A 1 GiB block is kept once per core, since several cores may own chunks of it, and says which of them are this core's
/// and entirely free.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = 128)]
public unsafe struct Block
{
    public FreeSet Free;
    public Frame First;

    /// <summary>Neighbours in the one list that the block is in, if it is in any.</summary>
    public Block* Next, Previous;

    public CoreNumber Owner;
    public ChunkState State;

    public static int UnitOfFrame(Frame frame) => (int)(frame.Number & FreeSet.Capacity - 1);
    public static int UnitOfChunk(Frame frame) => (int)(frame.Number / FramesPerChunk & FreeSet.Capacity - 1);

    public const ulong FramesPerChunk = Page.LargeSize / Page.Size;
    public const ulong FramesPerHuge = Page.HugeSize / Page.Size;
}

/// <summary>Blocks linked through themselves; adding and removing never fails.</summary>
// SAFETY: descriptors stay where they are for good.
public unsafe struct BlockList
{
    public Block* First { get; private set; }

    public void Add(Block* block)
    {
        // SAFETY: a block in a list stays where it is for good: descriptors are never moved or freed.
        Block* next = First;
        block->Previous = null;
        block->Next = next;
        if (next != null) next->Previous = block;
        First = block;
    }

    public void Remove(Block* block)
    {
        // SAFETY: as above; the caller says that the block is in this list.
        Block* next = block->Next, previous = block->Previous;
        if (previous != null) previous->Next = next;
        else First = next;
        if (next != null) next->Previous = previous;
    }
}
