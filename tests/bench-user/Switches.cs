using Diesis.Abi;
using Diesis.Tests.Framework;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>From one process's thread to another's, by a signal or of its own will.</summary>
internal static unsafe class Switches
{
    private const int Rounds = 256;

    /// <summary>Signals, and tells when it began to.</summary>
    private static ulong SignalForever(ulong none)
    {
        while (true)
        {
            Peer.CommonWord = Machine.ReadCycles();
            if (Kernel.Signal(Peer.GivenNotification, 1) != Status.Ok) return 1;
        }
    }

    /// <summary>From before the signal to after the wait of a thread that goes first.</summary>
    [Benchmark("kernel", "signal_switch", Aim = 350)]
    internal static void SignalSwitch(ref Measurement measurement)
    {
        if (!Peer.TryStart(&SignalForever, Peer.LowPriority, out Peer signaller)) return;
        for (int round = 0; round < Rounds; round++)
        {
            if (Kernel.Wait(signaller.Notification, World.Never, out _) != Status.Ok) return;
            measurement.StopSince(Peer.CommonWord);
        }
        signaller.Dispose();
    }

    private static ulong YieldForever(ulong none)
    {
        while (Kernel.Yield() == Status.Ok) Peer.CommonWord++;
        return 1;
    }

    /// <summary>Each round goes there and back.</summary>
    [Benchmark("kernel", "yield_switch", Aim = 220)]
    internal static void YieldSwitch(ref Measurement measurement)
    {
        if (!Peer.TryStart(&YieldForever, Peer.HighestPriority, out Peer other)) return;
        measurement.Start();
        for (int round = 0; round < Rounds; round++) _ = Kernel.Yield();
        measurement.Stop(Rounds * 2);
        if (Peer.CommonWord < Rounds - 1) measurement = default;
        other.Dispose();
    }
}
