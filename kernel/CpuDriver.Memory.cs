using Diesis.Kernel.Intercore;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Memory of this core, and the cession of chunks when one core has too little and another enough.</summary>
// SAFETY: the directory is there for good.
public unsafe partial struct CpuDriver
{
    /// <summary>With fewer free frames than this a core asks others for a chunk, and cedes none.</summary>
    public const ulong FewFrames = 64;

    /// <summary>Does another core owe this one an answer to its question for a chunk?</summary>
    public readonly bool IsAskingForMemory => _chunkSearch.IsAsking;

    /// <summary>Takes one frame; asks for more memory in good time.</summary>
    /// <returns>False when this core has none. It has asked others: come back when their answers are in.</returns>
    public bool TryAllocateFrame(out Frame frame)
    {
        CheckWriter();
        bool taken = Frames.TryAllocate(out frame);
        if (Frames.FreeFrames < FewFrames) SearchForChunk();
        return taken;
    }

    /// <summary>Takes 2 MiB.</summary>
    /// <returns>False when this core has no chunk that is free from end to end. It has asked others for one.</returns>
    public bool TryAllocateLarge(out Frame first)
    {
        CheckWriter();
        bool taken = Frames.TryAllocateLarge(out first);
        if (!taken || Frames.FreeFrames < FewFrames) SearchForChunk();
        return taken;
    }

    /// <summary>Begins to ask the other cores for a chunk, one after the other, unless that is under way.</summary>
    private void SearchForChunk()
    {
        if (_chunkSearch.TryBegin(Frames.FreeFrames)) AskNextCore();
    }

    /// <summary>Asks the next core that says it has a free chunk; there are no more when all were asked or passed over.</summary>
    [Bounded("the search names each other core twice at most")]
    private void AskNextCore()
    {
        while (_chunkSearch.TryNext(_number, in *_cores, out CoreNumber candidate))
        {
            if (Machine.Observe(ref (*_cores)[candidate].Notice->FreeChunks) == 0) continue;
            if (TryRequest<ChunkRequest, ChunkAnswer>(candidate, default)) return;
        }
        _chunkSearch.Fail(Frames.FreeFrames);
    }

    private ChunkAnswer AnswerChunkRequest()
    {
        if (Frames.FreeFrames < Memory.Block.FramesPerChunk + FewFrames) return ChunkAnswer.Refusal;
        return Frames.TryCede(out Frame first) ? ChunkAnswer.Offer(first) : ChunkAnswer.Refusal;
    }

    private void TakeChunkAnswer(ChunkAnswer answer)
    {
        if (answer.TryTake(out Frame first))
        {
            Frames.Receive(first);
            _chunkSearch.Succeed();
        }
        else
        {
            AskNextCore();
        }
    }
}
