using Diesis.Boot;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Kernel.Memory;

public class BootMemoryTests
{
    private const ulong MiB = 1 << 20, GiB = 1 << 30;

    private static BootMemory Of(params (ulong Start, ulong End)[] ranges)
    {
        MemoryMap map = default;
        foreach (var (start, end) in ranges) Assert.True(map.TryAdd(new PhysicalAddress(start), end - start, MemoryKind.Usable));
        BootMemory.Fill(out BootMemory memory, in map);
        return memory;
    }

    [Fact]
    public void OnlyWholePagesOfTheKindAreTakenIn()
    {
        MemoryMap map = default;
        Assert.True(map.TryAdd(new PhysicalAddress(0x20_0800), 0x2800, MemoryKind.Usable));
        Assert.True(map.TryAdd(new PhysicalAddress(0x40_0000), 0x1000, MemoryKind.Reserved));
        Assert.True(map.TryAdd(new PhysicalAddress(0x50_0001), 0x0fff, MemoryKind.Usable));
        BootMemory.Fill(out BootMemory memory, in map);
        Assert.Equal(1, memory.Count);
        Assert.Equal(new FrameRange(new Frame(0x201), 2), memory[0]);
    }

    [Fact]
    public void FrameZeroIsNeverFree() => Assert.Equal(new FrameRange(new Frame(1), 255), Of((0, MiB))[0]);

    [Fact]
    public void LowMemoryIsTakenLast()
    {
        BootMemory memory = Of((0, 0x9f000), (MiB, MiB + 0x2000));
        Assert.True(memory.TryTake(out Frame first));
        Assert.True(memory.TryTake(out Frame second));
        Assert.True(memory.TryTake(out Frame third));
        Assert.True(first.Start.Value >= MiB && second.Start.Value >= MiB && third.Start.Value < MiB);
    }

    [Fact]
    public void TakingBookkeepingLeavesLargeMemoryAligned()
    {
        BootMemory memory = Of((GiB, 3 * GiB + 0x5000));
        for (int i = 0; i < 5; i++) Assert.True(memory.TryTake(out _));
        Assert.Equal(FrameRange.Within(new PhysicalAddress(GiB), new PhysicalAddress(3 * GiB)), memory[0]);
    }

    [Fact]
    public void AWindowAndAnAlignmentAreKept()
    {
        BootMemory memory = Of((0x1000, 64 * MiB));
        var window = FrameRange.Within(new PhysicalAddress(10 * MiB), new PhysicalAddress(13 * MiB));
        Assert.True(memory.TryTakeWithin(window, 512, 512, out FrameRange frames));
        Assert.Equal(10 * MiB, frames.Start.Start.Value);
        Assert.False(memory.TryTakeWithin(window, 512, 512, out _));
    }

    [Fact]
    public void RandomTakingAndGivingBackLosesNothing()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var random = new SeededRandom(seed);
            BootMemory memory = Of((0x3000, 0x9f000), (MiB, 5 * MiB), (6 * MiB, 6 * MiB + 0x3000));
            ulong all = memory.FreeFrames;
            var taken = new List<FrameRange>();
            for (int step = 0; step < 200; step++)
            {
                if (random.OneIn(3) && taken.Count > 0)
                {
                    memory.Add(taken[^1]);
                    taken.RemoveAt(taken.Count - 1);
                }
                else if (memory.TryTakeRun(1 + (ulong)random.Below(9), 1UL << random.Below(4), out FrameRange frames))
                {
                    Assert.DoesNotContain(taken, other => !other.Intersect(frames).IsEmpty);
                    taken.Add(frames);
                }
                Assert.Equal(all, memory.FreeFrames + taken.Aggregate(0UL, (sum, frames) => sum + frames.Count));
            }
        }
    }
}
