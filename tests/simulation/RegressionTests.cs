using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>What random histories have found wrong in the kernel, as small as it can be told.</summary>
public sealed class RegressionTests
{
    [Simulated(Cores = 1, Seeds = 20)]
    public void AServerThatFindsTheNextCallWaitingRunsOnThatCallersTime(Simulation world)
    {
        world.Boot(0, static async thread =>
        {
            var (_, endpoint) = await thread.CreateEndpoint(thread.Start.Budget);
            for (int i = 0; i < 2; i++)
            {
                await Start(thread, async client =>
                {
                    (Status status, _) = await client.Call(endpoint, default);
                    Assert.Equal(Status.Ok, status);
                });
            }
            await Start(thread, async server =>
            {
                _ = await server.Receive(endpoint, default);
                _ = await server.ReplyReceive(endpoint, default);
                await server.Compute(1000);
                _ = await server.Reply(default, default);
            });
            await Sleep(thread, 10_000);
        });
        world.Run();
    }

    [Simulated(Cores = 1, Seeds = 20)]
    public void NothingIsBoundToAThreadThatHasEnded(Simulation world)
    {
        world.Boot(0, static async thread =>
        {
            var (_, notification) = await thread.CreateNotification(thread.Start.Budget);
            Handle<Abi.Objects.Thread> other = await Start(thread, static _ => Task.CompletedTask);
            await Sleep(thread, 1000);
            Assert.Equal(Status.BadState, await thread.BindNotification(other, notification));
        });
        world.Run();
    }

    [Simulated(Cores = 1, Seeds = 20)]
    public void BitsThatAreThereWhenANotificationIsBoundEndTheReceive(Simulation world)
    {
        world.Boot(0, static async thread =>
        {
            var (_, notification) = await thread.CreateNotification(thread.Start.Budget);
            var (_, endpoint) = await thread.CreateEndpoint(thread.Start.Budget);
            ulong bits = 0;
            Handle<Abi.Objects.Thread> other = await Start(thread, async server => bits = (await server.Receive(endpoint, default)).Item2.Word0);
            await Sleep(thread, 1000);
            _ = await thread.Signal(notification, 6);
            Assert.Equal(Status.Ok, await thread.BindNotification(other, notification));
            await Sleep(thread, 1000);
            Assert.Equal(6UL, bits);
        });
        world.Run();
    }

    [Simulated(Cores = 1, Seeds = 40)]
    public void NobodyWaitsAtAnEndpointThatHasEnded(Simulation world)
    {
        world.Boot(0, static async thread =>
        {
            StartBlock start = thread.Start;
            var (_, budget) = await thread.CreateBudget(start.Budget, 8 * MemoryLayout.PageSize);
            var (_, endpoint) = await thread.CreateEndpoint(budget);
            Status ended = Status.Ok;
            bool isServed = false;
            await Start(thread, async server =>
            {
                _ = await server.Receive(endpoint, default);
                isServed = true;
                await server.Compute(3000);
                // The endpoint ends here; the handle is still there.
                (ended, _) = await server.ReplyReceive(endpoint, default);
            });
            await Start(thread, async client => await client.Call(endpoint, default));
            await Sleep(thread, 1000);
            Assert.True(isServed);
            Assert.Equal(Status.Ok, await thread.EndBudget(budget));
            await Sleep(thread, 10_000);
            Assert.NotEqual(Status.Ok, ended);
        });
        world.Run();
    }

    [Simulated(Cores = 1, Seeds = 20)]
    public void AKeptReplyThatGoesAlongWithTheAnswerIsNotRemovedTwice(Simulation world)
    {
        world.Boot(0, static async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budget);
            await Start(thread, async client =>
            {
                Message message = default;
                message.Info = message.Info.Accepting();
                (Status status, message) = await client.Call(endpoint, message);
                Assert.Equal((Status.Ok, 1), (status, message.Info.ReceivedHandles));
            });
            await Sleep(thread, 1000);
            _ = await thread.Receive(endpoint, default);
            var (_, kept) = await thread.KeepReply(start.Budget);
            Message answer = default;
            Assert.True(answer.TryAdd(kept.Untyped, HandlePassing.Move));
            Assert.Equal(Status.Ok, (await thread.Reply(kept, answer)).Item1);
        });
        world.Run();
    }

    /// <summary>A calls B, which calls C on A's time. A waits no more and takes its time back; then C answers.</summary>
    [Simulated(Cores = 1, Seeds = 40)]
    public void TimeThatWasTakenBackIsNotGivenToTheServerInBetween(Simulation world)
    {
        world.Boot(0, static async thread =>
        {
            StartBlock start = thread.Start;
            var (_, first) = await thread.CreateEndpoint(start.Budget);
            var (_, second) = await thread.CreateEndpoint(start.Budget);
            bool goesOn = false;
            await Start(thread, async c =>
            {
                _ = await c.Receive(second, default);
                await c.Compute(5000);
                _ = await c.Reply(default, default);
            });
            await Start(thread, async b =>
            {
                _ = await b.Receive(first, default);
                _ = await b.Call(second, default);
                // On whose time? A's would be missed by A.
                await b.Compute(50_000);
            });
            Handle<Abi.Objects.Thread> a = await Start(thread, async a =>
            {
                Message message = default;
                Assert.True(message.TrySetDeadline(a.World.Hardware.Now + 2000));
                _ = await a.Call(first, message);
                await a.Compute(20_000);
                goesOn = true;
            });
            await Sleep(thread, 300_000);
            Assert.True(goesOn);
        });
        world.Run();
    }

    /// <summary>As above, but A ends, and its time with it.</summary>
    [Simulated(Cores = 1, Seeds = 40)]
    public void TimeStaysAsLongAsSomebodyRemembersToHaveLentIt(Simulation world) => LendAlong(world, isReplyKept: false);

    /// <summary>As above, and B answers A by a reply that it keeps.</summary>
    [Simulated(Cores = 1, Seeds = 40)]
    public void TimeStaysWithWhoKeepsTheReply(Simulation world) => LendAlong(world, isReplyKept: true);

    private static void LendAlong(Simulation world, bool isReplyKept)
    {
        world.Boot(0, async thread =>
        {
            StartBlock start = thread.Start;
            var (_, first) = await thread.CreateEndpoint(start.Budget);
            var (_, second) = await thread.CreateEndpoint(start.Budget);
            await Start(thread, async c =>
            {
                _ = await c.Receive(second, default);
                await c.Compute(5000);
                _ = await c.Reply(default, default);
            });
            await Start(thread, async b =>
            {
                _ = await b.Receive(first, default);
                if (isReplyKept) _ = await b.KeepReply(start.Budget);
                _ = await b.Call(second, default);
            });
            Handle<Abi.Objects.Thread> caller = await Start(thread, async a => await a.Call(first, default));
            await Sleep(thread, 1000);
            Assert.Equal(Status.Ok, await thread.EndThread(caller, 1));
            await Sleep(thread, 50_000);
        });
        world.Run();
    }

    /// <summary>It has none of its own, and runs on that of its caller until it receives again.</summary>
    [Simulated(Cores = 1, Seeds = 40)]
    public void AServerWithoutTimeGoesOnWhenItsCallerEnds(Simulation world)
    {
        world.Boot(0, async thread =>
        {
            (Handle<Endpoint> endpoint, Handle<Abi.Objects.Thread> server, Func<bool> isDone) = await StartWithoutTime(thread, null);
            Handle<Abi.Objects.Thread> caller = await Start(thread, async client => await client.Call(endpoint, default));
            await Sleep(thread, 1000);
            Assert.Equal(Status.Ok, await thread.EndThread(caller, 1));
            await Sleep(thread, 100_000);
            Assert.True(isDone());
        });
        world.Run();
    }

    [Simulated(Cores = 1, Seeds = 40)]
    public void AServerThatIsGivenTimeWhileItServesGoesOnOnThat(Simulation world)
    {
        world.Boot(0, async thread =>
        {
            (Handle<Endpoint> endpoint, Handle<Abi.Objects.Thread> server, Func<bool> isDone) = await StartWithoutTime(thread, null);
            Handle<Abi.Objects.Thread> caller = await Start(thread, async client => await client.Call(endpoint, default));
            await Sleep(thread, 1000);
            var (_, time) = await thread.CreateSchedulingContext(thread.Start.Budget, thread.Start.Scheduling, 10, 10_000, 10_000);
            Assert.Equal(Status.Ok, await thread.BindSchedulingContext(server, time));
            Assert.Equal(Status.Ok, await thread.EndThread(caller, 1));
            await Sleep(thread, 100_000);
            Assert.True(isDone());
        });
        world.Run();
    }

    /// <summary>The server has called on, and gives that up when the time is nobody's any more.</summary>
    [Simulated(Cores = 1, Seeds = 40)]
    public void ACallOnTimeThatIsNobodysCanBeGivenUp(Simulation world)
    {
        world.Boot(0, async thread =>
        {
            var (_, second) = await thread.CreateEndpoint(thread.Start.Budget);
            await Start(thread, async last =>
            {
                _ = await last.Receive(second, default);
                await last.Compute(20_000);
                _ = await last.Receive(second, default);
            });
            (Handle<Endpoint> endpoint, _, Func<bool> isDone) = await StartWithoutTime(thread, async server =>
            {
                Message message = default;
                Assert.True(message.TrySetDeadline(server.World.Hardware.Now + 3000));
                _ = await server.Call(second, message);
            });
            Handle<Abi.Objects.Thread> caller = await Start(thread, async client => await client.Call(endpoint, default));
            await Sleep(thread, 1000);
            Assert.Equal(Status.Ok, await thread.EndThread(caller, 1));
            await Sleep(thread, 200_000);
            Assert.True(isDone());
        });
        world.Run();
    }

    /// <summary>A server that has lost its own time, and says when it is through with its first call.</summary>
    private static async Task<(Handle<Endpoint> Endpoint, Handle<Abi.Objects.Thread> Thread, Func<bool> IsDone)> StartWithoutTime(
        SimulatedThread by, UserProgram? service)
    {
        bool isDone = false;
        var (_, endpoint) = await by.CreateEndpoint(by.Start.Budget);
        Handle<Abi.Objects.Thread> started = await Start(by, async server =>
        {
            _ = await server.Receive(endpoint, default);
            if (service != null) await service(server);
            else await server.Compute(5000);
            isDone = true;
            _ = await server.Receive(endpoint, default);
        });
        await Sleep(by, 1000);
        Assert.Equal(Status.Ok, await by.BindSchedulingContext(started, default));
        return (endpoint, started, () => isDone);
    }

    private static async Task<Handle<Abi.Objects.Thread>> Start(SimulatedThread by, UserProgram program)
    {
        StartBlock start = by.Start;
        var (_, time) = await by.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
        var (made, thread) = await by.CreateThread(start.Budget, start.Process, time);
        Assert.Equal(Status.Ok, made);
        _ = await by.Release(time);
        Assert.Equal(Status.Ok, await by.StartThread(thread, by.World.AddProgram(program), 0, 0));
        return thread;
    }

    private static async Task Sleep(SimulatedThread thread, ulong ns)
    {
        var (_, alarm) = await thread.CreateNotification(thread.Start.Budget);
        (Status status, _) = await thread.Wait(alarm, thread.World.Hardware.Now + ns);
        Assert.Equal(Status.TimedOut, status);
        _ = await thread.Release(alarm);
    }
}
