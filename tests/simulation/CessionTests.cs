using Diesis.Kernel;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Simulating;

/// <summary>Chunks that cores cede to each other, under many interleavings.</summary>
public class CessionTests
{
    [Simulated(Cores = 4)]
    public void NoFrameIsLostOrOwnedTwice(Simulation world)
    {
        var claims = new ChunkClaims(world);
        var held = new List<Frame>[world.CoreCount];
        var heldLarge = new List<Frame>[world.CoreCount];
        var everHeld = new HashSet<Frame>();
        for (int core = 0; core < world.CoreCount; core++) (held[core], heldLarge[core]) = ([], []);

        world.OnEveryCore(times: 25, core =>
        {
            List<Frame> frames = held[core.Core], large = heldLarge[core.Core];
            switch (core.Below(6))
            {
                case 0 when frames.Count > 0:
                    for (int left = core.Below(frames.Count); left >= 0; left--)
                    {
                        Frame last = frames[^1];
                        frames.RemoveAt(frames.Count - 1);
                        everHeld.Remove(last);
                        core.Free(last);
                    }
                    break;
                case 1 when large.Count > 0:
                    Frame block = large[^1];
                    large.RemoveAt(large.Count - 1);
                    core.FreeLarge(block);
                    break;
                case 2 or 3:
                    if (core.TryAllocateLarge(out block)) large.Add(block);
                    break;
                default:
                    for (int left = core.Below(40); left > 0 && core.TryAllocateFrame(out Frame frame); left--)
                    {
                        if (!everHeld.Add(frame)) Assert.Fail($"{frame.Start.Value:x} is handed out twice");
                        frames.Add(frame);
                    }
                    break;
            }
        });
        world.Always(claims.Check);
        ulong total = TotalOf(world);

        world.Run();
        claims.CheckAtRest();
        ulong used = 0;
        for (int core = 0; core < world.CoreCount; core++)
            used += (ulong)held[core].Count + (ulong)heldLarge[core].Count * Block.FramesPerChunk + world.Driver(core).Frames.FreeFrames;
        Assert.Equal(total, used);
    }

    [Simulated(Cores = 4)]
    public void ACoreThatRunsOutGetsAllThatOthersCanSpare(Simulation world)
    {
        var claims = new ChunkClaims(world);
        world.Always(claims.Check);
        world.OnCore(0, times: int.MaxValue, core =>
        {
            // It sleeps only while somebody owes it an answer.
            if (core.TryAllocateLarge(out _)) return;
            if (world.Driver(0).IsAskingForMemory) core.Wait();
            else core.End();
        });

        world.Run();
        claims.CheckAtRest();
        for (int core = 1; core < world.CoreCount; core++)
        {
            Assert.Equal(0UL, SpareChunks(in world.Driver(core).Frames));
            Assert.True(world.Driver(core).Frames.FreeFrames >= CpuDriver.FewFrames);
        }
    }

    [Simulated(Cores = 3, MemoryMiB = 16)]
    public void WhenNobodyHasMemoryAllGoOnAsking(Simulation world)
    {
        var held = new List<Frame>[world.CoreCount];
        for (int core = 0; core < world.CoreCount; core++) held[core] = [];
        world.OnEveryCore(times: 12, core =>
        {
            List<Frame> large = held[core.Core];
            while (core.TryAllocateLarge(out Frame first)) large.Add(first);
            if (core.OneIn(3) && large.Count > 0)
            {
                core.FreeLarge(large[^1]);
                large.RemoveAt(large.Count - 1);
            }
        });
        var claims = new ChunkClaims(world);
        world.Always(claims.Check);

        world.Run();
        claims.CheckAtRest();
        for (int core = 0; core < world.CoreCount; core++) Assert.False(world.Driver(core).IsAskingForMemory);
    }

    /// <summary>What a core would cede if it were asked.</summary>
    private static ulong SpareChunks(in FrameAllocator frames)
    {
        if (frames.FreeFrames < CpuDriver.FewFrames) return 0;
        return Math.Min(frames.FreeChunks, (frames.FreeFrames - CpuDriver.FewFrames) / Block.FramesPerChunk);
    }

    private static ulong TotalOf(Simulation world)
    {
        ulong total = 0;
        for (int core = 0; core < world.CoreCount; core++) total += world.Cores.FramesOf(new CoreNumber(core));
        return total;
    }
}
