using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>A process of any core with one thread, which is not started at first; and what programs do with such.</summary>
internal readonly record struct RemoteProcess(
    int Core, Handle<MemoryBudget> Budget, Handle<Process> Process, Handle<Abi.Objects.Thread> Thread, Handle<SchedulingContext> Time)
{
    public static async Task<RemoteProcess> Make(SimulatedThread by, int core)
    {
        StartBlock start = by.Start;
        var (_, budget) = await by.CreateBudget(start.Budgets[core], 64 * MemoryLayout.PageSize);
        var (_, space) = await by.CreateAddressSpace(budget);
        var (_, process) = await by.CreateProcess(budget, space);
        var (_, time) = await by.CreateSchedulingContext(budget, start.Times[core], 10, 10_000, 10_000);
        var (made, thread) = await by.CreateThread(budget, process, time);
        Assert.Equal(Status.Ok, made);
        return new RemoteProcess(core, budget, process, thread, time);
    }

    public async Task Start(SimulatedThread by, UserProgram program)
        => Assert.Equal(Status.Ok, await by.StartThread(Thread, by.World.AddProgram(program), 0, 0));

    /// <summary>Gives it a handle like one of another process.</summary>
    /// <returns>The handle there.</returns>
    public async Task<Handle> Give(SimulatedThread by, Handle handle, Rights rights = Rights.All)
    {
        var (status, clone) = await by.Clone(handle, rights, 0);
        Assert.Equal(Status.Ok, status);
        (status, Handle there) = await by.Transfer(Process, clone);
        Assert.Equal(Status.Ok, status);
        return there;
    }

    public static async Task Sleep(SimulatedThread thread, Handle<Notification> alarm, ulong ns)
        => Assert.Equal(Status.TimedOut, (await thread.Wait(alarm, thread.World.Hardware.Now + ns)).Item1);
}
