using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.User;

/// <summary>Calls and replies.</summary>
internal static unsafe class Calls
{
    private const int Rounds = 256;

    private static void Serve(ulong endpoint)
    {
        var from = new Handle<Endpoint>(new Handle(endpoint));
        Message message = default;
        Status status = Kernel.Receive(from, ref message);
        while (status == Status.Ok) status = Kernel.ReplyReceive(from, ref message);
    }

    [Benchmark("kernel", "call_reply_6", Aim = 350)]
    internal static void CallReply6(ref Measurement measurement)
    {
        using var server = Server.Start(&Serve);
        Message message = default;
        _ = Kernel.Call(server.Endpoint, ref message);
        measurement.Start();
        for (int round = 0; round < Rounds; round++) _ = Kernel.Call(server.Endpoint, ref message);
        measurement.Stop(Rounds);
    }
}
