using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>Mappings in spaces of other cores than the handle's by which they were made: they go with it, wherever it is then.</summary>
/// <remarks>That nothing is mapped by a handle that is gone is looked at by the census, whenever all cores are at rest.</remarks>
public sealed class RemoteMappingTests
{
    private const int There = 1;
    private const ulong At = 0x70_0000, Pages = 8;

    /// <summary>The memory may be of the handle's core, the space's or a third; and the mapping was cut meanwhile, or not.</summary>
    [Simulated(Cores = 3, Seeds = 150)]
    public void AReleasedHandleTakesItsMappingsAlong(Simulation world)
    {
        world.BootAll(async thread =>
        {
            var random = new SeededRandom(world.Hardware.Seed);
            StartBlock start = thread.Start;
            RemoteProcess other = await RemoteProcess.Make(thread, There);
            var (_, space) = await thread.CreateAddressSpace(other.Budget);
            var (_, memory) = await thread.CreateMemory(start.Budgets[random.Below(3)], Pages, MemoryOptions.None);
            for (ulong i = 0; i < 3; i++) Assert.Equal(Status.Ok, await thread.Map(space, memory, At + i * Pages * MemoryLayout.PageSize, 0, Pages, Protection.ReadWrite));
            if (random.OneIn(2)) Assert.Equal(Status.Ok, await thread.Protect(space, At + 2 * MemoryLayout.PageSize, 1, Protection.Read));
            if (random.OneIn(2)) Assert.Equal(Status.Ok, await thread.Unmap(space, At + 4 * MemoryLayout.PageSize, Pages));
            // It keeps the memory, and what was mapped by it.
            var (_, kept) = await thread.Clone(memory.Untyped, Rights.All, 0);
            Assert.Equal(Status.Ok, await thread.Map(space, new(kept), At + 3 * Pages * MemoryLayout.PageSize, 0, 1, Protection.Read));
            Assert.Equal(Status.Ok, await thread.Release(memory));
            await AwaitFree(thread, space, At, 3 * Pages);
            Assert.Equal(Status.Overlap, await TryMap(thread, space, At, 3 * Pages + 1));
        });
        world.Run();
    }

    /// <summary>It may go to another core, by a message or without, and end there with its process.</summary>
    [Simulated(Cores = 3, Seeds = 150)]
    public void AMovedHandleTakesItsMappingsAlongFromWhereItIs(Simulation world)
    {
        world.BootAll(async thread =>
        {
            var random = new SeededRandom(world.Hardware.Seed);
            StartBlock start = thread.Start;
            RemoteProcess other = await RemoteProcess.Make(thread, There), keeper = await RemoteProcess.Make(thread, 1 + random.Below(2));
            var (_, space) = await thread.CreateAddressSpace(other.Budget);
            var (_, memory) = await thread.CreateMemory(start.Budgets[random.Below(3)], Pages, MemoryOptions.None);
            Assert.Equal(Status.Ok, await thread.Map(space, memory, At, 0, Pages, Protection.ReadWrite));
            if (random.OneIn(2)) await SendAlong(thread, keeper, memory);
            else Assert.Equal(Status.Ok, (await thread.Transfer(keeper.Process, memory)).Status);
            Assert.Equal(Status.Overlap, await TryMap(thread, space, At, Pages));
            Assert.Equal(Status.Ok, await thread.EndProcess(keeper.Process, 0));
            await AwaitFree(thread, space, At, Pages);
        });
        world.Run();
    }

    private static async Task SendAlong(SimulatedThread thread, RemoteProcess to, Handle<MemoryObject> memory)
    {
        var (_, endpoint) = await thread.CreateEndpoint(thread.Start.Budgets[to.Core]);
        Handle there = await to.Give(thread, endpoint.Untyped);
        await to.Start(thread, async server =>
        {
            Message message = default;
            message.Info = message.Info.Accepting();
            _ = await server.Receive(new(there), message);
            while (true) await server.Compute(500);
        });
        Message call = default;
        Assert.True(call.TryAdd(memory.Untyped, HandlePassing.Move));
        Assert.True(call.TrySetDeadline(thread.World.Hardware.Now + 60_000));
        Assert.Equal(Status.TimedOut, (await thread.Call(endpoint, call)).Item1);
        Assert.Equal(Status.BadHandle, await thread.Release(memory));
    }

    /// <summary>Mapped and released at the same time, or ended in the middle of it: nothing stays.</summary>
    [Simulated(Cores = 4, Seeds = 150)]
    public void WhatIsMappedWhileItsHandleGoesDoesNotStay(Simulation world)
    {
        var random = new SeededRandom(world.Hardware.Seed ^ 0x4AB5);
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            RemoteProcess other = await RemoteProcess.Make(thread, There), mapper = await RemoteProcess.Make(thread, 2);
            var (_, space) = await thread.CreateAddressSpace(other.Budget);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            Handle<MemoryObject> memory = (await thread.CreateMemory(start.Budgets[random.Below(4)], Pages, MemoryOptions.None)).Memory;
            Handle spaceThere = await mapper.Give(thread, space.Untyped), memoryThere = await mapper.Give(thread, memory.Untyped);
            var (_, time) = await thread.CreateSchedulingContext(mapper.Budget, start.Times[2], 10, 10_000, 10_000);
            var (_, second) = await thread.CreateThread(mapper.Budget, mapper.Process, time);
            UserProgram map = async program =>
            {
                for (ulong i = 0; i < 8; i++) _ = await program.Map(new(spaceThere), new(memoryThere), At + i * MemoryLayout.PageSize, i, 1, Protection.ReadWrite);
            };
            await mapper.Start(thread, map);
            ulong pause = (ulong)random.Below(6_000);
            bool ends = random.OneIn(3);
            Assert.Equal(Status.Ok, await thread.StartThread(second, world.AddProgram(async program =>
            {
                await program.Compute(pause);
                if (!ends) _ = await program.Release(memoryThere);
                await program.Compute(3_000);
            }), 0, 0));
            await RemoteProcess.Sleep(thread, alarm, pause);
            if (ends) Assert.Equal(Status.Ok, await thread.EndProcess(mapper.Process, 0));
            await AwaitFree(thread, space, At, 8);
        });
        world.Run();
    }

    /// <summary>A handle whose call ends while it is on its way back with the answer is given up, with what was mapped by it.</summary>
    [Simulated(Cores = 3, Seeds = 150)]
    public void WhatComesBackToNobodyIsGivenUp(Simulation world)
    {
        world.BootAll(async thread =>
        {
            var random = new SeededRandom(world.Hardware.Seed);
            StartBlock start = thread.Start;
            RemoteProcess other = await RemoteProcess.Make(thread, There), client = await RemoteProcess.Make(thread, 2);
            var (_, space) = await thread.CreateAddressSpace(other.Budget);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            var (_, endpoint) = await thread.CreateEndpoint(start.Budget);
            Handle calls = await client.Give(thread, endpoint.Untyped);
            await client.Start(thread, async client =>
            {
                Message call = default;
                call.Info = call.Info.Accepting();
                _ = await client.Call(new(calls), call);
            });
            Assert.Equal(Status.Ok, (await thread.Receive(endpoint, default)).Item1);
            Message answer = default;
            for (int i = 0; i < Message.MostHandles; i++)
            {
                // Of a third core, or of one of the two.
                var (_, memory) = await thread.CreateMemory(start.Budgets[random.Below(3)], 1, MemoryOptions.None);
                Assert.Equal(Status.Ok, await thread.Map(space, memory, At + (ulong)i * MemoryLayout.PageSize, 0, 1, Protection.ReadWrite));
                Assert.True(answer.TryAdd(memory.Untyped, HandlePassing.Move));
            }
            RemoteProcess ender = await RemoteProcess.Make(thread, 2);
            Handle victim = await ender.Give(thread, client.Process.Untyped);
            bool goes = false;
            await ender.Start(thread, async ender =>
            {
                while (!goes) await ender.Compute(50);
                _ = await ender.EndProcess(new(victim), 1);
            });
            goes = true;
            await thread.Compute((ulong)random.Below(400));
            _ = await thread.Reply(default, answer);
            await RemoteProcess.Sleep(thread, alarm, 40_000);
            for (int i = 0; i < Message.MostHandles; i++) _ = await thread.Release((i switch { 0 => answer.Handle0, 1 => answer.Handle1, 2 => answer.Handle2, _ => answer.Handle3 }));
            await AwaitFree(thread, space, At, (ulong)Message.MostHandles);
        });
        world.Run();
    }

    private static async Task AwaitFree(SimulatedThread thread, Handle<AddressSpace> space, ulong at, ulong pages)
    {
        var (_, alarm) = await thread.CreateNotification(thread.Start.Budget);
        for (int rounds = 100; await TryMap(thread, space, at, pages) is var status && status != Status.Ok; rounds--)
        {
            Assert.Equal(Status.Overlap, status);
            Assert.True(rounds > 0, "what was mapped by a handle that is gone stays mapped");
            await RemoteProcess.Sleep(thread, alarm, 2_000);
        }
    }

    /// <summary>Maps other memory, for a moment.</summary>
    private static async Task<Status> TryMap(SimulatedThread thread, Handle<AddressSpace> space, ulong at, ulong pages)
    {
        var (_, other) = await thread.CreateMemory(thread.Start.Budget, pages, MemoryOptions.None);
        Status status = await thread.Map(space, other, at, 0, pages, Protection.Read);
        if (status == Status.Ok) Assert.Equal(Status.Ok, await thread.Unmap(space, at, pages));
        Assert.Equal(Status.Ok, await thread.Release(other));
        return status;
    }
}
