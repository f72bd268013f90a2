using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>Another thread of this process, with a stack and time of its own.</summary>
internal unsafe struct Worker
{
    private const ulong StackPages = 8;

    public Handle<Thread> Thread;
    public Handle<SchedulingContext> Time;
    private Handle<Notification> _end;

    /// <summary>The priority of threads that are to be no different from the first.</summary>
    public const uint UsualPriority = 32;

    /// <summary>Makes a thread and starts it.</summary>
    public Status Start(delegate*<ulong, void> function, ulong argument, uint priority = UsualPriority)
    {
        Status status = Kernel.CreateSchedulingContext(World.Budget, World.Time, priority, 10 * World.Millisecond, 10 * World.Millisecond, out Time);
        return status == Status.Ok ? StartOn(Time, function, argument) : status;
    }

    /// <summary>Makes a thread without time of its own, which runs only when others lend it theirs.</summary>
    public Status StartPassive(delegate*<ulong, void> function, ulong argument) => StartOn(default, function, argument);

    private Status StartOn(Handle<SchedulingContext> time, delegate*<ulong, void> function, ulong argument)
    {
        Status status = Make(time, out ulong stackEnd);
        // SAFETY: the stack was mapped for this thread.
        return status == Status.Ok ? ThreadStack.Start(Thread, stackEnd, function, argument) : status;
    }

    /// <summary>Makes a thread that is not started.</summary>
    public Status Make(Handle<SchedulingContext> time, out ulong stackEnd)
    {
        ulong stack = Addresses.Take(StackPages);
        stackEnd = stack + StackPages * MemoryLayout.PageSize;
        Status status = Kernel.CreateMemory(World.Budget, StackPages, MemoryOptions.None, out Handle<MemoryObject> memory);
        if (status == Status.Ok) status = Kernel.Map(World.Space, memory, stack, 0, StackPages, Protection.ReadWrite);
        if (status == Status.Ok) status = Kernel.CreateThread(World.Budget, World.Process, time, out Thread);
        if (status == Status.Ok) status = Kernel.CreateNotification(World.Budget, out _end);
        if (status == Status.Ok) status = Kernel.NotifyOfEnd(Thread, _end, 1);
        return status;
    }

    public readonly Status AwaitEnd(ulong nanoseconds = 5 * World.Second) => Kernel.Wait(_end, World.In(nanoseconds), out _);

    public readonly ExitKind ExitKind => (ExitKind)(uint)World.InfoOf(Thread).Detail0;
    public readonly ulong ExitStatus => World.InfoOf(Thread).Detail1;
}
