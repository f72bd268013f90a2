using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.User;

/// <summary>Into the kernel and back.</summary>
internal static class Entries
{
    private const int Rounds = 256;

    [Benchmark("kernel", "null_syscall", Aim = 60)]
    internal static void Nothing(ref Measurement measurement)
    {
        measurement.Start();
        for (int round = 0; round < Rounds; round++) _ = Kernel.Nothing();
        measurement.Stop(Rounds);
    }

    [Benchmark("kernel", "signal", Aim = 150)]
    internal static void Signal(ref Measurement measurement)
    {
        if (Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> notification) != Status.Ok) return;
        measurement.Start();
        for (int round = 0; round < Rounds; round++) _ = Kernel.Signal(notification, 1);
        measurement.Stop(Rounds);
        _ = Kernel.Release(notification);
    }
}
