using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Servers.Init;

/// <summary>
/// Passes on what happens on another core. An end can be told only to a notification of its own core, and init waits for one: so for each further core a thread
/// waits, and signals that one. It has no object of the heap and needs none.
/// </summary>
internal static unsafe class EndRelay
{
    private const ulong StackPages = 4, TurnNs = 10_000_000;

    /// <summary>What lies at the beginning of the thread's stack.</summary>
    private struct Way
    {
        public Handle<Notification> From, To;
    }

    /// <summary>Has all bits of one notification set in another, for as long as init is there.</summary>
    public static Status Start(Handle<Notification> from, Handle<Notification> to, uint priority)
    {
        ulong at = AddressRanges.Take(StackPages);
        Status status = Kernel.CreateMemory(Startup.Block.Budget, StackPages, MemoryOptions.None, out Handle<MemoryObject> stack);
        if (status == Status.Ok) status = Kernel.Map(Startup.Block.Space, stack, at, 0, StackPages, Protection.ReadWrite);
        if (status != Status.Ok) return status;
        status = Kernel.CreateSchedulingContext(Startup.Block.Budget, Startup.Block.Scheduling, priority, TurnNs, TurnNs, out Handle<SchedulingContext> time);
        if (status != Status.Ok) return status;
        status = Kernel.CreateThread(Startup.Block.Budget, Startup.Block.Process, time, out Handle<Thread> thread);
        if (status != Status.Ok) return status;
        // SAFETY: the stack was just mapped, and is this thread's alone; it grows down to where this lies, and does not get near.
        *(Way*)at = new() { From = from, To = to };
        // SAFETY: as above; nobody unmaps it.
        return ThreadStack.Start(thread, at + StackPages * MemoryLayout.PageSize, &Run, at);
    }

    private static void Run(ulong argument)
    {
        // SAFETY: Start has put it there.
        Way way = *(Way*)argument;
        while (Kernel.Wait(way.From, ulong.MaxValue, out ulong bits) == Status.Ok) _ = Kernel.Signal(way.To, bits);
    }
}
