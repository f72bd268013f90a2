using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>What takes several cores. The counter counts the instructions of all of them; one that has nothing to do sleeps.</summary>
// SAFETY: addresses that are touched were mapped here.
internal static unsafe class Cores
{
    private const int Rounds = 64, Pages = 16;
    private const ulong PageSize = MemoryLayout.PageSize;

    private static ulong _at;
    private static int _ready;

    private static ulong Serve(ulong none)
    {
        Handle<Endpoint> from = World.Claim<Endpoint>(ChildStart.Current.Gift0.Value);
        Message message = default;
        Status status = Kernel.Receive(from, ref message);
        while (status == Status.Ok) status = Kernel.ReplyReceive(from, ref message);
        return (ulong)status;
    }

    [Benchmark("kernel", "call_reply_cross_core", Aim = 2500)]
    internal static void CallReplyCrossCore(ref Measurement measurement) => CallReply(ref measurement, 1);

    /// <summary>The endpoint is of the caller's core, and served from another.</summary>
    [Benchmark("kernel", "call_reply_far_server")]
    internal static void CallReplyFarServer(ref Measurement measurement) => CallReply(ref measurement, 0);

    private static void CallReply(ref Measurement measurement, int endpointAt)
    {
        if (Startup.Block.CoreCount < 2) return;
        ChildProcess server = default;
        Status status = Kernel.CreateEndpoint(Startup.Block.Budgets[endpointAt], out Handle<Endpoint> endpoint);
        if (status == Status.Ok) status = server.Make(Startup.Block.Budgets[1], Startup.Block.Times[1], 8 << 20, Worker.UsualPriority);
        if (status == Status.Ok) status = server.GiveFirst(endpoint, Rights.All);
        if (status == Status.Ok) status = server.Start(&Serve, 0);
        Message message = default;
        if (status != Status.Ok || Kernel.Call(endpoint, ref message) != Status.Ok) return;
        measurement.Start();
        for (int round = 0; round < Rounds; round++)
        {
            message.Info = default;
            _ = Kernel.Call(endpoint, ref message);
        }
        measurement.Stop(Rounds);
        server.Release();
        _ = Kernel.Release(endpoint);
    }

    /// <summary>A timer that has gone off already signals a notification of another core, where the caller waits.</summary>
    [Benchmark("kernel", "timer_cross_core")]
    internal static void TimerCrossCore(ref Measurement measurement)
    {
        if (Startup.Block.CoreCount < 2) return;
        Status status = Kernel.CreateNotification(World.Budget, out Handle<Notification> notification);
        if (status == Status.Ok) status = Kernel.CreateTimer(Startup.Block.Budgets[1], notification, 1, out _timer);
        if (status != Status.Ok) return;
        measurement.Start();
        for (int round = 0; round < Rounds; round++)
        {
            _ = Kernel.SetTimer(_timer, 1);
            _ = Kernel.Wait(notification, World.Never, out _);
        }
        measurement.Stop(Rounds);
        _ = Kernel.Release(_timer);
        _ = Kernel.Release(notification);
    }

    private static Handle<Timer> _timer;

    [Benchmark("kernel", "unmap_cores_1")]
    internal static void UnmapOnOne(ref Measurement measurement) => Unmap(ref measurement, 1);

    [Benchmark("kernel", "unmap_cores_2")]
    internal static void UnmapOnTwo(ref Measurement measurement) => Unmap(ref measurement, 2);

    [Benchmark("kernel", "unmap_cores_4")]
    internal static void UnmapOnFour(ref Measurement measurement) => Unmap(ref measurement, 4);

    [Benchmark("kernel", "unmap_cores_8")]
    internal static void UnmapOnEight(ref Measurement measurement) => Unmap(ref measurement, 8);

    /// <summary>Unmaps pages that threads on so many cores have touched.</summary>
    private static void Unmap(ref Measurement measurement, int cores)
    {
        if (Startup.Block.CoreCount < cores) return;
        if (Kernel.CreateMemory(World.Budget, Pages, MemoryOptions.Committed, out Handle<MemoryObject> memory) != Status.Ok) return;
        _at = Addresses.Take(Pages);
        if (Kernel.Map(World.Space, memory, _at, 0, Pages, Protection.ReadWrite) != Status.Ok) return;
        TouchAll();
        FarThreads threads = default;
        _ready = 0;
        for (int core = 1; core < cores; core++)
        {
            if (threads[core].Make(core) != Status.Ok || threads[core].GiveWait(core, out ulong handle) != Status.Ok
                || threads[core].Start(&TouchAndWait, handle) != Status.Ok)
                return;
        }
        if (!World.Until(&AreReady, (ulong)cores - 1)) return;
        measurement.Start();
        for (ulong page = 0; page < Pages; page++) _ = Kernel.Unmap(World.Space, _at + page * PageSize, 1);
        measurement.Stop(Pages);
        for (int core = 1; core < cores; core++) threads[core].Release();
        _ = Kernel.Release(memory);
    }

    [System.Runtime.CompilerServices.InlineArray(8)]
    private struct FarThreads { private FarThread _first; }

    private static bool AreReady(ulong count) => (ulong)Volatile.Read(ref _ready) == count;

    private static void TouchAndWait(ulong notification)
    {
        TouchAll();
        _ = Interlocked.Increment(ref _ready);
        _ = Kernel.Wait(World.Claim<Notification>(notification), World.Never, out _);
    }

    private static void TouchAll()
    {
        for (ulong page = 0; page < Pages; page++) Volatile.Write(ref *(ulong*)(_at + page * PageSize), 1);
    }
}
