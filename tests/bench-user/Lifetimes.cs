using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>Threads and processes from their making to the word of their end.</summary>
internal static unsafe class Lifetimes
{
    private const int Threads = 32, Processes = 8;
    private const ulong StackPages = 4;
    private const ulong BudgetBytes = 1 << 20;

    private static void Nothing(ulong none) { }

    private static ulong ReturnNothing(ulong none) => 0;

    /// <summary>On a stack that is there already, as programs keep them.</summary>
    [Benchmark("kernel", "thread_create_join", Aim = 6000)]
    internal static void ThreadCreateJoin(ref Measurement measurement)
    {
        ulong stack = Addresses.Take(StackPages);
        if (Kernel.CreateMemory(World.Budget, StackPages, MemoryOptions.Committed, out Handle<MemoryObject> memory) != Status.Ok) return;
        if (Kernel.Map(World.Space, memory, stack, 0, StackPages, Protection.ReadWrite) != Status.Ok) return;
        if (Kernel.CreateNotification(World.Budget, out Handle<Notification> end) != Status.Ok) return;
        ulong stackEnd = stack + StackPages * MemoryLayout.PageSize;
        if (!TryRunThread(stackEnd, end)) return;
        measurement.Start();
        for (int round = 0; round < Threads; round++) _ = TryRunThread(stackEnd, end);
        measurement.Stop(Threads);
        _ = Kernel.Release(end);
        _ = Kernel.Release(memory);
    }

    private static bool TryRunThread(ulong stackEnd, Handle<Notification> end)
    {
        Status status = Kernel.CreateSchedulingContext(World.Budget, World.Time, Peer.HighestPriority, 10 * World.Millisecond, 10 * World.Millisecond,
            out Handle<SchedulingContext> time);
        if (status != Status.Ok) return false;
        status = Kernel.CreateThread(World.Budget, World.Process, time, out Handle<Thread> thread);
        if (status == Status.Ok) status = Kernel.NotifyOfEnd(thread, end, 1);
        if (status == Status.Ok) status = ThreadStack.Start(thread, stackEnd, &Nothing, 0);
        if (status == Status.Ok) status = Kernel.Wait(end, World.Never, out _);
        _ = Kernel.Release(thread);
        _ = Kernel.Release(time);
        return status == Status.Ok;
    }

    /// <summary>With a budget of its own, from which all of it is paid and which is whole again at the end.</summary>
    [Benchmark("kernel", "process_spawn_wait", Aim = 40000)]
    internal static void ProcessSpawnWait(ref Measurement measurement)
    {
        if (!TryRunProcess()) return;
        measurement.Start();
        for (int round = 0; round < Processes; round++) _ = TryRunProcess();
        measurement.Stop(Processes);
    }

    private static bool TryRunProcess()
    {
        ChildProcess child = default;
        Status status = child.Make(World.Budget, BudgetBytes, Peer.HighestPriority);
        if (status == Status.Ok) status = child.Start(&ReturnNothing, 0);
        if (status == Status.Ok) status = child.AwaitEnd();
        child.Release();
        return status == Status.Ok;
    }
}
