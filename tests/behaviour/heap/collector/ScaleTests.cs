using System;
using System.Collections.Generic;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Millions of objects. They need hundreds of megabytes, which only programs on the host are given.</summary>
internal static class ScaleTests
{
    private sealed class Tree(Tree? left, Tree? right)
    {
        public readonly Tree? Left = left, Right = right;

        public int Count => 1 + (Left?.Count ?? 0) + (Right?.Count ?? 0);

        public static Tree Make(int depth) => depth == 0 ? new(null, null) : new(Make(depth - 1), Make(depth - 1));
    }

    private sealed class Link(Link? next, int number)
    {
        public readonly Link? Next = next;
        public readonly int Number = number;
    }

    public static void Run(ref Transcript transcript)
    {
        Trees(ref transcript);
        Chain(ref transcript);
        Tables(ref transcript);
        GraphTests.Run(ref transcript, count: 1_000_000, seed: 7);
    }

    private static void Trees(ref Transcript transcript)
    {
        var kept = Tree.Make(19);
        var forest = new Tree[10];
        for (int i = 0; i < 60; i++) forest[i % forest.Length] = Tree.Make(14);
        int count = 0;
        foreach (var tree in forest) count += tree.Count;
        transcript.Case("trees").Gives(kept.Count).Gives(count);
        long before = GC.GetTotalMemory(true);
        transcript.Case("are kept").Gives(before > 16_000_000);
        GC.KeepAlive(kept);
    }

    /// <summary>As deep as it gets: marking must not need a stack as deep.</summary>
    private static void Chain(ref Transcript transcript)
    {
        Link? last = null;
        for (int i = 0; i < 2_000_000; i++) last = new Link(last, i);
        GC.Collect();
        long sum = 0;
        for (var link = last; link != null; link = link.Next) sum += link.Number;
        transcript.Case("chain").Gives(sum);
    }

    private static void Tables(ref Transcript transcript)
    {
        Dictionary<int, string> table = [];
        for (int i = 0; i < 600_000; i++)
        {
            table[i] = i.ToString();
            if (i >= 300_000) _ = table.Remove(i - 300_000);
        }
        long length = 0;
        foreach (var (key, text) in table) length += text.Length * (key % 7);
        transcript.Case("table").Gives(table.Count).Gives(length).Gives(table[599_999]);
    }
}
