using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>
/// The free memory of one core: single frames (4 KiB), large blocks (2 MiB), huge blocks (1 GiB) and runs of frames.
/// A frame is taken or given back in a constant number of steps; so is a block.
/// </summary>
/// <remarks>
/// Memory is owned in chunks of 2 MiB. A chunk is entirely free, or handed out in one piece, or split into frames; the
/// free frames of a split chunk are the bits of its descriptor. Entirely free chunks are bits of the block of their GiB.
/// <code>
///   _split ──► chunk ──► chunk        some frames free: single frames come from the first
///   _some  ──► GiB ──► GiB            some chunks free: large blocks come from the first
///   _all   ──► GiB ──► GiB            all 512 chunks free: huge blocks; broken only when _some is empty
/// </code>
/// Invariants:
/// <list type="bullet">
/// <item>a split chunk is in <c>_split</c> exactly when it has a free frame, and never has all 512 free;</item>
/// <item>a GiB is in <c>_some</c> when 1 to 511 of its chunks are free, in <c>_all</c> when 512 are, else in neither;</item>
/// <item><see cref="FreeFrames"/> counts every free frame, in whichever form.</item>
/// </list>
/// Written by its core alone. What is freed must have been allocated here, in the same form: memory returns to where it
/// came from because a memory object is released by its home core.
/// </remarks>
// SAFETY: descriptors stay where they are for good, and those of chunks in this core's lists are this core's to
// write.
public unsafe partial struct FrameAllocator
{
    private ChunkDirectory _directory;

    /// <summary>This core's blocks of 1 GiB, by the place of the GiB in the directory.</summary>
    private Block* _gibs;

    private ulong* _freeChunks;

    private BlockList _split, _some, _all;
    private CoreNumber _owner;

    /// <summary>
    /// Debug builds: what fills a free frame. It differs from core to core and from boot to boot, so that memory which an earlier run
    /// left behind is not taken for a frame of ours that somebody wrote to.
    /// </summary>
    private ulong _poison;

    /// <summary>All that is free, in frames.</summary>
    public ulong FreeFrames { get; private set; }

    /// <summary>How many chunks of 2 MiB are free from end to end. Other cores see this number.</summary>
    public ulong FreeChunks
    {
        // SAFETY: the word is this core's own, for good.
        readonly get => *_freeChunks;
        private set => Machine.Publish(ref *_freeChunks, value);
    }

    /// <summary>Bytes of bookkeeping per core, besides the directory.</summary>
    public static ulong BookkeepingBytes(ref readonly ChunkDirectory directory)
        => (ulong)directory.PopulatedGibs * (ulong)sizeof(Block);

    /// <summary>Makes an allocator that has no memory yet.</summary>
    /// <param name="freeChunks">A word of 0 where other cores may read how many chunks are free.</param>
    /// <param name="bookkeeping">Zeroed memory, as much as <see cref="BookkeepingBytes"/> says, for good.</param>
    public FrameAllocator(CoreNumber owner, ref readonly ChunkDirectory directory, ulong* freeChunks, void* bookkeeping)
    {
        _freeChunks = freeChunks;
        _owner = owner;
        _directory = directory;
        _gibs = (Block*)bookkeeping;
    }

    /// <summary>Takes one frame. Its content is undefined.</summary>
    /// <returns>False when this core has none left.</returns>
    /// <cost>Some 40 instructions, and some 100 more once in 512 times.</cost>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAllocate(out Frame frame)
    {
        Block* chunk = _split.First;
        if (chunk == null)
        {
            chunk = SplitChunk();
            if (chunk == null)
            {
                frame = default;
                return false;
            }
        }
        // SAFETY: descriptors stay where they are for good.
        ref FreeSet free = ref chunk->Free;
        frame = chunk->First + (ulong)free.TakeFirst();
        if (free.IsEmpty) _split.Remove(chunk);
        FreeFrames--;
        CheckPoison(new FrameRange(frame, 1));
        return true;
    }

    /// <summary>Gives one frame back.</summary>
    /// <cost>As <see cref="TryAllocate"/>.</cost>
    public void Free(Frame frame)
    {
        CheckAllocated(new FrameRange(frame, 1));
        Poison(new FrameRange(frame, 1));
        // SAFETY: the frame was allocated here, so its chunk has a descriptor.
        Block* chunk = _directory.ChunkOf(frame);
        ref FreeSet free = ref chunk->Free;
        free.Add(Block.UnitOfFrame(frame));
        FreeFrames++;
        int count = free.Count;
        if (count == 1) _split.Add(chunk);
        else if (count == FreeSet.Capacity) Merge(chunk);
    }

    /// <summary>Takes an entirely free chunk apart, so that it can be handed out frame by frame.</summary>
    /// <returns>Null when there is none. (An out parameter would keep the caller's variable in memory, on its fast path.)</returns>
    private Block* SplitChunk()
    {
        if (!TryTakeChunk(out Frame first)) return null;
        Block* chunk = _directory.ChunkOf(first);
        BeginSplit(chunk, first);
        chunk->Free.Fill();
        _split.Add(chunk);
        return chunk;
    }

    /// <summary>Makes a descriptor that of a split chunk with no free frame.</summary>
    private void BeginSplit(Block* chunk, Frame first)
    {
        chunk->Free = default;
        chunk->First = first;
        chunk->Owner = _owner;
        chunk->State = ChunkState.Split;
    }

    /// <summary>All frames of a split chunk are free again: it becomes an entirely free one.</summary>
    private void Merge(Block* chunk)
    {
        _split.Remove(chunk);
        AddChunk(chunk, chunk->First);
    }
}
