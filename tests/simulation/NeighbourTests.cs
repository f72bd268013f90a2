using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Kernel;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>
/// What is seen of pages around one that is touched. That it is never more than memory and mappings allow is looked at after every entry.
/// </summary>
public sealed class NeighbourTests
{
    private const ulong At = 0x30_0000_0000, Elsewhere = 0x40_0000_0000, PageSize = MemoryLayout.PageSize;

    [Simulated(Cores = 1, Seeds = 1)]
    public void PagesThatAreThereAreShownWithOneOfTheirWindow(Simulation world) => Run(world, async thread =>
    {
        _ = await MapCommitted(thread, 64);
        Assert.True((await thread.Read(At + 20 * PageSize)).Done);
        for (ulong page = 0; page < 64; page++) Assert.Equal(page is >= 16 and < 32, IsShown(world, At + page * PageSize, out _));
    });

    [Simulated(Cores = 1, Seeds = 1)]
    public void APageThatIsMissingStaysMissing(Simulation world) => Run(world, async thread =>
    {
        var (_, memory) = await thread.CreateMemory(thread.Start.Budget, 16, MemoryOptions.None);
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, At, 0, 16, Protection.ReadWrite));
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, Elsewhere, 0, 16, Protection.ReadWrite));
        Assert.True(await thread.Write(At + 3 * PageSize, 1));
        Assert.True(await thread.Write(At + 5 * PageSize, 1));
        Assert.True((await thread.Read(Elsewhere + 3 * PageSize)).Done);
        for (ulong page = 0; page < 16; page++) Assert.Equal(page is 3 or 5, IsShown(world, Elsewhere + page * PageSize, out _));
    });

    /// <summary>Who is the first to touch a page mostly goes on to others that nobody has touched.</summary>
    [Simulated(Cores = 1, Seeds = 1)]
    public void APageThatIsMadeIsShownAlone(Simulation world) => Run(world, async thread =>
    {
        Handle<MemoryObject> memory = await MapCommitted(thread, 8);
        Assert.Equal(Status.Ok, await thread.Resize(memory, 16));
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, Elsewhere, 0, 16, Protection.ReadWrite));
        Assert.True(await thread.Write(Elsewhere + 9 * PageSize, 1));
        Assert.False(IsShown(world, Elsewhere, out _));
    });

    [Simulated(Cores = 1, Seeds = 1)]
    public void NothingIsShownBesideTheMapping(Simulation world) => Run(world, async thread =>
    {
        var (_, memory) = await thread.CreateMemory(thread.Start.Budget, 64, MemoryOptions.Committed);
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, At + 4 * PageSize, 20, 5, Protection.Read));
        Assert.True((await thread.Read(At + 6 * PageSize)).Done);
        for (ulong page = 0; page < 16; page++)
        {
            Assert.Equal(page is >= 4 and < 9, IsShown(world, At + page * PageSize, out Protection protection));
            Assert.Equal(Protection.Read, protection);
        }
    });

    [Simulated(Cores = 1, Seeds = 1)]
    public void AWindowEndsWithItsPageTable(Simulation world) => Run(world, async thread =>
    {
        const ulong at = At + 508 * PageSize;
        var (_, memory) = await thread.CreateMemory(thread.Start.Budget, 16, MemoryOptions.Committed);
        _ = await MapCommitted(thread, 1);
        Assert.True((await thread.Read(At)).Done);
        // A page that lies behind the table: nothing is to be written there.
        var (_, behind) = await thread.CreateMemory(thread.Start.Budget, 1, MemoryOptions.Committed);
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, behind, Elsewhere, 0, 1, Protection.Read));
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, at, 0, 16, Protection.ReadWrite));
        Assert.True((await thread.Read(at + 2 * PageSize)).Done);
        for (ulong page = 0; page < 16; page++) Assert.Equal(page < 4, IsShown(world, at + page * PageSize, out _));
        for (ulong word = 0; word < 12; word++) Assert.Equal(0UL, (await thread.Read(Elsewhere + word * sizeof(ulong))).Value);
        Assert.True((await thread.Read(at + 9 * PageSize)).Done);
        for (ulong page = 0; page < 16; page++) Assert.True(IsShown(world, at + page * PageSize, out _));
    });

    /// <summary>The window has pages of two nodes of the memory's tree.</summary>
    [Simulated(Cores = 1, Seeds = 1)]
    public void AWindowEndsWithItsNode(Simulation world) => Run(world, async thread =>
    {
        var (_, memory) = await thread.CreateMemory(thread.Start.Budget, 600, MemoryOptions.Committed);
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, At, 504, 16, Protection.ReadWrite));
        // The first page lies behind the first node: what is in it is not to be taken for entries.
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, Elsewhere, 0, 1, Protection.ReadWrite));
        for (ulong word = 0; word < 8; word++) Assert.True(await thread.Write(Elsewhere + word * sizeof(ulong), PageSize | 1));
        Assert.True((await thread.Read(At)).Done);
        for (ulong page = 0; page < 16; page++) Assert.Equal(page < 8, IsShown(world, At + page * PageSize, out _));
        Assert.True((await thread.Read(At + 15 * PageSize)).Done);
        Assert.True(IsShown(world, At + 8 * PageSize, out _));
    });

    [Simulated(Cores = 1, Seeds = 1)]
    public void NoNeighbourThatACopyHasIsShownToBeWritten(Simulation world) => Run(world, async thread =>
    {
        Handle<MemoryObject> memory = await MapCommitted(thread, 16);
        var (status, _) = await thread.CreateCopy(thread.Start.Budget, memory);
        Assert.Equal(Status.Ok, status);
        Assert.True(await thread.Write(At, 1));
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, Elsewhere, 0, 16, Protection.ReadWrite));

        // Its own, with neighbours that are not.
        Assert.True(await thread.Write(Elsewhere, 2));
        for (ulong page = 1; page < 16; page++) Assert.False(IsShown(world, Elsewhere + page * PageSize, out _));
        Assert.True((await thread.Read(Elsewhere + 5 * PageSize)).Done);
        for (ulong page = 1; page < 16; page++)
        {
            Assert.True(IsShown(world, Elsewhere + page * PageSize, out Protection protection));
            Assert.Equal(Protection.Read, protection);
        }
        Assert.True(await thread.Write(Elsewhere + 6 * PageSize, 3));
    });

    [Simulated(Cores = 1, Seeds = 1)]
    public void FramesInARowAreShownTogether(Simulation world) => Run(world, async thread =>
    {
        var (_, memory) = await thread.CreateMemory(thread.Start.Budget, 24, MemoryOptions.Contiguous);
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, At, 0, 24, Protection.ReadWrite));
        Assert.True(await thread.Write(At + 17 * PageSize, 1));
        for (ulong page = 0; page < 24; page++) Assert.Equal(page >= 16, IsShown(world, At + page * PageSize, out _));
    });

    private static async Task<Handle<MemoryObject>> MapCommitted(SimulatedThread thread, ulong pages)
    {
        var (_, memory) = await thread.CreateMemory(thread.Start.Budget, pages, MemoryOptions.Committed);
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, At, 0, pages, Protection.ReadWrite));
        return memory;
    }

    private static void Run(Simulation world, UserProgram program)
    {
        world.Boot(0, program);
        world.Run();
    }

    /// <summary>Do the page tables show something at an address?</summary>
    private static unsafe bool IsShown(Simulation world, ulong address, out Protection protection)
    {
        PhysicalAddress root = CpuDriver.Current.CurrentThread->Space->Root;
        bool isShown = SimulatedUserMemory.TryWalk(world.Hardware.Memory, root, address, out SimulatedTranslation translation);
        protection = isShown ? translation.Attributes.Protection : Protection.Read;
        return isShown;
    }
}
