using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;
using CallTable = Diesis.Kernel.Intercore.CallTable;

namespace Diesis.Simulating;

/// <summary>Threads that serve endpoints of other cores.</summary>
public sealed class RemoteServerTests
{
    private const int Servers = 1, Clients = 3;
    private const ulong Calls = 3, Never = ulong.MaxValue;

    /// <summary>The endpoint is of one core; who serves it and who calls it, of every core.</summary>
    [Simulated(Cores = 3, Seeds = 100)]
    public void CallsMeetServersOfEveryCore(Simulation world)
    {
        ulong answered = 0;
        int ended = 0;
        world.BootAll(async thread =>
        {
            var (_, endpoint) = await thread.CreateEndpoint(thread.Start.Budgets[1]);
            var (_, alarm) = await thread.CreateNotification(thread.Start.Budget);
            for (int core = 0; core < world.CoreCount; core++)
            {
                await StartServer(thread, core, endpoint, () => ended++);
                await StartClient(thread, core, endpoint, () => answered++);
            }
            while (answered != 3 * Calls) await RemoteProcess.Sleep(thread, alarm, 2_000);
            // With the last who could call, servers are told, wherever they are.
            Assert.Equal(Status.Ok, await thread.Release(endpoint));
            while (ended != world.CoreCount) await RemoteProcess.Sleep(thread, alarm, 2_000);
        });
        world.Run();
    }

    [Simulated(Cores = 3, Seeds = 100)]
    public void HandlesGoToAServerOfAnotherCoreAndBack(Simulation world)
    {
        bool isBack = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[1]);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            RemoteProcess server = await RemoteProcess.Make(thread, 2);
            Handle there = await server.Give(thread, endpoint.Untyped);
            await server.Start(thread, async server =>
            {
                Message taking = default;
                taking.Info = taking.Info.Accepting();
                (Status status, Message message) = await server.Receive(new(there), taking);
                Assert.Equal((Status.Ok, 1), (status, message.Info.ReceivedHandles));
                Assert.Equal(Status.Ok, await server.Signal(new(message.Handle0), 5));
                Message answer = default;
                Assert.True(answer.TryAdd(message.Handle0, HandlePassing.Move));
                Assert.Equal(Status.Ok, (await server.Reply(default, answer)).Item1);
            });
            RemoteProcess client = await RemoteProcess.Make(thread, 1);
            Handle callable = await client.Give(thread, endpoint.Untyped), gift = await client.Give(thread, alarm.Untyped);
            await client.Start(thread, async client =>
            {
                Message call = default;
                Assert.True(call.TryAdd(gift, HandlePassing.Move));
                call.Info = call.Info.Accepting();
                (Status status, Message message) = await client.Call(new(callable), call);
                Assert.Equal((Status.Ok, 1), (status, message.Info.ReceivedHandles));
                Assert.Equal(Status.BadHandle, await client.Release(gift));
                Assert.Equal(Status.Ok, await client.Signal(new(message.Handle0), 8));
                isBack = true;
            });
            for (ulong bits = 0; bits != 13;) bits |= (await thread.Wait(alarm, Never)).Item2;
            while (!isBack) await RemoteProcess.Sleep(thread, alarm, 2_000);
        });
        world.Run();
    }

    /// <summary>Whoever ends, gives up or is held up at whatever moment: nobody waits in vain, and nothing is left.</summary>
    [Simulated(Cores = 4, Seeds = 300)]
    public void EitherSideEndsAtAnyMoment(Simulation world)
    {
        var random = new SeededRandom(world.Hardware.Seed ^ 0x5E64E);
        int places = 2 + random.Below(world.CoreCount - 1);
        bool isOver = false;
        world.BootAll(async thread =>
        {
            var (_, endpoint) = await thread.CreateEndpoint(thread.Start.Budgets[random.Below(places)]);
            var (_, alarm) = await thread.CreateNotification(thread.Start.Budget);
            var all = new List<RemoteProcess>();
            for (int i = 0; i < Servers + Clients; i++) all.Add(await StartHasty(thread, random.Below(places), endpoint, i < Servers, random.Next(), () => isOver));
            for (int rounds = 0; rounds < 24; rounds++)
            {
                int chosen = random.Below(all.Count);
                switch (random.Below(8))
                {
                    case 0: _ = await thread.EndThread(all[chosen].Thread, 1); break;
                    case 1: _ = await thread.EndBudget(all[chosen].Budget); break;
                    case 2: _ = await thread.BindSchedulingContext(all[chosen].Thread, default); break;
                    case 3: _ = await thread.Suspend(all[chosen].Thread); break;
                    case 4: _ = await thread.Resume(all[chosen].Thread); break;
                    default: _ = await thread.CancelWait(all[chosen].Thread); break;
                }
                if (random.OneIn(3)) _ = await StartHasty(thread, random.Below(places), endpoint, random.OneIn(2), random.Next(), () => isOver);
                await RemoteProcess.Sleep(thread, alarm, (ulong)random.Below(2_000));
            }
            // A server and a client that nobody disturbs find each other in any case.
            isOver = true;
            ulong served = 0;
            await StartServer(thread, places - 1, endpoint, () => { });
            await StartClient(thread, 0, endpoint, () => served++, isPatient: true);
            while (served != Calls) await RemoteProcess.Sleep(thread, alarm, 5_000);
        });
        world.Run();
    }

    [Simulated(Cores = 2, Seeds = 100)]
    public void ACallReceivedElsewhereIsKeptAndAnsweredLater(Simulation world)
    {
        bool isAnswered = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[1]);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            await StartClient(thread, 1, endpoint, () => isAnswered = true, calls: 1);
            (Status status, Message message) = await thread.Receive(endpoint, default);
            Assert.Equal((Status.Ok, 0UL), (status, message.Word0));
            Assert.Equal(Status.BadState, (await thread.KeepReply(start.Budgets[1])).Item1);
            var (kept, reply) = await thread.KeepReply(start.Budget);
            Assert.Equal(Status.Ok, kept);
            Message poll = default;
            Assert.True(poll.TrySetDeadline(0));
            Assert.Equal(Status.WouldBlock, (await thread.Receive(endpoint, poll)).Item1);
            Assert.Equal(Status.Ok, (await thread.Reply(reply, new Message { Word0 = 1 })).Item1);
            while (!isAnswered) await RemoteProcess.Sleep(thread, alarm, 2_000);
        });
        world.Run();
    }

    /// <summary>It cannot make its receive again itself when the call that it had met is none any more.</summary>
    [Simulated(Cores = 3, Seeds = 150)]
    public void AServerWithoutTimeServesAnotherCore(Simulation world)
    {
        ulong answered = 0;
        world.BootAll(async thread =>
        {
            var (_, endpoint) = await thread.CreateEndpoint(thread.Start.Budgets[1]);
            var (_, alarm) = await thread.CreateNotification(thread.Start.Budget);
            RemoteProcess server = await StartServer(thread, 2, endpoint, () => { });
            await RemoteProcess.Sleep(thread, alarm, 3_000);
            Assert.Equal(Status.Ok, await thread.BindSchedulingContext(server.Thread, default));
            for (int round = 0; round < 4; round++)
            {
                RemoteProcess hasty = await StartClient(thread, round & 1, endpoint, () => answered++);
                await RemoteProcess.Sleep(thread, alarm, (world.Hardware.Seed & 7) * 100);
                _ = await thread.EndThread(hasty.Thread, 1);
            }
            ulong before = answered;
            await StartClient(thread, 1, endpoint, () => answered++);
            while (answered < before + Calls) await RemoteProcess.Sleep(thread, alarm, 2_000);
        });
        world.Run();
    }

    [Simulated(Cores = 2, Seeds = 100)]
    public void ASignalEndsAReceiveElsewhere(Simulation world)
    {
        ulong seen = 0, answered = 0;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[1]);
            var (_, bound) = await thread.CreateNotification(start.Budget);
            RemoteProcess signaller = await RemoteProcess.Make(thread, 1);
            Handle there = await signaller.Give(thread, bound.Untyped);
            await signaller.Start(thread, async signaller =>
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    Assert.Equal(Status.Ok, await signaller.Signal(new(there), 1UL << bit));
                    await signaller.Compute(world.Hardware.Seed % 5 * 300);
                }
            });
            await StartClient(thread, 1, endpoint, () => answered++);
            Assert.Equal(Status.Ok, await thread.BindNotification(start.Thread, bound));
            Message message = default;
            while (seen != 0xFF || answered != Calls)
            {
                Message next = new() { Word0 = message.Word0 + 1 };
                Assert.True(next.TrySetDeadline(world.Hardware.Now + 5_000));
                (Status status, message) = message.Badge != 0 ? await thread.ReplyReceive(endpoint, next) : await thread.Receive(endpoint, next);
                if (status == Status.TimedOut) continue;
                Assert.Equal(Status.Ok, status);
                if (message.Badge == 0) seen |= message.Word0;
            }
        });
        world.Run();
    }

    [Simulated(Cores = 2, Seeds = 100)]
    public void AFaultIsToldToAServerOfAnotherCore(Simulation world)
    {
        bool isPassedOver = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[1]);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            RemoteProcess faulty = await RemoteProcess.Make(thread, 1);
            Assert.Equal(Status.Ok, await thread.SetFaultHandler(faulty.Thread, endpoint));
            await faulty.Start(thread, async faulty =>
            {
                await faulty.Fault(FaultCode.Divide);
                isPassedOver = true;
                await faulty.Write(0x70_0000, 1);
            });
            (Status status, Message fault) = await thread.Receive(endpoint, default);
            Assert.Equal((Status.Ok, (ulong)FaultCode.Divide), (status, fault.Label));
            (status, fault) = await thread.ReplyReceive(endpoint, new Message { Label = (ulong)FaultVerdict.Skip, Word0 = fault.Word0 + 1 });
            Assert.Equal((Status.Ok, (ulong)FaultCode.PageFault, 0x70_0000UL), (status, fault.Label, fault.Word1));
            Assert.True(isPassedOver);
            (status, _) = await thread.Reply(default, new Message { Label = (ulong)FaultVerdict.Kill });
            Assert.Equal(Status.Ok, status);
            Assert.Equal(Status.Ok, await thread.NotifyOfEnd(faulty.Process.Untyped, await There(thread), 1));
        });
        world.Run();
    }

    /// <summary>A notification where processes of core 1 are.</summary>
    private static async Task<Handle<Notification>> There(SimulatedThread thread) => (await thread.CreateNotification(thread.Start.Budgets[1])).Item2;

    private static async Task<RemoteProcess> StartServer(SimulatedThread by, int core, Handle<Endpoint> endpoint, Action ended)
    {
        RemoteProcess server = await RemoteProcess.Make(by, core);
        Handle there = await server.Give(by, endpoint.Untyped, Rights.Serve | Rights.Transfer | Rights.Clone);
        await server.Start(by, async server =>
        {
            (Status status, Message message) = await server.Receive(new(there), default);
            while (status == Status.Ok) (status, message) = await server.ReplyReceive(new(there), new Message { Word0 = message.Word0 + 1 });
            // Dead where everything ends at once.
            Assert.True(status is Status.PeerClosed or Status.Dead, $"{status}");
            ended();
        });
        return server;
    }

    /// <summary>Its badge is its core's number and one.</summary>
    /// <param name="isPatient">It goes on until somebody has answered, whatever the answer.</param>
    private static async Task<RemoteProcess> StartClient(SimulatedThread by, int core, Handle<Endpoint> endpoint, Action answered, ulong calls = Calls, bool isPatient = false)
    {
        RemoteProcess client = await RemoteProcess.Make(by, core);
        var (_, badged) = await by.Clone(endpoint.Untyped, Rights.Call | Rights.Transfer, (ulong)core + 1);
        var (status, there) = await by.Transfer(client.Process, badged);
        Assert.Equal(Status.Ok, status);
        await client.Start(by, async client =>
        {
            for (ulong i = 0; i < calls;)
            {
                (Status status, Message message) = await client.Call(new(there), new Message { Word0 = i });
                // A server that ends leaves its caller without an answer; one that is patient asks the next.
                if (isPatient && status == Status.PeerClosed) continue;
                i++;
                Assert.Equal((Status.Ok, isPatient ? message.Word0 : i), (status, message.Word0));
                answered();
                await client.Compute(100);
            }
        });
        return client;
    }

    /// <summary>Calls or serves with deadlines, until it is over.</summary>
    private static async Task<RemoteProcess> StartHasty(
        SimulatedThread by, int core, Handle<Endpoint> endpoint, bool isServer, ulong seed, Func<bool> isOver)
    {
        var random = new SeededRandom(seed);
        RemoteProcess hasty = await RemoteProcess.Make(by, core);
        Handle there = await hasty.Give(by, endpoint.Untyped);
        await hasty.Start(by, async hasty =>
        {
            var endpoint = new Handle<Endpoint>(there);
            while (!isOver())
            {
                Message message = new() { Word0 = 7 };
                if (random.OneIn(2)) _ = message.TrySetDeadline(by.World.Hardware.Now + (ulong)random.Below(3_000));
                if (!isServer) _ = await hasty.Call(endpoint, message);
                else if (random.OneIn(2)) _ = await hasty.Receive(endpoint, message);
                else _ = await hasty.ReplyReceive(endpoint, message);
                await hasty.Compute((ulong)random.Below(400));
            }
        });
        return hasty;
    }

    /// <summary>A server that answers nobody before all have called: each call would need the slot of one before it.</summary>
    [Simulated(Cores = 2, Seeds = 60)]
    public void MoreCallsWaitThanThereAreSlots(Simulation world)
    {
        const int count = CallTable.MostCalls + 20;
        int answered = 0;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[1]);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            RemoteProcess server = await RemoteProcess.Make(thread, 1);
            Handle there = await server.Give(thread, endpoint.Untyped), budget = await server.Give(thread, start.Budgets[1].Untyped);
            await server.Start(thread, async server =>
            {
                var kept = new List<Handle<Reply>>();
                while (kept.Count != count)
                {
                    Assert.Equal(Status.Ok, (await server.Receive(new(there), default)).Item1);
                    kept.Add((await server.KeepReply(new(budget))).Item2);
                }
                foreach (Handle<Reply> reply in kept) _ = await server.Reply(reply, new Message { Word0 = 1 });
            });
            for (int i = 0; i < count; i++)
            {
                await StartThread(thread, async client =>
                {
                    (Status status, Message message) = await client.Call(endpoint, default);
                    Assert.Equal((Status.Ok, 1UL), (status, message.Word0));
                    answered++;
                });
            }
            while (answered != count) await RemoteProcess.Sleep(thread, alarm, 20_000);
        });
        world.Run();
    }

    /// <summary>Calls and receives that have left their slots end at whatever moment, in whatever way.</summary>
    [Simulated(Cores = 3, Seeds = 120)]
    public void CallsWithoutSlotsEndAtAnyMoment(Simulation world)
    {
        const int count = CallTable.MostWaits + 12;
        var random = new SeededRandom(world.Hardware.Seed ^ 0xBA6);
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[1]);
            var (_, notification) = await thread.CreateNotification(start.Budgets[1]);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            var threads = new List<Handle<Abi.Objects.Thread>>();
            for (int i = 0; i < count; i++)
            {
                int kind = random.Below(3);
                threads.Add(await StartThread(thread, async waiting =>
                {
                    if (kind == 0) _ = await waiting.Wait(notification, Never);
                    else if (kind == 1) _ = await waiting.Receive(endpoint, default);
                    else _ = await waiting.Call(endpoint, default);
                }));
            }
            RemoteProcess caller = await RemoteProcess.Make(thread, 2);
            Handle there = await caller.Give(thread, endpoint.Untyped);
            await caller.Start(thread, async caller =>
            {
                for (int i = 0; i < 40; i++)
                {
                    Message message = default;
                    Assert.True(message.TrySetDeadline(world.Hardware.Now + (ulong)random.Below(2_000)));
                    if (random.OneIn(3)) _ = await caller.Receive(new(there), message);
                    else _ = await caller.Call(new(there), message);
                }
            });
            for (int left = threads.Count; left > 0; left--)
            {
                int chosen = random.Below(left);
                if (random.OneIn(3)) _ = await thread.Signal(notification, 1);
                if (random.OneIn(4)) await RemoteProcess.Sleep(thread, alarm, (ulong)random.Below(3_000));
                if (random.OneIn(2)) Assert.Equal(Status.Ok, await thread.EndThread(threads[chosen], 1));
                else _ = await thread.CancelWait(threads[chosen]);
                threads[chosen] = threads[left - 1];
            }
            // Nobody is left who takes them.
            Assert.Equal(Status.Ok, await thread.Signal(notification, 2));
            Assert.Equal(Status.Ok, (await thread.Wait(notification, Never)).Item1);
        });
        world.Run();
    }

    private static async Task<Handle<Abi.Objects.Thread>> StartThread(SimulatedThread by, UserProgram program)
    {
        StartBlock start = by.Start;
        var (_, time) = await by.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
        var (made, thread) = await by.CreateThread(start.Budget, start.Process, time);
        Assert.Equal(Status.Ok, made);
        Assert.Equal(Status.Ok, await by.StartThread(thread, by.World.AddProgram(program), 0, 0));
        return thread;
    }
}
