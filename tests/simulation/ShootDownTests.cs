using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>
/// Pages of a space that cores use at the same time come and go. When a call has taken something away, no core has it any more; that none reaches frames that are free is looked at after every
/// entry (<see cref="KernelCensus.CheckReach"/>).
/// </summary>
public sealed class ShootDownTests
{
    private const int Rounds = 24;
    private const ulong At = 0x30_0000_0000, PageSize = MemoryLayout.PageSize, Pages = 6;

    [Simulated(Cores = 3, Seeds = 100)]
    public void WhatTheCoreOfTheSpaceTakesAwayNobodyReaches(Simulation world) => Run(world, changer: 0);

    [Simulated(Cores = 3, Seeds = 100)]
    public void WhatAnotherCoreTakesAwayNobodyReaches(Simulation world) => Run(world, changer: 1);

    private static void Run(Simulation world, int changer)
    {
        bool isOver = false;
        var random = new SeededRandom(world.Hardware.Seed ^ 0x54007);
        world.BootAll(async thread =>
        {
            var (_, space) = await thread.CreateAddressSpace(thread.Start.Budget);
            for (int core = 0; core < world.CoreCount; core++)
            {
                var toucher = new SeededRandom(random.Next());
                await StartToucher(thread, core, space, async thread =>
                {
                    while (!isOver) _ = await thread.Write(At + (ulong)toucher.Below((int)Pages) * PageSize, 1);
                });
            }
            RemoteProcess process = await RemoteProcess.Make(thread, changer);
            Handle there = await process.Give(thread, space.Untyped);
            Handle own = await process.Give(thread, thread.Start.Budgets[changer].Untyped), ofSpace = await process.Give(thread, thread.Start.Budget.Untyped);
            await process.Start(thread, async thread =>
            {
                var changes = new Changer(thread, new(there), [new(own), new(ofSpace)], new(random.Next()));
                for (int round = 0; round < Rounds; round++) await changes.ChangeOnce();
                isOver = true;
            });
            var (_, alarm) = await thread.CreateNotification(thread.Start.Budget);
            while (!isOver) await RemoteProcess.Sleep(thread, alarm, 2_000);
        });
        world.Run();
        Assert.True(isOver);
    }

    /// <summary>On a core, in the space; what it cannot reach it passes over.</summary>
    private static async Task StartToucher(SimulatedThread by, int core, Handle<AddressSpace> space, UserProgram program)
    {
        RemoteProcess keeper = await RemoteProcess.Make(by, core);
        Handle<MemoryBudget> budget = by.Start.Budgets[core];
        var (_, endpoint) = await by.CreateEndpoint(budget);
        Handle served = await keeper.Give(by, endpoint.Untyped);
        var (_, process) = await by.CreateProcess(budget, space);
        var (_, time) = await by.CreateSchedulingContext(budget, by.Start.Times[core], 5, 10_000, 10_000);
        var (_, thread) = await by.CreateThread(budget, process, time);
        Assert.Equal(Status.Ok, await by.SetFaultHandler(thread, endpoint));
        await keeper.Start(by, async keeper =>
        {
            Message fault = default;
            for (var status = Status.Ok; status == Status.Ok; status = fault.Info.Status)
            {
                Message verdict = new() { Label = (ulong)FaultVerdict.Skip, Word0 = fault.Word0 + 1 };
                (_, fault) = fault.Label == 0 ? await keeper.Receive(new(served), default) : await keeper.ReplyReceive(new(served), verdict);
            }
        });
        Assert.Equal(Status.Ok, await by.StartThread(thread, by.World.AddProgram(program), 0, 0));
    }

    /// <summary>Alone in changing the space: whatever is not there after one of its calls is not there for anybody.</summary>
    /// <param name="budgets">Of which the memory is.</param>
    private sealed class Changer(SimulatedThread thread, Handle<AddressSpace> space, Handle<MemoryBudget>[] budgets, SeededRandom random)
    {
        private readonly Handle<MemoryObject>[] _memories = new Handle<MemoryObject>[Pages];
        private SeededRandom _random = random;

        public async Task ChangeOnce()
        {
            ulong page = (ulong)_random.Below((int)Pages), at = At + page * PageSize;
            if (_memories[page].IsNone)
            {
                var (status, memory) = await thread.CreateMemory(budgets[_random.Below(budgets.Length)], 1, MemoryOptions.Committed);
                if (status == Status.Ok) status = await thread.Map(space, memory, at, 0, 1, Protection.ReadWrite);
                Assert.Equal(Status.Ok, status);
                _memories[page] = memory;
                return;
            }
            switch (_random.Below(4))
            {
                case 0:
                    // What is mapped in a space of another core keeps its pages.
                    Assert.True(await thread.Decommit(_memories[page], 0, 1) is Status.Ok or Status.BadState);
                    break;
                case 1:
                    Assert.Equal(Status.Ok, await thread.Protect(space, at, 1, Protection.Read));
                    break;
                case 2:
                    Assert.Equal(Status.Ok, await thread.Unmap(space, at, 1));
                    Assert.Equal(Status.Ok, await thread.Release(_memories[page]));
                    _memories[page] = default;
                    break;
                default:
                    // The mapping goes with the handle: at once, or soon.
                    Assert.Equal(Status.Ok, await thread.Release(_memories[page]));
                    while (!await IsFree(at)) { }
                    _memories[page] = default;
                    return;
            }
            thread.World.CheckForgotten(home: 0);
        }

        private async Task<bool> IsFree(ulong at)
        {
            var (status, memory) = await thread.CreateMemory(budgets[0], 1, MemoryOptions.None);
            if (status == Status.Ok) status = await thread.Map(space, memory, at, 0, 1, Protection.Read);
            Assert.True(status is Status.Ok or Status.Overlap);
            bool isFree = status == Status.Ok;
            if (isFree) status = await thread.Unmap(space, at, 1);
            Assert.Equal(isFree ? Status.Ok : Status.Overlap, status);
            Assert.Equal(Status.Ok, await thread.Release(memory));
            return isFree;
        }
    }
}
