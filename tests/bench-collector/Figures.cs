using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis.Tests.Bench.Collector;

/// <summary>What making objects costs, and a collection among millions of them. The same source runs over .NET and over our core library; times, unlike all other figures of this repository.</summary>
internal static class Figures
{
    /// <summary>Of so many rounds the best counts: the host has other things to do.</summary>
    private const int Rounds = 20;

    private const int ThreadCount = 4;

    private sealed class Node(Node? left, Node? right)
    {
        public readonly Node? Left = left, Right = right;
        public long Number;
    }

    private static Node? _node;
    private static byte[]? _array;

    /// <param name="tell">Is given what was measured, and its nanoseconds.</param>
    public static void Run(Action<string, double> tell)
    {
        const int objects = 1_000_000, arrays = 100_000;
        tell("object of 40 bytes", Best(static () => MakeObjects(objects)) / objects);
        tell("array of 1,000 bytes", Best(static () => MakeArrays(arrays)) / arrays);
        tell("object of 40 bytes, 4 threads at once", Best(static () => InThreads(static () => MakeOwn(objects))) / objects / ThreadCount);
        var kept = MakeTree(15);
        tell("collection, 65,535 objects live", Best(GC.Collect));
        GC.KeepAlive(kept);
        kept = MakeTree(20);
        tell("collection, 2,097,151 objects live", Best(GC.Collect));
        GC.KeepAlive(kept);
    }

    private static double Best(Action action)
    {
        long best = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }
        return best * 1e9 / Stopwatch.Frequency;
    }

    private static void MakeObjects(int count)
    {
        for (int i = 0; i < count; i++) Make(i);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(int number) => _node = new Node(null, null) { Number = number };

    private static void MakeArrays(int count)
    {
        for (int i = 0; i < count; i++) MakeArray();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeArray() => _array = new byte[1000];

    /// <summary>With no word that all threads write.</summary>
    private static void MakeOwn(int count)
    {
        Node? last = null;
        for (int i = 0; i < count; i++) last = MakeOne(i);
        GC.KeepAlive(last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Node MakeOne(int number) => new(null, null) { Number = number };

    private static void InThreads(ThreadStart start)
    {
        var threads = new Thread[ThreadCount];
        for (int i = 0; i < threads.Length; i++) (threads[i] = new Thread(start)).Start();
        foreach (var thread in threads) thread.Join();
    }

    private static Node MakeTree(int depth) => depth == 0 ? new(null, null) : new(MakeTree(depth - 1), MakeTree(depth - 1));
}
