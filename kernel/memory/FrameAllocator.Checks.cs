using System;
using System.Diagnostics;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>What debug builds and tests look at.</summary>
// SAFETY: descriptors stay where they are for good; the direct map shows all memory that can be free.
public unsafe partial struct FrameAllocator
{
    private const ulong PoisonMark = 0xF4EE_0000_0000_0000;

    /// <summary>Is the frame free, and this core's?</summary>
    public readonly bool IsFree(Frame frame)
    {
        if (!_directory.Knows(frame)) return false;
        // SAFETY: the directory knows the frame.
        Block* chunk = _directory.ChunkOf(frame);
        return chunk->State switch
        {
            ChunkState.Split => chunk->Owner == _owner && chunk->Free.Contains(Block.UnitOfFrame(frame)),
            ChunkState.Taken => false,
            _ => HasWholeChunk(frame),
        };
    }

    /// <summary>Does this core have the frame's chunk as one that is free from end to end?</summary>
    // SAFETY: there is one block per place in the directory.
    public readonly bool HasWholeChunk(Frame frame) => _gibs[_directory.PlaceOf(frame)].Free.Contains(Block.UnitOfChunk(frame));

    /// <summary>Asserts that frames were handed out by this core, one by one or as a run.</summary>
    [Conditional("DEBUG")]
    private readonly void CheckAllocated(FrameRange frames)
    {
        for (Frame at = frames.Start; at < frames.End; at += 1)
        {
            Debug.Assert(_directory.Knows(at), "a frame is freed that is no memory");
            // SAFETY: the directory knows the frame.
            Block* chunk = _directory.ChunkOf(at);
            Debug.Assert(chunk->State != ChunkState.Whole, "a frame is freed whose chunk is free already");
            Debug.Assert(chunk->Owner == _owner, "a frame is freed that belongs to another core");
            if (chunk->State == ChunkState.Split)
                Debug.Assert(!chunk->Free.Contains(Block.UnitOfFrame(at)), "a frame is freed twice");
            else
                Debug.Assert(frames.Count >= Block.FramesPerChunk, "a frame is freed that was handed out in a block");
        }
    }

    /// <summary>Asserts that a large block was handed out by this core.</summary>
    [Conditional("DEBUG")]
    private readonly void CheckTaken(Frame first)
    {
        Debug.Assert(_directory.Knows(first), "a block is freed that is no memory");
        // SAFETY: the directory knows the frame.
        Block* chunk = _directory.ChunkOf(first);
        Debug.Assert(Block.UnitOfFrame(first) == 0, "a block is freed that does not start at one");
        Debug.Assert(chunk->State == ChunkState.Taken, "a block is freed that is free or split");
        Debug.Assert(chunk->Owner == _owner, "a block is freed that belongs to another core");
    }

    /// <summary>Of a large block, the first frame and the last: to fill it all would cost more than everything else.</summary>
    [Conditional("DEBUG")]
    private void PoisonBlock(Frame first)
    {
        Poison(new FrameRange(first, 1));
        Poison(new FrameRange(first + (Block.FramesPerChunk - 1), 1));
    }

    [Conditional("DEBUG")]
    private readonly void CheckBlockPoison(Frame first)
    {
        CheckPoison(new FrameRange(first, 1));
        CheckPoison(new FrameRange(first + (Block.FramesPerChunk - 1), 1));
    }

    [Conditional("DEBUG")]
    private void Poison(FrameRange frames)
    {
        if (_poison == 0) _poison = PoisonMark | Machine.ReadCycles() & ~PoisonMark;
        for (ulong i = 0; i < frames.Count; i++) Words(frames.Start + i).Fill(_poison);
    }

    /// <summary>Asserts that nobody wrote to frames between the time they were freed and now.</summary>
    [Conditional("DEBUG")]
    private readonly void CheckPoison(FrameRange frames)
    {
        for (ulong i = 0; i < frames.Count && _poison != 0; i++)
        {
            Span<ulong> words = Words(frames.Start + i);
            // A frame that was never freed by this core, or came from another, does not begin like this.
            if (words[0] != _poison || words[words.Length - 1] != _poison) continue;
            foreach (ulong word in words) Debug.Assert(word == _poison, "a frame was written to after it was freed");
        }
    }

    private static Span<ulong> Words(Frame frame)
    {
        // SAFETY: the frame is free memory of this core, which the direct map shows.
        return new Span<ulong>(Machine.DirectMap(frame.Start), (int)Page.Size / sizeof(ulong));
    }
}
