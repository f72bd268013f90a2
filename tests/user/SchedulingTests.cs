using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Threads on their own time and on that of others.</summary>
internal static unsafe class SchedulingTests
{
    private const uint Low = 20;

    /// <summary>One turn of a thread, and a half.</summary>
    private const ulong AWhile = 15 * World.Millisecond;

    private static Handle<Endpoint> _endpoint;
    private static bool _isServing, _mayReply, _mayEnd;

    /// <summary>It waits in the run queue of its caller's priority, not of its own.</summary>
    [UserTest]
    public static void AServerOnItsCallersTimeCanLoseItsOwn(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        Worker server = default, caller = default, other = default;
        if (!test.Ok(server.Start(&Serve, 0, Low)) || !test.Ok(other.Start(&Spin, 0, Low))) return;
        World.Sleep(2 * AWhile);
        if (!test.Ok(caller.Start(&CallOnce, 0))) return;
        if (!test.Require(World.Until(&IsServing, 0))) return;
        World.Sleep(AWhile);
        test.Ok(Kernel.BindSchedulingContext(server.Thread, default));
        World.Sleep(AWhile);
        Volatile.Write(ref _mayReply, true);
        test.Ok(caller.AwaitEnd());
        test.Ok(Kernel.EndThread(server.Thread, 0));
        test.Ok(server.AwaitEnd());
        Volatile.Write(ref _mayEnd, true);
        test.Ok(other.AwaitEnd());
    }

    /// <summary>What it used of its own time before it received a call must not put it back among those of its own priority.</summary>
    [UserTest]
    public static void AServerWhoseOwnTurnEndsOnItsCallersTimeCanBeEnded(ref Test test)
    {
        test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint));
        Worker server = default, caller = default, other = default;
        if (!test.Ok(caller.Start(&CallOnce, 0))) return;
        World.Sleep(World.Millisecond);
        if (!test.Ok(other.Start(&Spin, 0, Low)) || !test.Ok(server.Start(&Serve, 0, Low))) return;
        if (!test.Require(World.Until(&IsServing, 0))) return;
        World.Sleep(AWhile);
        test.Ok(Kernel.Suspend(server.Thread));
        World.Sleep(AWhile);
        test.Ok(Kernel.Resume(server.Thread));
        World.Sleep(AWhile);
        test.Ok(Kernel.EndThread(server.Thread, 0));
        test.Ok(caller.AwaitEnd());
        Volatile.Write(ref _mayEnd, true);
        test.Ok(other.AwaitEnd());
    }

    private static bool IsServing(ulong _) => Volatile.Read(ref _isServing);

    private static void CallOnce(ulong argument)
    {
        Message message = default;
        _ = Kernel.Call(_endpoint, ref message);
    }

    /// <summary>Takes its time over a call.</summary>
    private static void Serve(ulong argument)
    {
        Message message = default;
        if (Kernel.Receive(_endpoint, ref message) != Status.Ok) return;
        Volatile.Write(ref _isServing, true);
        while (!Volatile.Read(ref _mayReply)) { }
        _ = Kernel.Reply(default, ref message);
    }

    private static void Spin(ulong argument)
    {
        while (!Volatile.Read(ref _mayEnd)) { }
    }
}
