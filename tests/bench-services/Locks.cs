using System.Threading;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.Services;

/// <summary>Threads of one program: locks that are free, and going from one to the other.</summary>
internal static class Locks
{
    private const int Rounds = 1024;

    private static readonly object Shared = new();
    private static readonly Lock Plain = new();
    private static int _count;

    [Benchmark("services", "lock_free")]
    internal static void FreeMonitor(ref Measurement measurement)
    {
        measurement.Start();
        for (int i = 0; i < Rounds; i++)
            lock (Shared) _count++;
        measurement.Stop(Rounds);
    }

    [Benchmark("services", "lock_object_free")]
    internal static void FreeLock(ref Measurement measurement)
    {
        measurement.Start();
        for (int i = 0; i < Rounds; i++)
            lock (Plain) _count++;
        measurement.Stop(Rounds);
    }

    /// <summary>From one thread's Set to after the other's WaitOne; a round goes there and back.</summary>
    [Benchmark("services", "park_switch")]
    internal static void ParkSwitch(ref Measurement measurement)
    {
        using AutoResetEvent there = new(false), back = new(false);
        Thread other = new(() =>
        {
            for (int i = 0; i <= Rounds; i++)
            {
                _ = there.WaitOne();
                _ = back.Set();
            }
        });
        other.Start();
        _ = there.Set();
        _ = back.WaitOne();
        measurement.Start();
        for (int i = 0; i < Rounds; i++)
        {
            _ = there.Set();
            _ = back.WaitOne();
        }
        measurement.Stop(Rounds * 2);
        other.Join();
    }

    [Benchmark("services", "thread_start_join")]
    internal static void StartAndJoin(ref Measurement measurement)
    {
        const int threads = 64;
        measurement.Start();
        for (int i = 0; i < threads; i++)
        {
            Thread thread = new(static () => { });
            thread.Start();
            thread.Join();
        }
        measurement.Stop(threads);
    }
}
