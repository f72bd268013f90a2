using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Threads that allocate, hand objects to each other and are stopped anywhere, while collections run.</summary>
internal static class SharedHeapTests
{
    private const int ThreadCount = 4;

    private sealed class Node(int number, Node? next)
    {
        public readonly int Number = number;
        public readonly Node? Next = next;
        public readonly byte[] Filling = new byte[number % 97];
    }

    private sealed class Finalized(int[] counter)
    {
        ~Finalized() => Interlocked.Increment(ref counter[0]);
    }

    public static void Run(ref Transcript transcript) => Run(ref transcript, 40);

    public static void Run(ref Transcript transcript, int rounds)
    {
        Lists(ref transcript, rounds);
        Handing(ref transcript, rounds);
        WeakOnes(ref transcript, rounds);
        Finalizers(ref transcript);
        Strings(ref transcript, rounds);
    }

    private static void Together(int count, Action<int> action)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int number = i;
            threads[i] = new(() => action(number));
        }
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }

    /// <summary>Each thread builds lists, drops them, and looks whether the one it keeps is whole.</summary>
    private static void Lists(ref Transcript transcript, int rounds)
    {
        var sums = new long[ThreadCount];
        Together(ThreadCount, number =>
        {
            for (int round = 0; round < rounds; round++)
            {
                Node? list = null;
                for (int i = 0; i < 40; i++) list = new Node(i + number, list);
                for (var node = list; node != null; node = node.Next)
                    if (node.Filling.Length == node.Number % 97) sums[number] += node.Number;
                if (round % 100 == number) GC.Collect();
            }
        });
        transcript.Case("lists").Of(rounds);
        foreach (long sum in sums) transcript.Gives(sum);
    }

    /// <summary>What one thread makes another takes out of its place and checks.</summary>
    private static void Handing(ref Transcript transcript, int rounds)
    {
        var places = new Node?[16];
        int wrong = 0;
        Together(ThreadCount, number =>
        {
            for (int round = 0; round < rounds * 4; round++)
            {
                Node mine = new(round, new Node(round + 1, null));
                Node? theirs = Interlocked.Exchange(ref places[(round + number * 5) % places.Length], mine);
                if (theirs == null) continue;
                if (theirs.Next == null || theirs.Next.Number != theirs.Number + 1 || theirs.Filling.Length != theirs.Number % 97)
                    _ = Interlocked.Increment(ref wrong);
            }
        });
        transcript.Case("handing over").Of(rounds).Gives(wrong);
    }

    private static void WeakOnes(ref Transcript transcript, int rounds)
    {
        int wrong = 0;
        Together(ThreadCount, number =>
        {
            List<WeakReference<Node>> references = [];
            List<Node> kept = [];
            for (int round = 0; round < rounds; round++)
            {
                Node node = new(round, null);
                references.Add(new(node));
                if (round % 8 == 0) kept.Add(node);
                if (round % 128 == number * 8) GC.Collect();
            }
            int found = 0;
            foreach (var reference in references)
                if (reference.TryGetTarget(out Node? node) && node.Number % 8 == 0) found++;
            if (found != kept.Count) _ = Interlocked.Increment(ref wrong);
        });
        transcript.Case("weak references").Of(rounds).Gives(wrong);
    }

    private static void Finalizers(ref Transcript transcript)
    {
        var counter = new int[1];
        Together(ThreadCount, _ => Make(counter));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        transcript.Case("finalizers").Gives(Volatile.Read(ref counter[0]) > ThreadCount * 80);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(int[] counter)
    {
        for (int i = 0; i < 100; i++) _ = new Finalized(counter);
    }

    private static void Strings(ref Transcript transcript, int rounds)
    {
        var tables = new Dictionary<string, string>[ThreadCount];
        Together(ThreadCount, number =>
        {
            Dictionary<string, string> table = [];
            for (int round = 0; round < rounds; round++) table[$"key {round % 50}"] = $"{number}: {round}";
            tables[number] = table;
        });
        transcript.Case("strings").Of(rounds);
        foreach (var table in tables) transcript.Gives(table.Count).Gives(table["key 7"]);
    }
}
