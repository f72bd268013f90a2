using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Programs;

/// <summary>What the heap and threads take from the process's budget, and that it comes back.</summary>
internal static unsafe class MemoryTests
{
    private const int Megabyte = 1 << 20;

    [GuestTest]
    internal static void FreeObjectsGiveTheirMemoryBack(ref Test test)
    {
        GC.Collect();
        ulong before = Used();
        Fill(ref test, before);
        GC.Collect();
        GC.Collect();
        // What the next objects will be made of is kept.
        test.True(Used() < before + 8 * Megabyte);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(ref Test test, ulong before)
    {
        List<byte[]> all = [];
        for (int i = 0; i < 640; i++) all.Add(new byte[100_000]);
        test.True(Used() > before + 60 * Megabyte);
        all.Clear();
    }

    [GuestTest]
    internal static void UnusedAddressesCostNothing(ref Test test)
        => test.True(Used() < 24 * Megabyte);

    [GuestTest]
    internal static void ThreadsGiveTheirMemoryBack(ref Test test)
    {
        RunThreads(10);
        GC.Collect();
        ulong before = Used();
        RunThreads(200);
        GC.Collect();
        test.True(Used() < before + Megabyte);
    }

    private static void RunThreads(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Thread thread = new(static () => { });
            thread.Start();
            thread.Join();
        }
    }

    [GuestTest]
    internal static void ManyThreadsLiveAtOnce(ref Test test)
    {
        const int count = 100;
        using ManualResetEventSlim end = new();
        int begun = 0;
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            threads[i] = new(() =>
            {
                _ = Interlocked.Increment(ref begun);
                end.Wait();
            });
            threads[i].Start();
        }
        while (Volatile.Read(ref begun) < count) Thread.Sleep(1);
        GC.Collect();
        end.Set();
        foreach (var thread in threads) thread.Join();
        test.Equal(count, begun);
    }

    private static ulong Used()
    {
        ObjectInfo info = default;
        // SAFETY: the span is the structure's, and used during the call only.
        _ = Kernel.Query(Startup.Block.Budget, new Span<byte>(&info, sizeof(ObjectInfo)));
        return info.Detail1;
    }
}
