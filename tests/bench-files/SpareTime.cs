using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;
using Internal.Runtime.Threading;
using Thread = System.Threading.Thread;

namespace Diesis.Tests.Bench.Files;

/// <summary>
/// The time that nobody has a use for. A machine that waits for its disk does nothing that a counter of instructions would not count, so a thread of the lowest priority goes round as long as nobody
/// else runs, and what it used is taken off. The figures of Linux that these are held to are taken in the same way.
/// </summary>
internal static class SpareTime
{
    private const ulong TurnNs = 1_000_000;

    private static long _rounds;

    /// <summary>Instructions in a round.</summary>
    private static ulong _perRound;

    /// <summary>Begins to use it, and finds out what a round costs.</summary>
    public static bool TryBegin()
    {
        using var began = new ManualResetEventSlim();
        bool isLowest = false;
        var thread = new Thread(() =>
        {
            isLowest = TryBecomeLowest();
            began.Set();
            if (isLowest) Spend();
        }) { IsBackground = true };
        thread.Start();
        began.Wait();
        if (!isLowest) return false;
        for (int attempt = 0; attempt < 2; attempt++) // the first has the code come in
        {
            ulong start = Machine.ReadCycles();
            long rounds = Volatile.Read(ref _rounds);
            Thread.Sleep(2);
            _perRound = (Machine.ReadCycles() - start) / (ulong)(Volatile.Read(ref _rounds) - rounds + 1);
        }
        return _perRound != 0;
    }

    // SAFETY: a running thread's own block is there.
    private static unsafe bool TryBecomeLowest()
        => Kernel.CreateSchedulingContext(Startup.Block.Budget, Startup.Block.Scheduling, 0, TurnNs, TurnNs, out Handle<SchedulingContext> lowest) == Status.Ok
            && Kernel.BindSchedulingContext(ThreadBlock.Current->Platform.Thread.Here, lowest) == Status.Ok;

    private static void Spend()
    {
        while (true) Volatile.Write(ref _rounds, _rounds + 1);
    }

    /// <summary>Instructions that were used for something, from a moment on.</summary>
    public readonly struct Since
    {
        private readonly long _rounds;
        private readonly ulong _start;

        public Since()
        {
            _rounds = Volatile.Read(ref SpareTime._rounds);
            _start = Machine.ReadCycles();
        }

        /// <summary>Adds them to a measurement, as those of so many operations.</summary>
        public void Stop(ref Measurement measurement, int operations)
        {
            ulong all = Machine.ReadCycles() - _start;
            ulong spared = (ulong)(Volatile.Read(ref SpareTime._rounds) - _rounds) * _perRound;
            measurement.Add(all > spared ? (all - spared) / (uint)operations : 0);
        }
    }
}
