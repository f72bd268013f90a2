using System.Runtime.CompilerServices;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>
/// Which frames hold objects, one bit for each frame of memory: what makes it safe to look whether an object that may be gone is still there.
/// A word stands for frames of one chunk, and is written by the core that owns the chunk.
/// </summary>
// SAFETY: there are so many bits as the directory knows frames, for good.
public readonly unsafe struct ObjectPages(ulong* words)
{
    private const int WordShift = 6;
    private const ulong WordsPerGib = (Page.HugeSize >> Page.Shift) >> WordShift;

    private readonly ulong* _words = words;

    public static ulong BytesFor(ref readonly ChunkDirectory chunks) => (ulong)chunks.PopulatedGibs * WordsPerGib * sizeof(ulong);

    public void Add(ref readonly ChunkDirectory chunks, Frame frame) => *WordOf(in chunks, frame) |= BitOf(frame);
    public void Remove(ref readonly ChunkDirectory chunks, Frame frame) => *WordOf(in chunks, frame) &= ~BitOf(frame);

    /// <param name="frame">Of the memory that the directory knows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ref readonly ChunkDirectory chunks, Frame frame) => (*WordOf(in chunks, frame) & BitOf(frame)) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong* WordOf(ref readonly ChunkDirectory chunks, Frame frame)
        => _words + (ulong)chunks.PlaceOf(frame) * WordsPerGib + (frame.Number >> WordShift & WordsPerGib - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitOf(Frame frame) => 1UL << (int)(frame.Number & 63);
}
