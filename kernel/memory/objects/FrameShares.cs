using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>
/// How many trees of memory objects hold a frame besides the first: 0 for all that nobody shares. A word per frame of memory, written by
/// the core that owns the frame's chunk.
/// </summary>
// SAFETY: there are so many words as the directory knows frames, for good.
public readonly unsafe struct FrameShares(uint* counts)
{
    private const ulong FramesPerGib = Page.HugeSize >> Page.Shift;

    private readonly uint* _counts = counts;

    public static ulong BytesFor(ref readonly ChunkDirectory chunks) => (ulong)chunks.PopulatedGibs * FramesPerGib * sizeof(uint);

    public bool IsShared(ref readonly ChunkDirectory chunks, Frame frame) => *CountOf(in chunks, frame) != 0;

    public void Add(ref readonly ChunkDirectory chunks, Frame frame) => ++*CountOf(in chunks, frame);

    /// <summary>Takes a tree from those that share the frame.</summary>
    /// <returns>False when it is the only one: then the frame is to be given back.</returns>
    public bool TryRemove(ref readonly ChunkDirectory chunks, Frame frame)
    {
        uint* count = CountOf(in chunks, frame);
        if (*count == 0) return false;
        --*count;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint* CountOf(ref readonly ChunkDirectory chunks, Frame frame)
        => _counts + ((ulong)chunks.PlaceOf(frame) * FramesPerGib + (frame.Number & FramesPerGib - 1));
}
