using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.User;

/// <summary>Calls to a server in another process, and its replies. The server runs on the caller's time.</summary>
internal static unsafe class Calls
{
    private const int Rounds = 256;

    private static ulong Serve(ulong none)
    {
        Handle<Endpoint> from = Peer.GivenEndpoint;
        Message message = default;
        Status status = Kernel.Receive(from, ref message);
        while (status == Status.Ok) status = Kernel.ReplyReceive(from, ref message);
        return (ulong)status;
    }

    /// <summary>Takes handles, and is sent none.</summary>
    private static ulong ServeAccepting(ulong none)
    {
        Handle<Endpoint> from = Peer.GivenEndpoint;
        Message message = default;
        message.Info = message.Info.Accepting();
        Status status = Kernel.Receive(from, ref message);
        while (status == Status.Ok)
        {
            message.Info = default(MessageInfo).Accepting();
            status = Kernel.ReplyReceive(from, ref message);
        }
        return (ulong)status;
    }

    /// <summary>Sends back whatever handle comes.</summary>
    private static ulong ServeHandles(ulong none)
    {
        Handle<Endpoint> from = Peer.GivenEndpoint;
        Message message = default;
        message.Info = message.Info.Accepting();
        Status status = Kernel.Receive(from, ref message);
        MessageInfo info = MovesOneAndAccepts;
        while (status == Status.Ok)
        {
            message.Info = info;
            status = Kernel.ReplyReceive(from, ref message);
        }
        return (ulong)status;
    }

    private static MessageInfo MovesOneAndAccepts => default(MessageInfo).WithHandle(HandlePassing.Move).Accepting();

    [Benchmark("kernel", "call_reply_0", Aim = 350)]
    internal static void CallReply0(ref Measurement measurement)
    {
        if (!Peer.TryStart(&Serve, Peer.HighestPriority, out Peer server)) return;
        ulong label = 0;
        _ = Kernel.Call(server.Endpoint, ref label);
        measurement.Start();
        for (int round = 0; round < Rounds; round++) _ = Kernel.Call(server.Endpoint, ref label);
        measurement.Stop(Rounds);
        server.Dispose();
    }

    [Benchmark("kernel", "call_reply_6", Aim = 350)]
    internal static void CallReply6(ref Measurement measurement)
    {
        if (!Peer.TryStart(&Serve, Peer.HighestPriority, out Peer server)) return;
        Message message = default;
        _ = Kernel.Call(server.Endpoint, ref message);
        measurement.Start();
        for (int round = 0; round < Rounds; round++)
        {
            message.Info = default;
            _ = Kernel.Call(server.Endpoint, ref message);
        }
        measurement.Stop(Rounds);
        server.Dispose();
    }

    /// <summary>Both sides take handles, and there are none.</summary>
    [Benchmark("kernel", "call_reply_accepting", Aim = 400)]
    internal static void CallReplyAccepting(ref Measurement measurement)
    {
        if (!Peer.TryStart(&ServeAccepting, Peer.HighestPriority, out Peer server)) return;
        Message message = default;
        message.Info = message.Info.Accepting();
        _ = Kernel.Call(server.Endpoint, ref message);
        measurement.Start();
        for (int round = 0; round < Rounds; round++)
        {
            message.Info = default(MessageInfo).Accepting();
            _ = Kernel.Call(server.Endpoint, ref message);
        }
        measurement.Stop(Rounds);
        server.Dispose();
    }

    [Benchmark("kernel", "call_reply_handle", Aim = 700)]
    internal static void CallReplyHandle(ref Measurement measurement)
    {
        if (!Peer.TryStart(&ServeHandles, Peer.HighestPriority, out Peer server)) return;
        if (Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> moved) != Status.Ok) return;
        Message message = default;
        message.Handle0 = moved;
        message.Info = MovesOneAndAccepts;
        if (Kernel.Call(server.Endpoint, ref message) != Status.Ok || message.Info.ReceivedHandles != 1) return;
        MessageInfo info = MovesOneAndAccepts;
        measurement.Start();
        for (int round = 0; round < Rounds; round++)
        {
            message.Info = info;
            _ = Kernel.Call(server.Endpoint, ref message);
        }
        measurement.Stop(Rounds);
        _ = Kernel.Release(message.Handle0);
        server.Dispose();
    }
}
