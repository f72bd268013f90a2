using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>
/// What takes many steps with a memory's mappings, while these change in between. That page tables show no more than memory has is looked at
/// after every entry.
/// </summary>
public sealed class MemoryRegressionTests
{
    private const ulong At = 0x30_0000_0000, PagesPerTable = 512;

    /// <summary>More tables of 512 pages than an entry takes apart.</summary>
    private const ulong Tables = 150;

    [Simulated(Cores = 1, Seeds = 20)]
    public void MemoryEndsWholeWhenAPartOfItIsUnmappedMeanwhile(Simulation world) => WhileItEnds(world, async thread =>
    {
        for (ulong table = 0; table < 20; table++)
            Assert.Equal(Status.Ok, await thread.Unmap(thread.Start.Space, At + table * PagesPerTable * MemoryLayout.PageSize, PagesPerTable));
    });

    [Simulated(Cores = 1, Seeds = 20)]
    public void MemoryEndsWholeWhenItIsUnmappedMeanwhile(Simulation world)
        => WhileItEnds(world, async thread => Assert.Equal(Status.Ok, await thread.Unmap(thread.Start.Space, At, Tables * PagesPerTable)));

    [Simulated(Cores = 1, Seeds = 20)]
    public void PagesOfMemoryThatEndsDoNotComeBack(Simulation world) => WhileItEnds(world, async thread =>
    {
        StartBlock start = thread.Start;
        var (_, endpoint) = await thread.CreateEndpoint(start.Budget);
        var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
        var (_, toucher) = await thread.CreateThread(start.Budget, start.Process, time);
        Assert.Equal(Status.Ok, await thread.SetFaultHandler(toucher, endpoint));
        bool isDone = true;
        Assert.Equal(Status.Ok, await thread.StartThread(toucher, world.AddProgram(async other => isDone = await other.Write(At, 1)), 0, 0));
        Message fault = default;
        Assert.True(fault.TrySetDeadline(world.Hardware.Now + 50_000));
        (Status status, fault) = await thread.Receive(endpoint, fault);
        Assert.Equal(Status.Ok, status);
        _ = await thread.Reply(default, new Message { Label = (ulong)FaultVerdict.Skip, Word0 = fault.Word0 + 1 });
        var (_, alarm) = await thread.CreateNotification(start.Budget);
        _ = await thread.Wait(alarm, world.Hardware.Now + 10_000);
        Assert.False(isDone);
    });

    /// <summary>Of a mapping that is protected in many steps, both parts are what they say after each; and when nobody goes on with it.</summary>
    [Simulated(Cores = 1, Seeds = 20)]
    public void WhatALongProtectHasNotComeToIsAsItWas(Simulation world)
    {
        world.Boot(0, async thread =>
        {
            StartBlock start = thread.Start;
            _ = await MapTouched(thread, start.Budget);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            int cutShort = 0;
            for (ulong ns = 10; ns < 200; ns += 10)
            {
                var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
                var (_, protector) = await thread.CreateThread(start.Budget, start.Process, time);
                bool hasBegun = false, isThrough = false;
                Assert.Equal(Status.Ok, await thread.StartThread(protector, world.AddProgram(async other =>
                {
                    hasBegun = true;
                    _ = await other.Protect(start.Space, At, Tables * PagesPerTable, Protection.Read);
                    isThrough = true;
                }), 0, 0));
                _ = await thread.Wait(alarm, world.Hardware.Now + ns);
                Assert.Equal(Status.Ok, await thread.EndThread(protector, 0));
                if (hasBegun && !isThrough) cutShort++;
                Assert.Equal(Status.Ok, await thread.Protect(start.Space, At, Tables * PagesPerTable, Protection.ReadWrite));
                Assert.True(await thread.Write(At + (Tables - 1) * PagesPerTable * MemoryLayout.PageSize, ns));
            }
            Assert.NotEqual(0, cutShort);
        });
        world.Run();
    }

    /// <summary>The pages of a mapping that shrinks while a copy is made stay those that the copy has.</summary>
    [Simulated(Cores = 1, Seeds = 20)]
    public void ACopyIsWholeWhenAPartIsUnmappedMeanwhile(Simulation world)
    {
        world.Boot(0, async thread =>
        {
            StartBlock start = thread.Start;
            Handle<MemoryObject> memory = await MapTouched(thread, start.Budget);
            var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
            var (_, copier) = await thread.CreateThread(start.Budget, start.Process, time);
            Status status = Status.Cancelled;
            Assert.Equal(Status.Ok, await thread.StartThread(copier, world.AddProgram(async other
                => (status, _) = await other.CreateCopy(start.Budget, memory)), 0, 0));
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            for (ulong table = 0; table < 60; table++)
            {
                // The copier goes on when this one waits.
                _ = await thread.Wait(alarm, world.Hardware.Now + 200);
                Assert.Equal(Status.Ok, await thread.Unmap(start.Space, At + table * PagesPerTable * MemoryLayout.PageSize, PagesPerTable));
            }
            _ = await thread.Wait(alarm, world.Hardware.Now + 100_000);
            Assert.Equal(Status.Ok, status);
        });
        world.Run();
    }

    /// <summary>Has memory end whose mapping stays, since another budget pays for that, and does something before it is through.</summary>
    private static void WhileItEnds(Simulation world, UserProgram meanwhile)
    {
        world.Boot(0, async thread =>
        {
            var (_, budget) = await thread.CreateBudget(thread.Start.Budget, 4 * Tables * MemoryLayout.PageSize);
            _ = await MapTouched(thread, budget);
            Assert.Equal(Status.Ok, await thread.EndBudget(budget));
            await meanwhile(thread);
        });
        world.Run();
    }

    /// <summary>Memory with a page in each of its tables, all of which are mapped.</summary>
    private static async Task<Handle<MemoryObject>> MapTouched(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        var (_, memory) = await thread.CreateMemory(budget, Tables * PagesPerTable, MemoryOptions.None);
        Assert.Equal(Status.Ok, await thread.Map(thread.Start.Space, memory, At, 0, Tables * PagesPerTable, Protection.ReadWrite));
        for (ulong table = 0; table < Tables; table++) Assert.True(await thread.Write(At + table * PagesPerTable * MemoryLayout.PageSize, table));
        return memory;
    }
}
