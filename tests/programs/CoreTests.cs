using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;
using Internal.Runtime;
using Thread = System.Threading.Thread;

namespace Diesis.Tests.Programs;

/// <summary>Threads of one program on several cores, and the collector with all of them. With a single core all of it happens on that.</summary>
internal static unsafe class CoreTests
{
    private const ulong Megabyte = 1 << 20;

    [GuestTest]
    internal static void TheProgramHasAllCoresItWasGiven(ref Test test)
    {
        RunOnAll(static _ => { });
        test.Equal((int)Startup.Block.CoreCount, ProgramCores.Count);
        test.Equal(ProgramCores.Count, Environment.ProcessorCount);
    }

    [GuestTest]
    internal static void ThreadsAreSpreadOverAllCores(ref Test test)
    {
        int[] counts = new int[ProgramCores.Count];
        // There may be some of the pool already.
        RunAtOnce(4 * ProgramCores.Count, _ => Interlocked.Increment(ref counts[ProgramCores.Current]));
        foreach (int count in counts) test.True(count is >= 2 and <= 6);
    }

    [GuestTest]
    internal static void LocksHoldBetweenCores(ref Test test)
    {
        const int rounds = 5_000;
        object shared = new();
        int plain = 0, underLock = 0;
        Lock other = new();
        RunOnAll(_ =>
        {
            for (int i = 0; i < rounds; i++)
            {
                lock (shared) plain++;
                lock (other) underLock++;
            }
        });
        test.Equal(rounds * ProgramCores.Count, plain);
        test.Equal(rounds * ProgramCores.Count, underLock);
    }

    [GuestTest]
    internal static void ThreadsOfDifferentCoresWakeEachOther(ref Test test)
    {
        const int rounds = 300;
        int count = ProgramCores.Count;
        SemaphoreSlim[] turns = new SemaphoreSlim[count];
        for (int i = 0; i < count; i++) turns[i] = new(0);
        int[] order = new int[rounds * count];
        int next = 0;
        turns[0].Release();
        // A ring, in which each wakes the next.
        RunOnAll(index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                turns[index].Wait();
                order[next++] = index;
                turns[(index + 1) % count].Release();
            }
        });
        for (int i = 0; i < order.Length; i++) test.Equal(i % count, order[i]);
    }

    [GuestTest]
    internal static void ThePoolHasAThreadOnEachCore(ref Test test)
    {
        int count = ProgramCores.Count;
        using Barrier all = new(count);
        int[] seen = new int[count];
        var tasks = new Task[count];
        for (int i = 0; i < count; i++)
        {
            tasks[i] = Task.Run(() =>
            {
                // Nobody gets further before as many run as there are cores.
                all.SignalAndWait();
                _ = Interlocked.Increment(ref seen[ProgramCores.Current]);
                all.SignalAndWait();
            });
        }
        Task.WaitAll(tasks);
        int sum = 0;
        foreach (int some in seen) sum += some;
        test.Equal(count, sum);
    }

    private sealed class Node(Node? next, int value)
    {
        public readonly Node? Next = next;
        public readonly int Value = value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Node? MakeList(int length, int seed)
    {
        Node? first = null;
        for (int i = 0; i < length; i++) first = new Node(first, unchecked(seed * 31 + i));
        return first;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsList(Node? first, int length, int seed)
    {
        for (int i = length - 1; i >= 0; i--, first = first.Next)
            if (first == null || first.Value != unchecked(seed * 31 + i)) return false;
        return first == null;
    }

    /// <summary>What a thread has in its registers and on its stack alone is there after collections that others made.</summary>
    [GuestTest]
    internal static void CollectionsKeepWhatThreadsOfAllCoresHave(ref Test test)
    {
        const int rounds = 200, length = 300;
        int wrong = 0, before = GC.CollectionCount(0);
        RunOnAll(index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                Node? kept = MakeList(length, index);
                if (i % 20 == 0) GC.Collect();
                _ = MakeList(length, ~index);
                if (!IsList(kept, length, index)) _ = Interlocked.Increment(ref wrong);
            }
        });
        test.Equal(0, wrong);
        test.True(GC.CollectionCount(0) >= before + rounds / 20 * ProgramCores.Count);
    }

    /// <summary>Every allocation of every thread collects, wherever the others are.</summary>
    [GuestTest]
    internal static void NothingIsLostWhenAllCoresCollectAtEachAllocation(ref Test test)
    {
        const int rounds = 6, length = 12;
        int wrong = 0;
        Heap.IsStressed = true;
        RunOnAll(index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                Node? kept = MakeList(length, index);
                string text = $"{index} of {ProgramCores.Count}";
                Dictionary<string, int> numbers = new() { [text] = i };
                if (!IsList(kept, length, index) || numbers[$"{index} of {ProgramCores.Count}"] != i) _ = Interlocked.Increment(ref wrong);
            }
        });
        Heap.IsStressed = false;
        test.Equal(0, wrong);
    }

    /// <summary>Objects go from hand to hand, so that each is made on one core and dies on another.</summary>
    [GuestTest]
    internal static void ObjectsPassBetweenCores(ref Test test)
    {
        const int rounds = 2_000;
        Node?[] exchange = new Node?[8];
        int wrong = 0;
        RunOnAll(index =>
        {
            for (int i = 0; i < rounds; i++)
            {
                int length = i % 7 + 1;
                Node? taken = Interlocked.Exchange(ref exchange[(i * 5 + index) % exchange.Length], MakeList(length, length));
                int found = 0;
                for (var node = taken; node != null; node = node.Next) found++;
                if (!IsList(taken, found, found)) _ = Interlocked.Increment(ref wrong);
            }
        });
        test.Equal(0, wrong);
    }

    [GuestTest]
    internal static void EndedThreadsGiveBackWhatTheyHadOnAllCores(ref Test test)
    {
        RunOften(20);
        ulong before = UsedOfAllCores();
        RunOften(200);
        test.True(UsedOfAllCores() < before + Megabyte);
    }

    private static void RunOften(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Thread thread = new(static () => { });
            thread.Start();
            thread.Join();
        }
        GC.Collect();
    }

    private static ulong UsedOfAllCores()
    {
        ulong used = 0;
        for (int core = 0; core < (int)Startup.Block.CoreCount; core++)
        {
            // SAFETY: the span is the structure's, and used during the call only.
            _ = Kernel.Query(Startup.Block.Budgets[core], out ObjectInfo info);
            used += info.Detail1;
        }
        return used;
    }

    [GuestTest]
    internal static void ASharedHandleMeansTheSameOnAllCores(ref Test test)
    {
        if (!test.Require(Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> made) == Status.Ok)) return;
        test.True(ProgramCores.TryShare(made, out SharedHandle<Notification> shared));
        int failed = 0;
        RunOnAll(index =>
        {
            if (Kernel.Signal(shared.Here, 1UL << ProgramCores.Current) != Status.Ok) _ = Interlocked.Increment(ref failed);
        });
        test.Equal(0, failed);
        test.True(Kernel.Wait(made, 0, out ulong bits) == Status.Ok);
        test.Equal((1UL << ProgramCores.Count) - 1, bits);
    }

    [FaultTest("fault: null reference (read at", "in thread", "faulty", "FollowsNull in tests/programs/CoreTests.cs", "the first process has ended, of 2")]
    internal static void ABugOnAnotherCoreEndsTheProgram(ref Test test) => RunOnAll(static _ =>
    {
        if (ProgramCores.Current == ProgramCores.Count - 1) FollowsNull(null);
        Thread.Sleep(Timeout.Infinite);
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FollowsNull(Node? node) => _ = node!.Next!.Value;

    [FaultTest("fault: no such thing", "in thread", "faulty", "Throws in tests/programs/CoreTests.cs", "the first process has ended, of 2")]
    internal static void AnExceptionOnAnotherCoreEndsTheProgram(ref Test test) => RunOnAll(static _ =>
    {
        if (ProgramCores.Current == ProgramCores.Count - 1) Throws();
        Thread.Sleep(Timeout.Infinite);
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throws() => throw new InvalidOperationException("no such thing");

    [FaultTest("the first process has ended, of 0 with status 42")]
    internal static void AnExitOnAnotherCoreEndsTheProgram(ref Test test) => RunOnAll(static _ =>
    {
        if (ProgramCores.Current == ProgramCores.Count - 1) Environment.Exit(42);
        Thread.Sleep(Timeout.Infinite);
    });

    /// <summary>Runs something on each core at the same time.</summary>
    /// <param name="action">Is given the core's number.</param>
    private static void RunOnAll(Action<int> action)
    {
        // The first that may be anywhere has the program come to its other cores.
        RunAtOnce(1, static _ => { });
        using ManualResetEventSlim begin = new();
        using SemaphoreSlim arrived = new(0);
        using CountdownEvent missing = new(ProgramCores.Count);
        int[] taken = new int[ProgramCores.Count];
        List<Thread> threads = [];
        // Where there are more already, of the pool say, others come first.
        while (!missing.IsSet)
        {
            Thread thread = new(() =>
            {
                int core = ProgramCores.Current;
                bool isFirst = Interlocked.Exchange(ref taken[core], 1) == 0;
                if (isFirst) _ = missing.Signal();
                _ = arrived.Release();
                begin.Wait();
                if (isFirst) action(core);
            }) { Name = "faulty" };
            thread.Start();
            threads.Add(thread);
            arrived.Wait();
        }
        begin.Set();
        foreach (var thread in threads) thread.Join();
    }

    private static void RunAtOnce(int count, Action<int> action)
    {
        var threads = new Thread[count];
        using Barrier all = new(count);
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new(() =>
            {
                all.SignalAndWait();
                action(index);
            });
            threads[i].Start();
        }
        foreach (var thread in threads) thread.Join();
    }
}
