using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Serving endpoints of other cores. With a single core all of it happens on that, and must look the same.</summary>
internal static unsafe class RemoteServerTests
{
    private const ulong Calls = 20;

    /// <summary>The core furthest away, and one in between where there is one.</summary>
    private static int Far => (int)Startup.Block.CoreCount - 1;
    private static int Between => Far / 2;

    [UserTest]
    public static void AnEndpointOfAnotherCoreIsServedHere(ref Test test)
    {
        Serve(ref test, endpointAt: Far, callerAt: Far);
        Serve(ref test, endpointAt: Far, callerAt: 0);
        Serve(ref test, endpointAt: Far, callerAt: Between);
        Serve(ref test, endpointAt: Between, callerAt: Far);
    }

    /// <summary>Calls come with a handle, which goes back with the last reply.</summary>
    private static void Serve(ref Test test, int endpointAt, int callerAt)
    {
        ulong used = World.UsedOf(Startup.Block.Budgets[callerAt]);
        ChildProcess child = default;
        if (!test.Ok(Kernel.CreateEndpoint(Startup.Block.Budgets[endpointAt], out Handle<Endpoint> endpoint))
            || !test.Ok(child.Make(Startup.Block.Budgets[callerAt], Startup.Block.Times[callerAt], 8 << 20, 32))
            || !test.Ok(child.GiveFirst(endpoint, Rights.Call | Rights.Transfer)) || !test.Ok(child.Start(&CallOften, Calls)))
            return;
        Message message = default;
        message.Info = message.Info.Accepting();
        Status status = Kernel.Receive(endpoint, ref message);
        for (ulong call = 0; test.Ok(status) && call < Calls; call++)
        {
            test.Equal(call, message.Word0);
            test.Equal(1L, message.Info.ReceivedHandles);
            test.Ok(Kernel.Signal(new Handle<Notification>(message.Handle0), 1));
            Handle gift = message.Handle0;
            message.Info = default;
            _ = message.TryAdd(gift, HandlePassing.Move);
            message.Word0 = call * 3;
            message.Info = message.Info.Accepting();
            status = call + 1 < Calls ? Kernel.ReplyReceive(endpoint, ref message) : Kernel.Reply(default, ref message);
        }
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.Equal(0UL, child.ExitStatus);
        child.Release();
        test.Ok(Kernel.Release(endpoint));
        test.True(World.Until(&IsUsed, (ulong)callerAt << 48 | used));
    }

    private static ulong CallOften(ulong calls)
    {
        var endpoint = new Handle<Endpoint>(ChildStart.Current.Gift0);
        if (Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> gift) != Status.Ok) return 1;
        for (ulong call = 0; call < calls; call++)
        {
            Message message = default;
            message.Word0 = call;
            _ = message.TryAdd(gift, HandlePassing.Move);
            message.Info = message.Info.Accepting();
            if (Kernel.Call(endpoint, ref message) != Status.Ok || message.Info.ReceivedHandles != 1 || message.Word0 != call * 3) return 2;
            gift = new(message.Handle0);
            if (Kernel.Wait(gift, 0, out _) != Status.Ok) return 3;
        }
        return 0;
    }

    [UserTest]
    public static void AReceiveElsewhereEndsAtItsDeadlineAndWithTheLastCaller(ref Test test)
    {
        if (!test.Ok(Kernel.CreateEndpoint(Startup.Block.Budgets[Far], out Handle<Endpoint> endpoint))) return;
        Message message = default;
        _ = message.TrySetDeadline(0);
        test.Status(Status.WouldBlock, Kernel.Receive(endpoint, ref message));
        message = default;
        ulong end = World.In(2 * World.Millisecond);
        _ = message.TrySetDeadline(end);
        test.Status(Status.TimedOut, Kernel.Receive(endpoint, ref message));
        test.True(World.Now >= end);

        if (!test.Ok(Kernel.Clone(endpoint, Rights.Serve, 0, out Handle server)) || !test.Ok(Kernel.Release(endpoint))) return;
        message = default;
        test.Status(Status.PeerClosed, Kernel.Receive(new Handle<Endpoint>(server), ref message));
        message = default;
        test.Status(Status.NotPermitted, Kernel.Call(new Handle<Endpoint>(server), ref message));
        test.Ok(Kernel.Release(server));
    }

    [UserTest]
    public static void AReplyToAnotherCoreIsKeptHere(ref Test test)
    {
        ChildProcess child = default;
        if (!test.Ok(Kernel.CreateEndpoint(Startup.Block.Budgets[Far], out Handle<Endpoint> endpoint))
            || !test.Ok(child.Make(Startup.Block.Budgets[Far], Startup.Block.Times[Far], 8 << 20, 32))
            || !test.Ok(child.GiveFirst(endpoint, Rights.Call | Rights.Transfer)) || !test.Ok(child.Start(&CallOnce, 11)))
            return;
        Message message = default;
        test.Ok(Kernel.Receive(endpoint, ref message));
        if (Far != 0) test.Status(Status.BadState, Kernel.KeepReply(Startup.Block.Budgets[Far], out _));
        test.Ok(Kernel.KeepReply(World.Budget, out Handle<Reply> kept));
        message.Word0++;
        message.Info = default;
        test.Ok(Kernel.Reply(kept, ref message));
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.Equal(12UL, child.ExitStatus);
        child.Release();
        test.Ok(Kernel.Release(endpoint));
    }

    private static ulong CallOnce(ulong word)
    {
        Message message = default;
        message.Word0 = word;
        return Kernel.Call(new Handle<Endpoint>(ChildStart.Current.Gift0), ref message) == Status.Ok ? message.Word0 : 0;
    }

    [UserTest]
    public static void AServerThatEndsLeavesItsCallersOfOtherCores(ref Test test)
    {
        ChildProcess child = default;
        if (!test.Ok(Kernel.CreateEndpoint(World.Budget, out Handle<Endpoint> endpoint))
            || !test.Ok(child.Make(Startup.Block.Budgets[Far], Startup.Block.Times[Far], 8 << 20, 32))
            || !test.Ok(child.GiveFirst(endpoint, Rights.Serve | Rights.Transfer)) || !test.Ok(child.Start(&ReceiveAndEnd, 0)))
            return;
        Message message = default;
        test.Status(Status.PeerClosed, Kernel.Call(endpoint, ref message));
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.Equal(0UL, child.ExitStatus);
        child.Release();
        test.Ok(Kernel.Release(endpoint));
    }

    private static ulong ReceiveAndEnd(ulong unused)
    {
        Message message = default;
        return (ulong)Kernel.Receive(new Handle<Endpoint>(ChildStart.Current.Gift0), ref message);
    }

    private static bool IsUsed(ulong coreAndBytes)
        => World.UsedOf(Startup.Block.Budgets[(int)(coreAndBytes >> 48)]) == (coreAndBytes & (1UL << 48) - 1);
}
