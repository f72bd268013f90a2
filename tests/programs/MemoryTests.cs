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
        Fill(ref test);
        GC.Collect();
        GC.Collect();
        // What the next objects will be made of is kept.
        test.True(Used() < before + 8 * Megabyte);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(ref Test test)
    {
        List<byte[]> all = [];
        for (int i = 0; i < 640; i++) all.Add(new byte[100_000]);
        // Not so much more than before: some of it may have been what a test before this one left.
        test.True(Used() > 60 * Megabyte);
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

    private sealed class Link(Link? next, int number)
    {
        public readonly Link? Next = next;
        public readonly int Number = number;
    }

    /// <summary>
    /// A million on each of two threads, made while the other's are collected around, and given back when the threads have ended. In chains of a thousand, one after the other, since any word on a
    /// stack may keep one; nothing may keep them all.
    /// </summary>
    [GuestTest]
    internal static void AMillionObjectsAreKeptAndGivenBack(ref Test test)
    {
        ulong[] most = [0, 0];
        int wrong = 0;
        Thread[] threads = [new(() => Chain(ref most[0], ref wrong)), new(() => Chain(ref most[1], ref wrong))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        test.Equal(0, wrong);
        GC.Collect();
        GC.Collect();
        // Three words each: 24 MB, of which the heap may keep some for what comes next.
        test.True(Used() + 16 * Megabyte < Math.Max(most[0], most[1]));
    }

    private static void Chain(ref ulong most, ref int wrong)
    {
        const int count = 1_000, length = 1_000;
        var chains = new Link?[count];
        for (int i = 0; i < count * length; i++) chains[i / length] = new Link(chains[i / length], i);
        most = Used();
        for (int chain = 0; chain < count; chain++)
        {
            int next = (chain + 1) * length;
            for (var link = chains[chain]; link != null; link = link.Next)
                if (link.Number != --next) _ = Interlocked.Increment(ref wrong);
            if (next != chain * length) _ = Interlocked.Increment(ref wrong);
        }
        // A word that leads here by chance keeps this, and not two million others.
        Array.Clear(chains);
    }

    /// <summary>Where <c>new</c> would end the program, who asks is told, after a collection has found nothing; and everything goes on.</summary>
    [GuestTest]
    internal static void WhatTheLimitHasNoRoomForIsRefused(ref Test test)
    {
        nuint limit = Internal.Runtime.Heap.Limit;
        GC.Collect();
        Internal.Runtime.Heap.Limit = (nuint)GC.GetTotalMemory(false) + 16 * Megabyte;
        test.False(GC.TryAllocateArray(32 * Megabyte, out byte[]? _));
        test.False(GC.TryAllocateArray(int.MaxValue, out long[]? _));
        int collections = GC.CollectionCount(0);
        test.Equal(4, Refused(ref test));
        test.True(GC.CollectionCount(0) > collections);
        // All of that is dead now.
        test.True(GC.TryAllocateArray(8 * Megabyte, out byte[]? again) && again.Length == 8 * Megabyte);
        test.True(GC.TryAllocateArray(0, out string[]? none) && none.Length == 0);
        Internal.Runtime.Heap.Limit = limit;
        test.True(GC.TryAllocateArray(32 * Megabyte, out byte[]? _));
    }

    /// <summary>Takes all there is, in large pieces and in small ones, until nothing is left for either.</summary>
    /// <returns>How many sizes were refused in the end.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Refused(ref Test test)
    {
        // Enough places, so that the list itself does not have to grow.
        List<byte[]> all = new(100_000);
        int refused = 0;
        foreach (int size in (int[])[Megabyte, 100_000, 10_000, 1_000])
        {
            int had = 0;
            for (; GC.TryAllocateArray(size, out byte[]? some); had++) all.Add(some);
            refused++;
            if (size == Megabyte) test.True(had is >= 4 and <= 16);
        }
        all.Clear();
        return refused;
    }

    private static ulong Used()
    {
        // SAFETY: the span is the structure's, and used during the call only.
        _ = Kernel.Query(Startup.Block.Budget, out ObjectInfo info);
        return info.Detail1;
    }
}
