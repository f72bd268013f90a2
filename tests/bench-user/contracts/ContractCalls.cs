using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Tests.Framework;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>What a call by a contract costs, between two processes: the kernel's part, and what is generated on both sides.</summary>
internal static unsafe class ContractCalls
{
    private const int Rounds = 256, FarRounds = 64;

    /// <summary>Of the endpoint's handle by which the conversation begins.</summary>
    private const ulong Badge = 1;

    private static ulong Serve(ulong none)
    {
        Figures figures = default;
        return (ulong)FiguresServer.Run(Peer.GivenEndpoint, ref figures);
    }

    [Benchmark("services", "contract_call", Aim = 470)]
    internal static void Call(ref Measurement measurement)
    {
        if (!Peer.TryStart(&Serve, Peer.HighestPriority, out Peer server)) return;
        if (TryConnect(server.Endpoint, out FiguresClient client)) MeasureAdd(ref measurement, client, Rounds);
        client.Dispose();
        server.Dispose();
    }

    [Benchmark("services", "contract_call_bytes")]
    internal static void CallWithBytes(ref Measurement measurement)
    {
        if (!Peer.TryStart(&Serve, Peer.HighestPriority, out Peer server)) return;
        if (TryConnect(server.Endpoint, out FiguresClient client) && client.Count("sixty-four bytes of text that go through the buffer of a connectio"u8, out _) == Status.Ok)
        {
            measurement.Start();
            for (int round = 0; round < Rounds; round++)
                _ = client.Count("sixty-four bytes of text that go through the buffer of a connectio"u8, out _);
            measurement.Stop(Rounds);
        }
        client.Dispose();
        server.Dispose();
    }

    [Benchmark("services", "contract_call_cross_core")]
    internal static void CallCrossCore(ref Measurement measurement)
    {
        if (Startup.Block.CoreCount < 2) return;
        ChildProcess server = default;
        Status status = Kernel.CreateEndpoint(Startup.Block.Budgets[1], out Handle<Endpoint> endpoint);
        if (status == Status.Ok) status = server.Make(Startup.Block.Budgets[1], Startup.Block.Times[1], 8 << 20, Worker.UsualPriority);
        if (status == Status.Ok) status = server.GiveFirst(endpoint, Rights.All);
        if (status == Status.Ok) status = server.Start(&Serve, 0);
        if (status != Status.Ok) return;
        if (TryConnect(endpoint, out FiguresClient client)) MeasureAdd(ref measurement, client, FarRounds);
        client.Dispose();
        server.Release();
        _ = Kernel.Release(endpoint);
    }

    private static bool TryConnect(Handle<Endpoint> endpoint, out FiguresClient client)
    {
        client = default;
        if (Kernel.Clone(endpoint, Rights.Call, Badge, out Handle at) != Status.Ok) return false;
        Status status = FiguresClient.Connect(new(at), out client);
        _ = Kernel.Release(at);
        return status == Status.Ok;
    }

    private static void MeasureAdd(ref Measurement measurement, FiguresClient client, int rounds)
    {
        if (client.Add(1, 2, out _) != Status.Ok) return;
        measurement.Start();
        ulong sum = 0;
        for (int round = 0; round < rounds; round++) _ = client.Add(sum, 1, out sum);
        measurement.Stop(rounds);
        if (sum != (ulong)rounds) measurement = default;
    }
}
