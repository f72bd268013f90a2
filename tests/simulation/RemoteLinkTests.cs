using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>Objects that lead to objects of other cores: what they signal, and who hears of faults and missing pages.</summary>
public sealed class RemoteLinkTests
{
    private const ulong Never = ulong.MaxValue, At = 0x70_0000;

    /// <summary>More of them at once than there may be messages on the way.</summary>
    [Simulated(Cores = 2, Seeds = 100)]
    public void TimersSignalANotificationOfAnotherCore(Simulation world)
    {
        world.BootAll(static async thread =>
        {
            const int timers = 12;
            StartBlock start = thread.Start;
            var (_, notification) = await thread.CreateNotification(start.Budgets[1]);
            ulong now = thread.World.Hardware.Now;
            for (int i = 0; i < timers; i++)
            {
                var (made, timer) = await thread.CreateTimer(start.Budgets[i & 1], notification, 1UL << i);
                Assert.Equal(Status.Ok, made);
                Assert.Equal(Status.Ok, await thread.SetTimer(timer, now + 20_000));
            }
            for (ulong all = 0; all != (1UL << timers) - 1;)
            {
                (Status status, ulong bits) = await thread.Wait(notification, Never);
                Assert.Equal((Status.Ok, 0UL), (status, bits & all));
                all |= bits;
            }
        });
        world.Run();
    }

    [Simulated(Cores = 3, Seeds = 100)]
    public void EndsAreToldToAnotherCore(Simulation world)
    {
        world.BootAll(static async thread =>
        {
            StartBlock start = thread.Start;
            var (_, here) = await thread.CreateNotification(start.Budget);
            var (_, there) = await thread.CreateNotification(start.Budgets[2]);
            RemoteProcess other = await RemoteProcess.Make(thread, 1);
            Assert.Equal(Status.Ok, await thread.NotifyOfEnd(other.Thread.Untyped, here, 1));
            Assert.Equal(Status.Ok, await thread.NotifyOfEnd(other.Process.Untyped, there, 2));
            Assert.Equal(Status.Overlap, await thread.NotifyOfEnd(other.Process.Untyped, here, 2));
            await other.Start(thread, static async program => await program.Compute(500));
            Assert.Equal((Status.Ok, 1UL), await thread.Wait(here, Never));
            Assert.Equal((Status.Ok, 2UL), await thread.Wait(there, Never));
            // It has ended already.
            Assert.Equal(Status.Ok, await thread.NotifyOfEnd(other.Process.Untyped, here, 4));
            Assert.Equal((Status.Ok, 4UL), await thread.Wait(here, Never));
            // Nothing leads there any more.
            Assert.Equal(Status.Ok, await thread.Release(there));
        });
        world.Run();
    }

    [Simulated(Cores = 3, Seeds = 100)]
    public void AFaultIsToldToAHandlerOfAnotherCore(Simulation world)
    {
        bool isPassedOver = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[(int)(world.Hardware.Seed % 3)]);
            var (_, ended) = await thread.CreateNotification(start.Budget);
            RemoteProcess faulty = await RemoteProcess.Make(thread, 1);
            Assert.Equal(Status.Ok, await thread.SetFaultHandler(faulty.Thread, endpoint));
            Assert.Equal(Status.Ok, await thread.NotifyOfEnd(faulty.Process.Untyped, ended, 1));
            await faulty.Start(thread, async faulty =>
            {
                await faulty.Fault(FaultCode.Divide);
                isPassedOver = true;
                await faulty.Write(At, 1);
            });
            (Status status, Message fault) = await thread.Receive(endpoint, default);
            Assert.Equal((Status.Ok, (ulong)FaultCode.Divide), (status, fault.Label));
            (status, fault) = await thread.ReplyReceive(endpoint, new Message { Label = (ulong)FaultVerdict.Skip, Word0 = fault.Word0 + 1 });
            Assert.Equal((Status.Ok, (ulong)FaultCode.PageFault, At), (status, fault.Label, fault.Word1));
            Assert.True(isPassedOver);
            // Released without an answer.
            var (_, kept) = await thread.KeepReply(start.Budget);
            Assert.Equal(Status.Ok, await thread.Release(kept));
            Assert.Equal((Status.Ok, 1UL), await thread.Wait(ended, Never));
        });
        world.Run();
    }

    /// <summary>The handler counts as somebody who could call, until the thread has another or none.</summary>
    [Simulated(Cores = 2, Seeds = 100)]
    public void AFaultHandlerIsHeldWhereItLives(Simulation world)
    {
        world.BootAll(static async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[1]);
            RemoteProcess other = await RemoteProcess.Make(thread, 0);
            Assert.Equal(Status.Ok, await thread.SetFaultHandler(other.Thread, endpoint));
            var (_, server) = await thread.Clone(endpoint.Untyped, Rights.Serve, 0);
            Assert.Equal(Status.Ok, await thread.Release(endpoint));
            Message poll = default;
            Assert.True(poll.TrySetDeadline(0));
            Assert.Equal(Status.WouldBlock, (await thread.Receive(new(server), poll)).Item1);
            Assert.Equal(Status.Ok, await thread.SetFaultHandler(other.Thread, default));
            Assert.Equal(Status.PeerClosed, (await thread.Receive(new(server), poll)).Item1);
        });
        world.Run();
    }

    /// <summary>The memory, its pager's endpoint, who serves that and who touches the page may all be of other cores.</summary>
    [Simulated(Cores = 3, Seeds = 150)]
    public void APagerOfAnotherCoreIsAsked(Simulation world)
    {
        bool isRead = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var random = new SeededRandom(world.Hardware.Seed);
            int memoryAt = random.Below(3), toucherAt = random.Below(3);
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[random.Below(3)]);
            var (made, memory) = await thread.CreatePagedMemory(start.Budgets[memoryAt], 4, endpoint);
            Assert.Equal(Status.Ok, made);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            // Its space is where the memory is; the process need not be.
            var (_, space) = await thread.CreateAddressSpace(start.Budgets[memoryAt]);
            Assert.Equal(Status.Ok, await thread.Map(space, memory, At, 0, 4, Protection.ReadWrite));
            var (_, process) = await thread.CreateProcess(start.Budgets[toucherAt], space);
            var (_, time) = await thread.CreateSchedulingContext(start.Budgets[toucherAt], start.Times[toucherAt], 10, 10_000, 10_000);
            var (_, toucher) = await thread.CreateThread(start.Budgets[toucherAt], process, time);
            Assert.Equal(Status.Ok, await thread.StartThread(toucher, world.AddProgram(async toucher =>
            {
                Assert.Equal((true, 77UL), await toucher.Read(At + 2 * MemoryLayout.PageSize + 8));
                isRead = true;
                await toucher.Compute(1_000_000);
            }), 0, 0));
            (Status status, Message question) = await thread.Receive(endpoint, default);
            Assert.Equal((Status.Ok, (ulong)FaultCode.PageFault, 2UL), (status, question.Label, question.Word0));
            var (_, supply) = await thread.CreateMemory(start.Budgets[memoryAt], 1, MemoryOptions.None);
            Assert.Equal(Status.Ok, await thread.Map(start.Space, supply, At, 0, 1, Protection.ReadWrite));
            Assert.True(await thread.Write(At + 8, 77));
            Assert.Equal(Status.Ok, await thread.Unmap(start.Space, At, 1));
            Status supplied;
            // As long as another core still lets go of it.
            while ((supplied = await thread.SupplyPages(memory, 2, supply, 0, 1)) == Status.BadState) await RemoteProcess.Sleep(thread, alarm, 500);
            Assert.Equal(Status.Ok, supplied);
            (status, _) = await thread.Reply(default, new Message { Label = (ulong)FaultVerdict.Continue });
            Assert.Equal(Status.Ok, status);
            while (!isRead) await RemoteProcess.Sleep(thread, alarm, 2_000);
        });
        world.Run();
    }

    /// <summary>Sources and targets end at whatever moment.</summary>
    [Simulated(Cores = 4, Seeds = 150)]
    public void EitherEndOfALinkGoesAtAnyMoment(Simulation world)
    {
        var random = new SeededRandom(world.Hardware.Seed ^ 0x71AC);
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            for (int round = 0; round < 12; round++)
            {
                RemoteProcess source = await RemoteProcess.Make(thread, random.Below(4)), target = await RemoteProcess.Make(thread, random.Below(4));
                var (_, notification) = await thread.CreateNotification(target.Budget);
                var (_, endpoint) = await thread.CreateEndpoint(target.Budget);
                var (made, timer) = await thread.CreateTimer(source.Budget, notification, 1);
                Assert.Equal(Status.Ok, made);
                _ = await thread.NotifyOfEnd(source.Thread.Untyped, notification, 2);
                _ = await thread.NotifyOfEnd(source.Process.Untyped, notification, 4);
                _ = await thread.SetFaultHandler(source.Thread, endpoint);
                _ = await thread.SetTimer(timer, world.Hardware.Now + (ulong)random.Below(3_000));
                await source.Start(thread, static async faulty =>
                {
                    await faulty.Compute(700);
                    await faulty.Fault(FaultCode.Divide);
                });
                if (random.OneIn(2)) await RemoteProcess.Sleep(thread, alarm, (ulong)random.Below(3_000));
                var first = random.OneIn(2) ? source : target;
                _ = await thread.EndBudget(first.Budget);
                if (random.OneIn(2)) _ = await thread.Release(endpoint);
                if (random.OneIn(2)) _ = await thread.Release(notification);
                if (random.OneIn(2)) _ = await thread.Release(timer);
            }
        });
        world.Run();
    }

    /// <summary>From either object's core, or a third. The reasons stand in docs/design/remote.md.</summary>
    [Simulated(Cores = 3, Seeds = 30)]
    public void WhatHasToBeOfOneCoreIsRefusedOtherwise(Simulation world)
    {
        world.BootAll(static async thread =>
        {
            StartBlock start = thread.Start;
            for (int first = 0; first < 3; first++)
            {
                int second = (first + 1) % 3;
                RemoteProcess one = await RemoteProcess.Make(thread, first), two = await RemoteProcess.Make(thread, second);
                var (_, notification) = await thread.CreateNotification(two.Budget);
                var (_, memory) = await thread.CreateMemory(one.Budget, 2, MemoryOptions.Committed);
                var (_, other) = await thread.CreateMemory(two.Budget, 2, MemoryOptions.Committed);
                Assert.Equal(Status.NotSupported, await thread.BindNotification(one.Thread, notification));
                Assert.Equal(Status.NotSupported, await thread.BindSchedulingContext(one.Thread, two.Time));
                Assert.Equal(Status.NotSupported, (await thread.CreateThread(one.Budget, two.Process, default)).Item1);
                Assert.Equal(Status.NotSupported, (await thread.CreateThread(one.Budget, one.Process, two.Time)).Item1);
                Assert.Equal(Status.NotSupported, (await thread.MigrateThread(one.Budget, one.Thread, two.Process, default)).Item1);
                Assert.Equal(Status.NotSupported, (await thread.CreateCopy(one.Budget, other)).Item1);
                Assert.Equal(Status.NotSupported, await thread.SupplyPages(memory, 0, other, 0, 1));
                Assert.Equal(Status.NotSupported, (await thread.Lend(one.Budget, notification.Untyped, Rights.Signal, 0)).Item1);
            }
        });
        world.Run();
    }
}
