using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>Faults that another process decides about.</summary>
internal static unsafe class Faults
{
    private const int Rounds = 256;

    /// <summary>An instruction that is none, as long as <see cref="InstructionBytes"/> says.</summary>
    [RuntimeImport("*", "FaultOnce"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void FaultOnce();

    [RuntimeImport("*", "FaultBytes"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong InstructionBytes();

    /// <summary>Has threads that fault go on behind their instruction.</summary>
    private static ulong Handle(ulong none)
    {
        Handle<Endpoint> from = Peer.GivenEndpoint;
        Message message = default;
        Status status = Kernel.Receive(from, ref message);
        ulong bytes = InstructionBytes();
        while (status == Status.Ok)
        {
            message = new() { Label = (ulong)FaultVerdict.Skip, Word0 = message.Word0 + bytes };
            status = Kernel.ReplyReceive(from, ref message);
        }
        return (ulong)status;
    }

    [Benchmark("kernel", "fault_round_trip", Aim = 900)]
    internal static void FaultRoundTrip(ref Measurement measurement)
    {
        if (!Peer.TryStart(&Handle, Peer.HighestPriority, out Peer handler)) return;
        if (Kernel.SetFaultHandler(World.Thread, handler.Endpoint) != Status.Ok) return;
        FaultOnce();
        measurement.Start();
        for (int round = 0; round < Rounds; round++) FaultOnce();
        measurement.Stop(Rounds);
        _ = Kernel.SetFaultHandler(World.Thread, default);
        handler.Dispose();
    }
}
