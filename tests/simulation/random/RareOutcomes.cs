using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>What random histories come to so seldom that one cannot count on it.</summary>
internal static class RareOutcomes
{
    private const ulong Huge = 1UL << 60, Nowhere = 0x70_0000;

    public static async Task Run(SimulatedThread thread)
    {
        StartBlock start = thread.Start;
        Handle<MemoryBudget> budget = start.Budget;
        var (_, notification) = await thread.CreateNotification(budget);
        var (_, endpoint) = await thread.CreateEndpoint(budget);
        var (_, memory) = await thread.CreateMemory(budget, 1, MemoryOptions.None);

        Is(Status.WrongType, await thread.EndBudget(new(notification)));
        Is(Status.WrongType, await thread.EndProcess(new(notification), 0));
        Is(Status.WrongType, await thread.EndThread(new(notification), 0));
        Is(Status.WrongType, await thread.BindSchedulingContext(new(notification), default));
        Is(Status.BadArgument, (await thread.CreatePagedMemory(budget, 0, endpoint)).Status);
        Is(Status.OutOfRange, (await thread.CreatePagedMemory(budget, Huge, endpoint)).Status);
        Is(Status.BadArgument, await thread.Resize(memory, 0));
        Is(Status.OutOfRange, await thread.Resize(memory, Huge));
        var (_, twoPages) = await thread.CreateBudget(budget, 2 * MemoryLayout.PageSize);
        var (_, small) = await thread.CreateMemory(twoPages, 1, MemoryOptions.Committed);
        Is(Status.BudgetExceeded, await thread.Resize(small, 1000));
        Message message = default;
        Assert.True(message.TryAdd(await Limit(thread, memory), HandlePassing.Move));
        Is(Status.NotPermitted, (await thread.Reply(default, message)).Item1);
        await UseThread(thread, budget);
        await UseForeign(thread, notification);
        await UseTimer(thread, budget, notification);
        await UseInterrupts(thread, budget);
        await UseDma(thread, budget);
        await UseSystem(thread, budget, notification);
        await TakeTooMuch(thread, budget);
    }

    /// <summary>Of two cores: what only that of the other keeps from being done.</summary>
    public static async Task RunAcross(SimulatedThread thread)
    {
        StartBlock start = thread.Start;
        RemoteProcess here = await RemoteProcess.Make(thread, 0), there = await RemoteProcess.Make(thread, 1);
        Is(Status.NotSupported, await thread.BindSchedulingContext(here.Thread, there.Time));
        Is(Status.NotSupported, (await thread.MigrateThread(here.Budget, here.Thread, there.Process, default)).Status);

        var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[1]);
        var (_, memory) = await thread.CreateMemory(start.Budget, 1, MemoryOptions.None);
        Is(Status.Ok, await thread.Map(start.Space, memory, Nowhere, 0, 1, Protection.Read));
        Is(Status.BadState, (await thread.Transfer(there.Process, memory)).Status);
        Message message = default;
        Assert.True(message.TryAdd(memory.Untyped, HandlePassing.Move));
        Is(Status.BadState, (await thread.Call(endpoint, message)).Item1);
    }

    private static async Task UseThread(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        var (_, made) = await thread.CreateThread(budget, thread.Start.Process, default);
        Is(Status.BadArgument, await thread.StartThread(made, Huge, 0, 0));
        Is(Status.BadArgument, await thread.ReadRegisters(made, Nowhere, 1));
        Is(Status.BadAddress, await thread.WriteRegisters(made, Nowhere, RegisterBytes));
        Handle gone = await Lend(thread, budget, made);
        Is(Status.Dead, await thread.BindSchedulingContext(new(gone), default));
    }

    /// <summary>A foreign thread's page is gone when somebody interrupts it.</summary>
    private static async Task UseForeign(SimulatedThread thread, Handle<Notification> never)
    {
        const ulong page = 0x60_0000;
        StartBlock start = thread.Start;
        bool isThere = false;
        var (_, memory) = await thread.CreateMemory(start.Budget, 1, MemoryOptions.None);
        Is(Status.Ok, await thread.Map(start.Space, memory, page, 0, 1, Protection.ReadWrite));
        var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
        var (_, foreign) = await thread.CreateThread(start.Budget, start.Process, time);
        ulong handler = thread.World.AddProgram(async own => _ = await own.ReturnToForeign());
        ulong program = thread.World.AddProgram(async own =>
        {
            isThere = true;
            while (true) await own.Compute(1000);
        });
        Is(Status.Ok, await thread.StartThread(foreign, thread.World.AddProgram(async own =>
        {
            Assert.True(await own.Write(page + ForeignPlaces.Instruction, program));
            Is(Status.Ok, await own.SetForeign(handler, page));
            _ = await own.ReturnToForeign();
        }), 0, 0));
        while (!isThere) Is(Status.TimedOut, (await thread.Wait(never, thread.World.Hardware.Now + 1000)).Status);
        Is(Status.Ok, await thread.Unmap(start.Space, page, 1));
        Is(Status.BadAddress, await thread.InterruptForeign(foreign));
        Is(Status.Ok, await thread.EndThread(foreign, 0));
    }

    private static unsafe ulong RegisterBytes => (ulong)sizeof(ThreadRegisters);

    private static async Task UseTimer(SimulatedThread thread, Handle<MemoryBudget> budget, Handle<Notification> notification)
    {
        var (_, timer) = await thread.CreateTimer(budget, notification, 1);
        Is(Status.NotPermitted, await thread.SetTimer(new(await Limit(thread, timer)), 0));
        Is(Status.Dead, await thread.SetTimer(new(await Lend(thread, budget, timer)), 0));
    }

    private static async Task UseInterrupts(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        Handle<Interrupt> all = thread.Start.Interrupts;
        Is(Status.OutOfRange, (await thread.CreateInterrupt(budget, all, 1000, InterruptSignal.RisingEdge)).Status);
        var (_, single) = await thread.CreateInterrupt(budget, all, 0, InterruptSignal.RisingEdge);
        Is(Status.BadState, (await thread.CreateInterrupt(budget, single, 0, InterruptSignal.RisingEdge)).Status);
        Is(Status.BadState, (await thread.CreateMessageInterrupt(budget, single)).Status);
        Is(Status.BudgetExceeded, (await thread.CreateMessageInterrupt((await Exhaust(thread, budget)).Budget, all)).Status);
        Status status = Status.Ok;
        while (status == Status.Ok) status = (await thread.CreateMessageInterrupt(budget, all)).Status;
        Is(Status.OutOfMemory, status);
        Handle gone = await Lend(thread, budget, single);
        Is(Status.Dead, await thread.MaskInterrupt(new(gone)));
    }

    private static async Task UseDma(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        Is(Status.OutOfRange, (await thread.CreateDeviceMemory(budget, thread.Start.DeviceMemory, Huge, 1, CachePolicy.Device)).Status);
        var (_, run) = await thread.CreateMemory(budget, 2, MemoryOptions.Contiguous);
        var (_, space) = await thread.CreateDmaSpace(budget, thread.Start.DeviceMemory);
        Is(Status.OutOfRange, (await thread.MapDma(space, run, 5, 1)).Status);
        Is(Status.BudgetExceeded, (await thread.MapDma((await Exhaust(thread, budget)).Space, run, 0, 1)).Status);
        Is(Status.NotPermitted, await thread.UnmapDma(new(await Limit(thread, space)), 0));
        Handle gone = await Lend(thread, budget, space);
        Is(Status.Dead, (await thread.MapDma(new(gone), run, 0, 1)).Status);
        Is(Status.Dead, await thread.UnmapDma(new(gone), 0));
    }

    private static async Task UseSystem(SimulatedThread thread, Handle<MemoryBudget> budget, Handle<Notification> notification)
    {
        Handle<SystemControl> system = thread.Start.System;
        Handle gone = await Lend(thread, budget, system), limited = await Limit(thread, system);
        Is(Status.BadHandle, await thread.Restart(default));
        foreach ((Handle handle, Status status) in new[] { (gone, Status.Dead), (limited, Status.NotPermitted), (notification.Untyped, Status.WrongType) })
        {
            Is(status, await thread.WriteLog(new(handle), Nowhere, 1));
            Is(status, await thread.PowerOff(new(handle), 0));
            Is(status, await thread.Restart(new(handle)));
        }
    }

    /// <summary>Every other piece of memory is free, and something larger asked for.</summary>
    private static async Task TakeTooMuch(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        const ulong piece = 256;
        var pieces = new List<Handle<MemoryObject>>();
        while (await thread.CreateMemory(budget, piece, MemoryOptions.Contiguous) is (Status.Ok, var memory)) pieces.Add(memory);
        for (int i = 0; i < pieces.Count; i += 2) _ = await thread.Release(pieces[i]);
        Is(Status.OutOfMemory, (await thread.CreateMemory(budget, 2 * piece, MemoryOptions.Contiguous)).Status);
    }

    /// <summary>A budget that nothing can be made of any more, and a space that is charged to it.</summary>
    private static async Task<(Handle<MemoryBudget> Budget, Handle<DmaSpace> Space)> Exhaust(SimulatedThread thread, Handle<MemoryBudget> parent)
    {
        var (_, budget) = await thread.CreateBudget(parent, MemoryLayout.PageSize);
        var (_, space) = await thread.CreateDmaSpace(budget, thread.Start.DeviceMemory);
        while (await thread.CreateNotification(budget) is (Status.Ok, _)) { }
        return (budget, space);
    }

    /// <summary>A handle without rights.</summary>
    private static async Task<Handle> Limit(SimulatedThread thread, Handle handle) => (await thread.Weaken(handle, Rights.None)).Weak;

    /// <summary>A handle that was lent and taken back.</summary>
    private static async Task<Handle> Lend(SimulatedThread thread, Handle<MemoryBudget> budget, Handle handle)
    {
        var (_, lease, borrowed) = await thread.Lend(budget, handle, OwnHandles.RightsOf(handle), 0);
        Is(Status.Ok, await thread.Revoke(lease));
        return borrowed;
    }

    private static void Is(Status expected, Status status) => Assert.Equal(expected, status);
}
