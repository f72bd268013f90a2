using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>Threads in address spaces of other cores.</summary>
public sealed class RemoteSpaceTests
{
    private const ulong At = 0x70_0000;

    /// <summary>The thread, its space and the object that it asks about are of three cores; the page is not there at first.</summary>
    [Simulated(Cores = 3, Seeds = 200)]
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
}
