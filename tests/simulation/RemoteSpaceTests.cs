using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>Threads in address spaces of other cores.</summary>
public sealed class RemoteSpaceTests
{
    private const ulong At = 0x70_0000;

    /// <summary>The thread, its space and the object that it asks about are of three cores; the page is not there at first.</summary>
    [Simulated(Cores = 3, Seeds = 100)]
    public void ASystemCallReachesBuffersInASpaceOfAThirdCore(Simulation world)
    {
        bool isDone = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            var (_, asked) = await thread.CreateMemory(start.Budgets[2], 2, MemoryOptions.None);
            var (_, space) = await thread.CreateAddressSpace(start.Budget);
            var (_, buffer) = await thread.CreateMemory(start.Budget, 1, MemoryOptions.None);
            Assert.Equal(Status.Ok, await thread.Map(space, buffer, At, 0, 1, Protection.ReadWrite));
            var (_, process) = await thread.CreateProcess(start.Budgets[1], space);
            var (_, time) = await thread.CreateSchedulingContext(start.Budgets[1], start.Times[1], 10, 10_000, 10_000);
            var (_, asking) = await thread.CreateThread(start.Budgets[1], process, time);
            var (_, clone) = await thread.Clone(asked.Untyped, Rights.All, 0);
            var (status, there) = await thread.Transfer(process, clone);
            Assert.Equal(Status.Ok, status);
            Assert.Equal(Status.Ok, await thread.StartThread(asking, world.AddProgram(async asking =>
            {
                Assert.True(await asking.Write(At + 64, 77));
                Assert.Equal(Status.Ok, await asking.WriteMemory(new(there), 8, At + 64, 8));
                Assert.Equal(Status.Ok, await asking.ReadMemory(new(there), 8, At + 128, 8));
                Assert.Equal((true, 77UL), await asking.Read(At + 128));
                Assert.Equal(Status.BadAddress, await asking.ReadMemory(new(there), 8, At + 2 * MemoryLayout.PageSize, 8));
                isDone = true;
            }), 0, 0));
            while (!isDone) await RemoteProcess.Sleep(thread, alarm, 2_000);
            // Nobody else is a user of the space any more than its process.
            Assert.Equal(Status.Ok, await thread.Unmap(space, At, 1));
        });
        world.Run();
    }

    /// <summary>That other cores forget what was unmapped is no wait that anybody could cancel: until they have, the call is not over.</summary>
    [Simulated(Cores = 3, Seeds = 100)]
    public void AnUnmapThatOthersHaveToHearOfIsNotCancelled(Simulation world)
    {
        const ulong pages = 24;
        bool isTouched = false, isOver = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            var (_, space) = await thread.CreateAddressSpace(start.Budgets[1]);
            var (_, memory) = await thread.CreateMemory(start.Budgets[1], pages, MemoryOptions.None);
            Assert.Equal(Status.Ok, await thread.Map(space, memory, At, 0, pages, Protection.ReadWrite));
            var (_, process) = await thread.CreateProcess(start.Budgets[2], space);
            var (_, time) = await thread.CreateSchedulingContext(start.Budgets[2], start.Times[2], 10, 10_000, 10_000);
            var (_, toucher) = await thread.CreateThread(start.Budgets[2], process, time);
            Assert.Equal(Status.Ok, await thread.StartThread(toucher, world.AddProgram(async toucher =>
            {
                for (ulong i = 0; i < pages; i++) Assert.True(await toucher.Write(At + i * MemoryLayout.PageSize, 1));
                isTouched = true;
                while (!isOver) await toucher.Compute(100);
            }), 0, 0));
            while (!isTouched) await RemoteProcess.Sleep(thread, alarm, 1_000);

            RemoteProcess unmapper = await RemoteProcess.Make(thread, 0), canceller = await RemoteProcess.Make(thread, 0);
            Handle there = await unmapper.Give(thread, space.Untyped), victim = await canceller.Give(thread, unmapper.Thread.Untyped);
            await unmapper.Start(thread, async unmapper =>
            {
                for (ulong i = 0; i < pages; i++) Assert.Equal(Status.Ok, await unmapper.Unmap(new(there), At + i * MemoryLayout.PageSize, 1));
                isOver = true;
            });
            await canceller.Start(thread, async canceller =>
            {
                while (!isOver) _ = await canceller.CancelWait(new(victim));
            });
            while (!isOver) await RemoteProcess.Sleep(thread, alarm, 2_000);
        });
        world.Run();
    }
}
