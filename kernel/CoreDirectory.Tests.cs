using Diesis.Boot;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Memory;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Kernel;

public unsafe class CoreDirectoryTests
{
    private const ulong MiB = 1 << 20;

    private static CoreDirectory* Build(SimulatedHardware hardware, int cores, out ulong free)
    {
        MemoryMap map = default;
        map.TryAdd(new PhysicalAddress(0), 0x9f000, MemoryKind.Usable);
        map.TryAdd(new PhysicalAddress(MiB), hardware.Memory.Bytes - MiB, MemoryKind.Usable);
        BootMemory.Fill(out BootMemory memory, in map);
        CoreDirectory* directory = CoreDirectory.TryBuild(in map, ref memory, new uint[cores], []);
        free = memory.FreeFrames;
        return directory;
    }

    [Theory]
    [InlineData(1, 16), InlineData(4, 16), InlineData(64, 512), InlineData(256, 512)]
    public void AllMemoryIsInSomeCoresShare(int cores, int mebibytes)
    {
        using var hardware = SimulatedHardware.Alone((ulong)mebibytes * MiB);
        CoreDirectory* directory = Build(hardware, cores, out ulong left);
        Assert.True(directory != null);
        Assert.Equal(0UL, left);
        ulong shared = 0;
        for (int core = 0; core < cores; core++)
        {
            CpuDriver* driver = CpuDriver.Start(directory, new CoreNumber(core));
            Assert.Equal(directory->FramesOf(new CoreNumber(core)), driver->Frames.FreeFrames);
            shared += driver->Frames.FreeFrames;
        }
        // What the cores need for themselves grows with their number; it stays small against what they have.
        ulong spent = (ulong)mebibytes * MiB / Page.Size - shared;
        // Sharing is counted by a word for each frame of a populated GiB: a MiB here.
        Assert.InRange(spent, 0UL, (ulong)(100 + 280 + cores * (20 + cores)));
    }

    [Fact]
    public void TooLittleMemoryIsSaidAndNotFatal()
    {
        using var hardware = SimulatedHardware.Alone(16 * MiB);
        Assert.True(Build(hardware, 256, out _) == null);
    }

    [DebugFact]
    public void AFrameOfAnotherCoreIsNotTakenBack()
    {
        using var hardware = SimulatedHardware.Alone(16 * MiB);
        CoreDirectory* directory = Build(hardware, 2, out _);
        CpuDriver* first = CpuDriver.Start(directory, new CoreNumber(0)), second = CpuDriver.Start(directory, new CoreNumber(1));
        Assert.True(first->Frames.TryAllocate(out Frame frame));
        Assert.True(second->Frames.TryAllocate(out _));
        Assert.ThrowsAny<Exception>(() => second->Frames.Free(frame));
    }

    [DebugFact]
    public void ADriverIsUsedByNoOtherCore()
    {
        using var hardware = SimulatedHardware.Alone(16 * MiB);
        CoreDirectory* directory = Build(hardware, 2, out _);
        SimulatedCore.Current.CoreLocal = (nuint)CpuDriver.Start(directory, new CoreNumber(0));
        CpuDriver* other = CpuDriver.Start(directory, new CoreNumber(1));
        Assert.ThrowsAny<Exception>(() => other->TryAllocateFrame(out _));
    }

    [Fact]
    public void CoresOfTheSameDomainAreAskedFirst()
    {
        using var hardware = SimulatedHardware.Alone(32 * MiB);
        MemoryMap map = default;
        map.TryAdd(new PhysicalAddress(MiB), 31 * MiB, MemoryKind.Usable);
        BootMemory.Fill(out BootMemory memory, in map);
        MemoryDomain[] domains =
        [
            new() { Domain = 0, Start = new PhysicalAddress(0), Length = 16 * MiB },
            new() { Domain = 1, Start = new PhysicalAddress(16 * MiB), Length = 16 * MiB },
        ];
        CoreDirectory* directory = CoreDirectory.TryBuild(in map, ref memory, [0, 1, 0, 1, 0], domains);
        ChunkSearch search = default;
        Assert.True(search.TryBegin(0));
        Assert.False(search.TryBegin(0));
        var asked = new List<int>();
        while (search.TryNext(new CoreNumber(2), in *directory, out CoreNumber candidate)) asked.Add(candidate.Value);
        Assert.Equal([4, 0, 3, 1], asked);
    }
}
