using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>A thread on any core, in this process's address space, with a process of its own there.</summary>
internal unsafe struct FarThread
{
    private const ulong StackPages = 8;

    public Handle<Process> Process;
    public Handle<Thread> Thread;
    private Handle<SchedulingContext> _time;
    private Handle<Notification> _end;
    private Handle<MemoryObject> _stack;
    private ulong _stackEnd;

    public Status Make(int core)
    {
        Handle<MemoryBudget> budget = Startup.Block.Budgets[core];
        ulong stack = Addresses.Take(StackPages);
        _stackEnd = stack + StackPages * MemoryLayout.PageSize;
        Status status = Kernel.CreateMemory(World.Budget, StackPages, MemoryOptions.None, out _stack);
        if (status == Status.Ok) status = Kernel.Map(World.Space, _stack, stack, 0, StackPages, Protection.ReadWrite);
        if (status == Status.Ok)
            status = Kernel.CreateSchedulingContext(budget, Startup.Block.Times[core], Worker.UsualPriority, 10 * World.Millisecond, 10 * World.Millisecond, out _time);
        if (status == Status.Ok) status = Kernel.CreateProcess(budget, World.Space, out Process);
        if (status == Status.Ok) status = Kernel.CreateThread(budget, Process, _time, out Thread);
        if (status == Status.Ok) status = Kernel.CreateNotification(budget, out _end);
        if (status == Status.Ok) status = Kernel.NotifyOfEnd(Process, _end, 1);
        return status;
    }

    /// <summary>Has it hold a notification of its core, to wait for.</summary>
    public readonly Status GiveWait(int core, out ulong there)
    {
        there = 0;
        Status status = Kernel.CreateNotification(Startup.Block.Budgets[core], out Handle<Notification> notification);
        if (status != Status.Ok) return status;
        status = Kernel.Transfer(Process, notification, out Handle given);
        there = given.Value;
        return status;
    }

    // SAFETY: the stack was mapped for this thread.
    public readonly Status Start(delegate*<ulong, void> function, ulong argument) => ThreadStack.Start(Thread, _stackEnd, function, argument);

    public Status Start(int core, delegate*<ulong, void> function, ulong argument)
    {
        Status status = Make(core);
        return status == Status.Ok ? Start(function, argument) : status;
    }

    public readonly Status AwaitEnd() => Kernel.Wait(_end, World.In(5 * World.Second), out _);

    public readonly void Release()
    {
        _ = Kernel.Release(Thread);
        _ = Kernel.Release(Process);
        _ = Kernel.Release(_time);
        _ = Kernel.Release(_end);
        _ = Kernel.Release(_stack);
    }
}
