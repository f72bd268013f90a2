using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>What a foreign thread's handler, and who interrupts it, can rely on.</summary>
public sealed class ForeignTests
{
    private const ulong Page = 0x10_0000, Paged = 0x20_0000, Pages = 4;
    private const int Rounds = 8;

    /// <summary>Who asks before it interrupts can be sure that the handler looks, wherever the thread is.</summary>
    [Simulated(Cores = 1, Seeds = 60)]
    public void WhoIsInterruptedLooks(Simulation world)
    {
        int asked = 0, seen = 0;
        world.Boot(0, async thread =>
        {
            Handle<Abi.Objects.Thread> foreign = await Start(thread, () => seen = asked, static async program =>
            {
                while (true)
                {
                    await program.Compute(300);
                    _ = await program.Yield();
                }
            });
            for (int round = 1; round <= Rounds; round++)
            {
                asked = round;
                await Interrupt(thread, foreign);
                await Sleep(thread, 20_000);
                Assert.Equal(round, seen);
            }
        });
        world.Run();
    }

    /// <summary>Its handler runs, and not what the pager thinks that goes on; the program asks for the page again when it does.</summary>
    [Simulated(Cores = 1, Seeds = 60)]
    public void WhoIsInterruptedWhileItsPagerIsAskedIsInItsHandler(Simulation world)
    {
        int entries = 0;
        bool isDone = false;
        world.Boot(0, async thread =>
        {
            StartBlock start = thread.Start;
            var (_, pager) = await thread.CreateEndpoint(start.Budget);
            var (_, memory) = await thread.CreatePagedMemory(start.Budget, Pages, pager);
            Assert.Equal(Status.Ok, await thread.Map(start.Space, memory, Paged, 0, Pages, Protection.ReadWrite));
            Handle<Abi.Objects.Thread> foreign = await Start(thread, () => entries++, async program =>
            {
                isDone = await program.Write(Paged, 77);
                while (true) await program.Compute(1000);
            });
            Assert.Equal(Status.Ok, (await thread.Receive(pager, default)).Item1);
            Assert.Equal(0, entries);
            Assert.Equal(Status.Ok, await thread.InterruptForeign(foreign));
            // Nobody waits for this any more.
            Message skip = new() { Label = (ulong)FaultVerdict.Skip, Word0 = Page };
            Assert.Equal(Status.BadState, (await thread.Reply(default, skip)).Item1);
            Assert.Equal(Status.Ok, (await thread.Receive(pager, default)).Item1);
            Assert.Equal((1, false), (entries, isDone));
            var (_, source) = await thread.CreateMemory(start.Budget, 1, MemoryOptions.Committed);
            Assert.Equal(Status.Ok, await thread.SupplyPages(memory, 0, source, 0, 1));
            Assert.Equal(Status.Ok, (await thread.Reply(default, new Message { Label = (ulong)FaultVerdict.Continue })).Item1);
            await Sleep(thread, 20_000);
            Assert.True(isDone);
        });
        world.Run();
    }

    /// <summary>The same, where the pager's endpoint is of another core, and nobody may be there yet.</summary>
    [Simulated(Cores = 2, Seeds = 100)]
    public void WhoIsInterruptedWhileAPagerOfAnotherCoreIsAskedIsInItsHandler(Simulation world)
    {
        int entries = 0;
        bool isDone = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var random = new SeededRandom(world.Hardware.Seed);
            var (_, pager) = await thread.CreateEndpoint(start.Budgets[1]);
            var (_, memory) = await thread.CreatePagedMemory(start.Budget, Pages, pager);
            Assert.Equal(Status.Ok, await thread.Map(start.Space, memory, Paged, 0, Pages, Protection.ReadWrite));
            Handle<Abi.Objects.Thread> foreign = await Start(thread, () => entries++, async program =>
            {
                isDone = await program.Write(Paged, 77);
                while (true) await program.Compute(1000);
            });
            if (random.OneIn(2)) Assert.Equal(Status.Ok, (await thread.Receive(pager, default)).Item1);
            await Interrupt(thread, foreign);
            await Sleep(thread, (ulong)random.Below(4_000));
            // Whom this answers, if anybody, is not where it faulted.
            _ = await thread.Reply(default, new Message { Label = (ulong)FaultVerdict.Skip, Word0 = Page });
            var (_, source) = await thread.CreateMemory(start.Budget, 1, MemoryOptions.Committed);
            Status supplied;
            while ((supplied = await thread.SupplyPages(memory, 0, source, 0, 1)) == Status.BadState) await Sleep(thread, 500);
            Assert.Equal(Status.Ok, supplied);
            for (int rounds = 40; rounds > 0 && !isDone; rounds--)
            {
                Message go = new() { Label = (ulong)FaultVerdict.Continue };
                Assert.True(go.TrySetDeadline(world.Hardware.Now + 4_000));
                _ = await thread.ReplyReceive(pager, go);
            }
            Assert.Equal((true, true), (isDone, entries >= 1));
        });
        world.Run();
    }

    /// <summary>Starts a thread of the first process that becomes foreign.</summary>
    /// <param name="look">What its handler does each time before it leaves.</param>
    private static async Task<Handle<Abi.Objects.Thread>> Start(SimulatedThread by, Action look, UserProgram program)
    {
        StartBlock start = by.Start;
        var (_, memory) = await by.CreateMemory(start.Budget, 1, MemoryOptions.None);
        Assert.Equal(Status.Ok, await by.Map(start.Space, memory, Page, 0, 1, Protection.ReadWrite));
        var (_, time) = await by.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
        var (_, thread) = await by.CreateThread(start.Budget, start.Process, time);
        ulong handler = by.World.AddProgram(async handler =>
        {
            while (true)
            {
                look();
                Assert.Equal(Status.Cancelled, await handler.ReturnToForeign());
            }
        });
        ulong first = by.World.AddProgram(program);
        Assert.Equal(Status.Ok, await by.StartThread(thread, by.World.AddProgram(async thread =>
        {
            Assert.True(await thread.Write(Page + ForeignPlaces.Instruction, first));
            Assert.Equal(Status.Ok, await thread.SetForeign(handler, Page));
            Assert.Equal(Status.Cancelled, await thread.ReturnToForeign());
        }), 0, 0));
        return thread;
    }

    /// <summary>Interrupts it as soon as it is foreign.</summary>
    private static async Task Interrupt(SimulatedThread thread, Handle<Abi.Objects.Thread> foreign)
    {
        while (await thread.InterruptForeign(foreign) is var status && status != Status.Ok)
        {
            Assert.Equal(Status.BadState, status);
            await Sleep(thread, 1000);
        }
    }

    private static async Task Sleep(SimulatedThread thread, ulong ns)
    {
        var (_, alarm) = await thread.CreateNotification(thread.Start.Budget);
        Assert.Equal(Status.TimedOut, (await thread.Wait(alarm, thread.World.Hardware.Now + ns)).Status);
        _ = await thread.Release(alarm);
    }
}
