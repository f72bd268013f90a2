using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Boot;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>
/// The memory that nobody has taken yet, before it is divided among the cores. What is taken here is never given back,
/// page tables excepted. Used by the booting core alone.
/// </summary>
/// <remarks>
/// Takes from the smallest range that is large enough, at its less aligned end, so that large aligned memory stays whole;
/// and from below 1 MiB only when nothing else is left: start-up code of other cores and old devices may need that.
/// </remarks>
public unsafe struct BootMemory : ITableFrames
{
    /// <summary>Cutting a range in two makes one more; the map cannot be cut more often than this allows.</summary>
    private const int MostRanges = MemoryMap.MostRanges + 64;

    private static Frame LowMemoryEnd => new(1UL << 20 >> Page.Shift);

    [InlineArray(MostRanges)]
    private struct Ranges { private FrameRange _first; }

    private Ranges _ranges;

    /// <summary>Frames from here on are not taken for now, as nobody can reach them yet; 0 where all can be reached.
    /// Asking for a window overrules it.</summary>
    public Frame ReachableEnd { get; set; }

    private readonly Frame End => ReachableEnd.Number == 0 ? new Frame(ulong.MaxValue) : ReachableEnd;

    /// <summary>Ranges that are free, sorted by address, none empty, none touching the next.</summary>
    public int Count { get; private set; }

    public readonly FrameRange this[int index] => _ranges[index];

    [UnscopedRef]
    public ReadOnlySpan<FrameRange> Free => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Ranges, FrameRange>(ref _ranges), Count);

    public readonly ulong FreeFrames
    {
        get
        {
            ulong frames = 0;
            for (int i = 0; i < Count; i++) frames += _ranges[i].Count;
            return frames;
        }
    }

    /// <summary>All memory of one kind. Frame 0 is left out, so that no physical address in use is 0.</summary>
    public static void Fill(out BootMemory memory, ref readonly MemoryMap map, MemoryKind kind = MemoryKind.Usable)
    {
        memory = default;
        for (int i = 0; i < map.Count; i++)
        {
            MemoryRange range = map[i];
            if (range.Kind != kind) continue;
            FrameRange frames = FrameRange.Within(range.Start, range.End);
            memory.Add(FrameRange.Between(frames.Start.Number == 0 ? new Frame(1) : frames.Start, frames.End));
        }
    }

    /// <summary>Adds memory that became free. It must not overlap what is free already.</summary>
    public void Add(FrameRange range)
    {
        if (range.IsEmpty) return;
        int at = Count;
        while (at > 0 && _ranges[at - 1].Start > range.Start) at--;

        if (at > 0 && _ranges[at - 1].End == range.Start)
        {
            range = FrameRange.Between(_ranges[--at].Start, range.End);
            RemoveAt(at);
        }
        if (at < Count && _ranges[at].Start == range.End)
        {
            range = FrameRange.Between(range.Start, _ranges[at].End);
            RemoveAt(at);
        }
        // A map in that many pieces loses the last of them rather than its order.
        if (Count < MostRanges) InsertAt(at, range);
    }

    public bool TryTake(out Frame frame)
    {
        bool taken = TryTakeRun(1, 1, out FrameRange frames);
        frame = frames.Start;
        return taken;
    }

    public void GiveBack(Frame frame) => Add(new FrameRange(frame, 1));

    /// <summary>Takes frames that follow each other, the first a multiple of the alignment (a power of two, in frames).</summary>
    public bool TryTakeRun(ulong count, ulong alignment, out FrameRange frames)
        => TryTakeWithin(FrameRange.Between(LowMemoryEnd, End), count, alignment, out frames)
        || TryTakeWithin(new FrameRange(default, LowMemoryEnd.Number), count, alignment, out frames);

    /// <summary>Takes frames that follow each other and lie within a window.</summary>
    public bool TryTakeWithin(FrameRange window, ulong count, ulong alignment, out FrameRange frames)
    {
        int best = -1;
        frames = default;
        for (int i = 0; i < Count; i++)
        {
            if (best >= 0 && _ranges[best].Count <= _ranges[i].Count) continue;
            if (!TryPlace(_ranges[i].Intersect(window), count, alignment, out FrameRange place)) continue;
            best = i;
            frames = place;
        }
        return best >= 0 && TryCut(best, frames);
    }

    /// <summary>The place in a range that leaves most of it aligned: at the end that is aligned less.</summary>
    private static bool TryPlace(FrameRange range, ulong count, ulong alignment, out FrameRange place)
    {
        place = default;
        if (range.Count < count) return false;
        ulong lowest = range.Start.Number + alignment - 1 & ~(alignment - 1);
        ulong highest = range.End.Number - count & ~(alignment - 1);
        if (lowest > highest) return false;
        bool isStartAlignedMore = BitOperations.TrailingZeroCount(range.Start.Number) > BitOperations.TrailingZeroCount(range.End.Number);
        place = new FrameRange(new Frame(isStartAlignedMore ? highest : lowest), count);
        return true;
    }

    /// <summary>Takes memory for a table and clears it.</summary>
    public bool TryTakeZeroed(ulong bytes, out void* memory)
    {
        memory = null;
        if (!TryTakeRun(Page.CountFor(bytes), 1, out FrameRange frames)) return false;
        memory = Clear(frames);
        return true;
    }

    /// <summary>Takes memory for a table, near the given frames if there is some, and clears it.</summary>
    public bool TryTakeZeroed(ulong bytes, FrameRange near, out void* memory)
    {
        memory = null;
        var window = FrameRange.Between(near.Start < LowMemoryEnd ? LowMemoryEnd : near.Start, near.End);
        if (!TryTakeWithin(window, Page.CountFor(bytes), 1, out FrameRange frames)) return TryTakeZeroed(bytes, out memory);
        memory = Clear(frames);
        return true;
    }

    private static void* Clear(FrameRange frames)
    {
        // SAFETY: the frames were free and are the caller's now; the direct map shows all usable memory.
        byte* memory = Machine.DirectMap(frames.Start.Start);
        for (ulong i = 0; i < frames.Count; i++) new Span<byte>(memory + i * Page.Size, (int)Page.Size).Clear();
        return memory;
    }

    private bool TryCut(int index, FrameRange taken)
    {
        FrameRange range = _ranges[index];
        FrameRange before = FrameRange.Between(range.Start, taken.Start), after = FrameRange.Between(taken.End, range.End);
        if (!before.IsEmpty && !after.IsEmpty && Count == MostRanges) return false;

        RemoveAt(index);
        if (!after.IsEmpty) InsertAt(index, after);
        if (!before.IsEmpty) InsertAt(index, before);
        return true;
    }

    private void InsertAt(int index, FrameRange range)
    {
        for (int i = Count++; i > index; i--) _ranges[i] = _ranges[i - 1];
        _ranges[index] = range;
    }

    private void RemoveAt(int index)
    {
        Count--;
        for (int i = index; i < Count; i++) _ranges[i] = _ranges[i + 1];
    }
}
