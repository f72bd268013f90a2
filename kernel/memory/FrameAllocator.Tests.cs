using Diesis.Boot;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Kernel.Memory;

public unsafe class FrameAllocatorTests
{
    /// <summary>A machine of one core whose memory has so many bytes, and its allocator.</summary>
    private sealed class Rig : IDisposable
    {
        private readonly SimulatedHardware _hardware;

        public FrameAllocator Frames;

        public Rig(params (ulong Start, ulong End)[] ranges)
        {
            _hardware = SimulatedHardware.Alone(ranges[^1].End);
            MemoryMap map = default;
            foreach (var (start, end) in ranges) Assert.True(map.TryAdd(new PhysicalAddress(start), end - start, MemoryKind.Usable));
            BootMemory.Fill(out BootMemory memory, in map);
            Assert.True(ChunkDirectory.TryBuild(in map, [], ref memory, out ChunkDirectory directory));
            Assert.True(memory.TryTakeZeroed(64 + FrameAllocator.BookkeepingBytes(in directory), out void* bookkeeping));
            Frames = new FrameAllocator(CoreNumber.Boot, in directory, (ulong*)bookkeeping, (byte*)bookkeeping + 64);
            foreach (FrameRange range in memory.Free) Frames.Adopt(range);
            Initially = Frames.FreeFrames;
            Assert.Equal(memory.FreeFrames, Initially);
        }

        public ulong Initially { get; }

        public byte* At(Frame frame) => _hardware.Memory.At(frame.Start);

        public void Dispose() => _hardware.Dispose();
    }

    private const ulong MiB = 1 << 20, GiB = 1 << 30;

    [Fact]
    public void AFrameThatIsFreedIsHandedOutAgain()
    {
        using var rig = new Rig((0, 16 * MiB));
        Assert.True(rig.Frames.TryAllocate(out Frame first));
        Assert.Equal(rig.Initially - 1, rig.Frames.FreeFrames);
        rig.Frames.Free(first);
        Assert.True(rig.Frames.TryAllocate(out Frame again));
        Assert.Equal(first, again);
    }

    [Fact]
    public void EveryFrameIsHandedOutOnce()
    {
        using var rig = new Rig((0, 9 * MiB + 0x5000), (12 * MiB, 13 * MiB), (15 * MiB - 0x3000, 20 * MiB));
        var seen = new HashSet<ulong>();
        while (rig.Frames.TryAllocate(out Frame frame)) Assert.True(seen.Add(frame.Number));
        Assert.Equal(rig.Initially, (ulong)seen.Count);
        Assert.DoesNotContain(0UL, seen);
        Assert.Equal(0UL, rig.Frames.FreeFrames);

        foreach (ulong frame in seen) rig.Frames.Free(new Frame(frame));
        Assert.Equal(rig.Initially, rig.Frames.FreeFrames);
    }

    [Fact]
    public void FramesOfAChunkThatAreAllFreeBecomeALargeBlock()
    {
        using var rig = new Rig((4 * MiB, 6 * MiB), (8 * MiB, 8 * MiB + 0x10000));
        Assert.Equal(1UL, rig.Frames.FreeChunks);
        var frames = new List<Frame>();
        while (rig.Frames.TryAllocate(out Frame frame)) frames.Add(frame);
        Assert.False(rig.Frames.TryAllocateLarge(out _));
        foreach (Frame frame in frames) rig.Frames.Free(frame);
        Assert.True(rig.Frames.TryAllocateLarge(out Frame large));
        Assert.Equal(4 * MiB, large.Start.Value);
    }

    [Fact]
    public void AHugeBlockIsWholeAgainWhenItsPartsAreFree()
    {
        using var rig = new Rig((4 * MiB, 16 * MiB + 0x10_0000), (GiB, 3 * GiB));
        Assert.True(rig.Frames.TryAllocateHuge(out Frame first));
        Assert.True(rig.Frames.TryAllocateHuge(out Frame second));
        Assert.False(rig.Frames.TryAllocateHuge(out _));
        Assert.True(first.Start.IsAlignedTo(GiB) && second.Start.IsAlignedTo(GiB) && first != second);
        rig.Frames.FreeHuge(second);

        var large = new List<Frame>();
        while (large.Count < 10 && rig.Frames.TryAllocateLarge(out Frame part)) large.Add(part);
        Assert.False(rig.Frames.TryAllocateHuge(out _));
        foreach (Frame part in large) rig.Frames.FreeLarge(part);
        Assert.True(rig.Frames.TryAllocateHuge(out Frame again));
        Assert.Equal(second, again);
    }

    [Fact]
    public void AHugeBlockThatIsSplitGoesBackInParts()
    {
        using var rig = new Rig((4 * MiB, 16 * MiB), (GiB, 2 * GiB));
        ulong chunks = rig.Frames.FreeChunks;
        Assert.True(rig.Frames.TryAllocateHuge(out Frame first));
        rig.Frames.SplitHuge(first);
        Assert.False(rig.Frames.IsFree(first + 5));
        for (ulong part = 0; part < Block.FramesPerHuge; part += Block.FramesPerChunk)
        {
            Assert.False(rig.Frames.TryAllocateHuge(out _));
            rig.Frames.FreeLarge(first + part);
        }
        Assert.Equal((rig.Initially, chunks), (rig.Frames.FreeFrames, rig.Frames.FreeChunks));
        Assert.True(rig.Frames.TryAllocateHuge(out Frame again));
        Assert.Equal(first, again);
    }

    [Fact]
    public void ALargeBlockDoesNotBreakAHugeOneWhenItNeedNot()
    {
        using var rig = new Rig((4 * MiB, 6 * MiB), (16 * MiB, 18 * MiB), (20 * MiB, 22 * MiB), (GiB, 2 * GiB));
        Assert.True(rig.Frames.TryAllocateLarge(out _));
        Assert.True(rig.Frames.TryAllocateHuge(out _));
    }

    [Theory]
    [InlineData(1UL, 1UL), InlineData(5UL, 4UL), InlineData(512UL, 1UL), InlineData(513UL, 1UL), InlineData(1024UL, 1024UL),
     InlineData(1UL, 1024UL), InlineData(3000UL, 2048UL)]
    public void ARunIsAlignedAndGoesBackAsAWhole(ulong count, ulong alignment)
    {
        using var rig = new Rig((0x3000, 64 * MiB));
        ulong chunks = rig.Frames.FreeChunks;
        Assert.True(rig.Frames.TryAllocateRun(count, alignment, out FrameRange run));
        Assert.Equal(count, run.Count);
        Assert.Equal(0UL, run.Start.Number % alignment);
        Assert.Equal(rig.Initially - count, rig.Frames.FreeFrames);
        rig.Frames.FreeRun(run);
        Assert.Equal(rig.Initially, rig.Frames.FreeFrames);
        Assert.Equal(chunks, rig.Frames.FreeChunks);
    }

    [Fact]
    public void RandomHistoriesAgreeWithASetOfFrames()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            using var rig = new Rig((0x5000, 0x9f000), (0x10_0000, 24 * MiB - 0x7000), (27 * MiB, 40 * MiB));
            new RandomHistory(rig, seed).Run(600);
        }
    }

    /// <summary>Allocates and frees at random, and keeps book of what is out.</summary>
    private sealed class RandomHistory(Rig rig, ulong seed)
    {
        private enum Form { Frame, Large, Run }

        private readonly List<(Form Form, FrameRange Frames)> _out = [];
        private readonly HashSet<ulong> _taken = [];
        private SeededRandom _random = new(seed);

        public void Run(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                if (_random.Below(5) < 3) Allocate();
                else Free();
                Assert.Equal(rig.Initially - (ulong)_taken.Count, rig.Frames.FreeFrames);
            }
            while (_out.Count > 0) Free();
            Assert.Equal(rig.Initially, rig.Frames.FreeFrames);
        }

        private void Allocate()
        {
            FrameRange frames;
            switch ((Form)_random.Below(3))
            {
                case Form.Frame:
                    for (int left = _random.Below(300); left > 0 && rig.Frames.TryAllocate(out Frame frame); left--)
                        Take(Form.Frame, new FrameRange(frame, 1));
                    break;
                case Form.Large:
                    if (rig.Frames.TryAllocateLarge(out Frame first)) Take(Form.Large, new FrameRange(first, Block.FramesPerChunk));
                    break;
                case Form.Run:
                    ulong count = 1 + (ulong)_random.Below(_random.OneIn(2) ? 20 : 2000);
                    if (rig.Frames.TryAllocateRun(count, 1UL << _random.Below(6), out frames)) Take(Form.Run, frames);
                    break;
            }
        }

        private void Take(Form form, FrameRange frames)
        {
            for (ulong i = 0; i < frames.Count; i++)
            {
                if (!_taken.Add(frames.Start.Number + i) || rig.Frames.IsFree(frames.Start + i)) Assert.Fail("handed out twice");
            }
            // The poison check of debug builds must not mistake use before the free for use after it.
            rig.At(frames.Start)[8] = 1;
            _out.Add((form, frames));
        }

        private void Free()
        {
            if (_out.Count == 0) return;
            int at = _random.Below(_out.Count);
            var (form, frames) = _out[at];
            _out[at] = _out[^1];
            _out.RemoveAt(_out.Count - 1);
            for (ulong i = 0; i < frames.Count; i++) _taken.Remove(frames.Start.Number + i);
            switch (form)
            {
                case Form.Frame: rig.Frames.Free(frames.Start); break;
                case Form.Large: rig.Frames.FreeLarge(frames.Start); break;
                default: rig.Frames.FreeRun(frames); break;
            }
        }
    }

    [DebugFact]
    public void FreeingAFrameTwiceIsNoticed()
    {
        using var rig = new Rig((0, 16 * MiB));
        Assert.True(rig.Frames.TryAllocate(out Frame frame));
        rig.Frames.Free(frame);
        Assert.ThrowsAny<Exception>(() => rig.Frames.Free(frame));
    }

    [DebugFact]
    public void FreeingWhatIsNoMemoryIsNoticed()
    {
        using var rig = new Rig((0, 16 * MiB));
        Assert.ThrowsAny<Exception>(() => rig.Frames.Free(new Frame(1 << 20)));
    }

    [DebugFact]
    public void FreeingAPartOfALargeBlockIsNoticed()
    {
        using var rig = new Rig((0, 16 * MiB));
        Assert.True(rig.Frames.TryAllocateLarge(out Frame first));
        Assert.ThrowsAny<Exception>(() => rig.Frames.Free(first + 1));
    }

    [DebugFact]
    public void WritingToAFrameAfterItWasFreedIsNoticed()
    {
        using var rig = new Rig((0, 16 * MiB));
        Assert.True(rig.Frames.TryAllocate(out Frame frame));
        rig.Frames.Free(frame);
        rig.At(frame)[100] ^= 1;
        Assert.ThrowsAny<Exception>(() => rig.Frames.TryAllocate(out _));
    }
}
