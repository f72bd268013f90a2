using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Kernel.Capabilities;

namespace Diesis.Simulating;

/// <summary>What random histories have found wrong in the kernel between cores, as small as it can be told.</summary>
public sealed class RemoteRegressionTests
{
    private const int There = 1;

    [Simulated(Cores = 2, Seeds = 100)]
    public void AThreadThatRunsIsNotQueuedByWhatAnotherCoreDoesToIt(Simulation world)
    {
        bool goesOn = true;
        // That nobody runs who is queued is looked at after every entry.
        world.BootAll(async thread =>
        {
            RemoteProcess other = await RemoteProcess.Make(thread, There);
            await other.Start(thread, async busy =>
            {
                while (goesOn) await busy.Compute(200);
            });
            for (int i = 0; i < 20; i++) Assert.Equal(Status.Ok, await thread.Resume(other.Thread));
            goesOn = false;
        });
        world.Run();
    }

    /// <summary>A call that takes many steps on another core goes on there when nobody of higher priority computes, and then it does.</summary>
    [Simulated(Cores = 2, Seeds = 20)]
    public void ALongCallDoesNotKeepWhoIsMoreImportantFromComputing(Simulation world)
    {
        const ulong pages = 640, ns = 50_000;
        bool isComputing = false, hasComputed = false, isMade = false, hadToWait = false;
        world.BootAll(async thread =>
        {
            if (thread.Core != 0) return;
            StartBlock start = thread.Start;
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            RemoteProcess busy = await RemoteProcess.Make(thread, There);
            await busy.Start(thread, async other =>
            {
                isComputing = true;
                _ = await other.Compute(ns);
                hasComputed = true;
            });
            while (!isComputing) await RemoteProcess.Sleep(thread, alarm, 100);
            var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 5, 10_000, 10_000);
            var (_, caller) = await thread.CreateThread(start.Budget, start.Process, time);
            Assert.Equal(Status.Ok, await thread.StartThread(caller, world.AddProgram(async other =>
            {
                Assert.Equal(Status.Ok, (await other.CreateMemory(start.Budgets[There], pages, MemoryOptions.Committed)).Item1);
                hadToWait = hasComputed;
                isMade = true;
            }), 0, 0));
            while (!isMade) await RemoteProcess.Sleep(thread, alarm, 10_000);
            Assert.True(hadToWait);
        });
        world.Run();
    }

    /// <summary>The end of a process waits for its calls on other cores, and these for nobody then.</summary>
    [Simulated(Cores = 2, Seeds = 20)]
    public void AProcessEndsInALongCallWhereSomebodyComputesForEver(Simulation world)
    {
        const ulong pages = 640;
        bool isOver = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            RemoteProcess busy = await RemoteProcess.Make(thread, There);
            // Nothing interrupts it.
            var (_, time) = await thread.CreateSchedulingContext(busy.Budget, start.Times[There], 20, 1_000_000_000, 1_000_000_000);
            Assert.Equal(Status.Ok, await thread.BindSchedulingContext(busy.Thread, time));
            await busy.Start(thread, async other =>
            {
                while (!isOver) _ = await other.Compute(100);
            });
            RemoteProcess process = await RemoteProcess.Make(thread, 0);
            Handle budget = await process.Give(thread, start.Budgets[There].Untyped);
            bool isMade = false;
            await process.Start(thread, async other =>
            {
                _ = await other.CreateMemory(new(budget), pages, MemoryOptions.Committed);
                isMade = true;
            });
            var (_, end) = await thread.CreateNotification(start.Budget);
            Assert.Equal(Status.Ok, await thread.NotifyOfEnd(process.Process.Untyped, end, 1));
            await RemoteProcess.Sleep(thread, end, 3_000);
            Assert.Equal(Status.Ok, await thread.EndThread(process.Thread, 0));
            Assert.Equal(Status.Ok, (await thread.Wait(end, world.Hardware.Now + 1_000_000)).Item1);
            Assert.False(isMade);
            isOver = true;
        });
        world.Run();
    }

    /// <summary>It has no time of its own, and runs on that of who called it; who gives up waiting calls again, and is another caller then.</summary>
    [Simulated(Cores = 2, Seeds = 100)]
    public void AServerWithoutTimeGoesOnWhenACallerOfAnotherCoreIsCancelled(Simulation world)
    {
        bool isAnother = false, goesOn = false;
        world.BootAll(async thread =>
        {
            RemoteProcess other = await RemoteProcess.Make(thread, There);
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[There]);
            var (_, notification) = await thread.CreateNotification(start.Budgets[There]);
            Handle there = await other.Give(thread, endpoint.Untyped);
            await other.Start(thread, async server =>
            {
                var endpoint = new Handle<Endpoint>(there);
                _ = await server.Receive(endpoint, default);
                while (!isAnother) await server.Compute(200);
                goesOn = true;
                _ = await server.Receive(endpoint, default);
            });
            await RemoteProcess.Sleep(thread, notification, 5_000);
            Assert.Equal(Status.Ok, await thread.BindSchedulingContext(other.Thread, default));
            Message message = default;
            Assert.True(message.TrySetDeadline(thread.World.Hardware.Now + 8_000));
            Assert.Equal(Status.TimedOut, (await thread.Call(endpoint, message)).Item1);
            await RemoteProcess.Sleep(thread, notification, 5_000);
            isAnother = true;
            await RemoteProcess.Sleep(thread, notification, 50_000);
            Assert.True(goesOn);
        });
        world.Run();
    }

    /// <summary>Room for what a call to another core gives is kept until it comes, whatever else the process makes meanwhile.</summary>
    [Simulated(Cores = 2, Seeds = 20)]
    public void AnAnswerFromAnotherCoreFindsRoomForItsHandles(Simulation world)
    {
        bool isCalled = false, isFull = false, isAnswered = false;
        world.BootAll(async thread =>
        {
            RemoteProcess other = await RemoteProcess.Make(thread, There);
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[There]);
            // What is made on another core makes room, too.
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            Handle there = await other.Give(thread, endpoint.Untyped);
            await other.Start(thread, async server =>
            {
                var endpoint = new Handle<Endpoint>(there);
                _ = await server.Receive(endpoint, default);
                isCalled = true;
                while (!isFull) await server.Compute(200);
                Message answer = default;
                Assert.True(answer.TryAdd(there, HandlePassing.Clone));
                _ = await server.Reply(default, answer);
            });
            var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
            var (_, client) = await thread.CreateThread(start.Budget, start.Process, time);
            Assert.Equal(Status.Ok, await thread.StartThread(client, world.AddProgram(async client =>
            {
                Message message = default;
                message.Info = message.Info.Accepting();
                (Status status, message) = await client.Call(endpoint, message);
                Assert.Equal((Status.Ok, 1), (status, message.Info.ReceivedHandles));
                isAnswered = true;
            }), 0, 0));
            while (!isCalled) await RemoteProcess.Sleep(thread, alarm, 1000);
            // The last place of the table's first page.
            for (ulong index = 0; index != HandleTable.EntriesPerPage - 1;)
            {
                var (_, weak) = await thread.Weaken(alarm.Untyped, Rights.None);
                index = weak.Value & Handle.IndexMask;
            }
            isFull = true;
            await RemoteProcess.Sleep(thread, alarm, 50_000);
            Assert.True(isAnswered);
        });
        world.Run();
    }

    /// <summary>What it had here is given back, whatever becomes of it there.</summary>
    [Simulated(Cores = 2, Seeds = 100)]
    public void AThreadThatIsEndedWhileItIsTakenOverLeavesNothingBehind(Simulation world)
    {
        world.BootAll(async thread =>
        {
            RemoteProcess other = await RemoteProcess.Make(thread, There);
            StartBlock start = thread.Start;
            var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
            var (_, mover) = await thread.CreateThread(start.Budget, start.Process, time);
            var (_, moved) = await thread.CreateThread(start.Budget, start.Process, default);
            var (_, ended) = await thread.CreateNotification(start.Budget);
            bool isMoved = false;
            Assert.Equal(Status.Ok, await thread.StartThread(mover, world.AddProgram(async mover =>
            {
                (Status status, Handle<Abi.Objects.Thread> there) = await mover.MigrateThread(other.Budget, moved, other.Process, default);
                if (status == Status.Ok) _ = await mover.Release(there);
                isMoved = true;
            }), 0, 0));
            // It begins when this one waits.
            await RemoteProcess.Sleep(thread, ended, (ulong)(world.Hardware.Seed % 40) * 100 + 100);
            _ = await thread.EndThread(moved, 1);
            await RemoteProcess.Sleep(thread, ended, 100_000);
            Assert.True(isMoved);
        });
        world.Run();
    }

    /// <summary>It is held there while its registers are copied; what is left of it goes, and exactly one of the two goes on.</summary>
    [Simulated(Cores = 3, Seeds = 200)]
    public void AThreadThatIsEndedWhileItMigratesLeavesNothing(Simulation world)
    {
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            RemoteProcess from = await RemoteProcess.Make(thread, There), to = await RemoteProcess.Make(thread, 2), ender = await RemoteProcess.Make(thread, 0);
            var (_, ended) = await thread.CreateNotification(start.Budgets[There]);
            Assert.Equal(Status.Ok, await thread.NotifyOfEnd(from.Process.Untyped, ended, 1));
            await from.Start(thread, static async program =>
            {
                while (true) await program.Compute(1_000);
            });
            Assert.Equal(Status.Ok, await thread.Suspend(from.Thread));
            Handle victim = await ender.Give(thread, from.Thread.Untyped);
            await ender.Start(thread, async ender =>
            {
                await ender.Compute(world.Hardware.Seed % 40 * 50);
                Assert.Equal(Status.Ok, await ender.EndThread(new(victim), 9));
            });
            var (status, migrated) = await thread.MigrateThread(to.Budget, from.Thread, to.Process, default);
            Assert.True(status is Status.Ok or Status.BadState, $"{status}");
            Assert.Equal((Status.Ok, 1UL), await thread.Wait(ended, ulong.MaxValue));
            // What was made is a thread that can be ended; and with it its process.
            if (status != Status.Ok) return;
            var (_, endedThere) = await thread.CreateNotification(to.Budget);
            Assert.Equal(Status.Ok, await thread.NotifyOfEnd(to.Process.Untyped, endedThere, 2));
            Assert.Equal(Status.Ok, await thread.EndThread(to.Thread, 0));
            Assert.Equal(Status.Ok, await thread.EndThread(migrated, 0));
            Assert.Equal((Status.Ok, 2UL), await thread.Wait(endedThere, ulong.MaxValue));
        });
        world.Run();
    }

    /// <summary>Room is kept for what a call brings, and for no more: most bring nothing.</summary>
    [Simulated(Cores = 2, Seeds = 20)]
    public void WhatBringsNoHandleNeedsNoRoomForOne(Simulation world)
    {
        bool isDone = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            RemoteProcess caller = await RemoteProcess.Make(thread, 0);
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[There]);
            var (_, notification) = await thread.CreateNotification(start.Budgets[There]);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            Handle calls = await caller.Give(thread, endpoint.Untyped), signals = await caller.Give(thread, notification.Untyped);
            Handle budget = await caller.Give(thread, caller.Budget.Untyped), budgetThere = await caller.Give(thread, start.Budgets[There].Untyped);
            await caller.Start(thread, async caller =>
            {
                while (await caller.CreateBudget(new(budget), MemoryLayout.PageSize) is (Status.Ok, _)) { }
                while (await caller.Weaken(signals, Rights.All) is (Status.Ok, _)) { }
                Assert.Equal(Status.BudgetExceeded, (await caller.CreateNotification(new(budgetThere))).Status);
                Assert.Equal((Status.Ok, 7UL), (await Call(caller, new(calls), 7)));
                Assert.Equal(Status.Ok, await caller.Signal(new(signals), 2));
                Assert.Equal((Status.Ok, 2UL), await caller.Wait(new(signals), ulong.MaxValue));
                isDone = true;
            });
            RemoteProcess server = await RemoteProcess.Make(thread, There);
            Handle there = await server.Give(thread, endpoint.Untyped);
            await server.Start(thread, async server =>
            {
                var (_, message) = await server.Receive(new(there), default);
                _ = await server.Reply(default, message);
            });
            while (!isDone) await RemoteProcess.Sleep(thread, alarm, 2_000);
        });
        world.Run();
    }

    private static async Task<(Status, ulong)> Call(SimulatedThread caller, Handle<Endpoint> endpoint, ulong word)
    {
        var (status, answer) = await caller.Call(endpoint, new Message { Word0 = word });
        return (status, answer.Word0);
    }

    /// <summary>More threads touch pages of a space of another core than there are slots: some wait for one, and are in no system call.</summary>
    [Simulated(Cores = 2, Seeds = 60)]
    public void ATouchThatIsCancelledChangesNoRegister(Simulation world)
    {
        const ulong touchers = 80;
        world.BootAll(async thread =>
        {
            ulong touched = 0;
            StartBlock start = thread.Start;
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            var (_, memory) = await thread.CreateMemory(start.Budget, touchers, MemoryOptions.Committed);
            var (_, space) = await thread.CreateAddressSpace(start.Budget);
            Assert.Equal(Status.Ok, await thread.Map(space, memory, At, 0, touchers, Protection.ReadWrite));
            Handle<MemoryBudget> there = start.Budgets[There];
            var (_, process) = await thread.CreateProcess(there, space);
            var all = new List<Handle<Abi.Objects.Thread>>();
            for (ulong page = 0; page < touchers; page++)
            {
                var (_, time) = await thread.CreateSchedulingContext(there, start.Times[There], 10, 10_000, 10_000);
                var (status, toucher) = await thread.CreateThread(there, process, time);
                Assert.Equal(Status.Ok, status);
                ulong address = At + page * MemoryLayout.PageSize;
                _ = await thread.StartThread(toucher, world.AddProgram(async toucher =>
                {
                    while (touched == 0) await toucher.Compute(50);
                    Assert.True(await toucher.Write(address, 1));
                    touched++;
                }), 0, 0);
                all.Add(toucher);
            }
            RemoteProcess canceller = await RemoteProcess.Make(thread, There);
            var theirs = new List<Handle>();
            foreach (Handle<Abi.Objects.Thread> toucher in all) theirs.Add(await canceller.Give(thread, toucher.Untyped));
            await canceller.Start(thread, async canceller =>
            {
                touched = 1;
                while (touched <= touchers)
                {
                    await canceller.Compute(50);
                    foreach (Handle toucher in theirs) _ = await canceller.CancelWait(new(toucher));
                }
            });
            while (touched <= touchers) await RemoteProcess.Sleep(thread, alarm, 5_000);
        });
        world.Run();
    }

    /// <summary>It is made in steps like any other, one an entry.</summary>
    [Simulated(Cores = 2, Seeds = 40)]
    public void ALongCallFromAnotherCoreIsMadeInSteps(Simulation world)
    {
        // One when it comes, and one as what was left to do; beside their pages, nodes and who makes it.
        const ulong pages = 600, step = 2 * 16 + 4;
        ulong free = 0;
        world.AfterEntry = core =>
        {
            if (core != 0) return;
            ulong now = world.Driver(0).Frames.FreeFrames, before = free;
            free = now;
            Assert.True(before <= now + step, $"{before - now} pages in one entry");
        };
        world.BootAll(static async thread =>
        {
            StartBlock start = thread.Start;
            var (_, memory) = await thread.CreateMemory(start.Budget, pages, MemoryOptions.None);
            RemoteProcess other = await RemoteProcess.Make(thread, There);
            Handle there = await other.Give(thread, memory.Untyped);
            bool isDone = false;
            await other.Start(thread, async other =>
            {
                Assert.Equal(Status.Ok, await other.Commit(new(there), 0, pages));
                isDone = true;
            });
            // While a core sleeps in the kernel it goes from step to step. Who keeps it from that is less important than the call.
            var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 5, 10_000, 10_000);
            var (_, busy) = await thread.CreateThread(start.Budget, start.Process, time);
            Assert.Equal(Status.Ok, await thread.StartThread(busy, thread.World.AddProgram(async idle =>
            {
                while (!isDone) await idle.Compute(100);
            }), 0, 0));
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            while (!isDone) await RemoteProcess.Sleep(thread, alarm, 10_000);
        });
        world.Run();
    }

    private const ulong At = 0x70_0000;
}
