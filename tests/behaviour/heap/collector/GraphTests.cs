using System;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>
/// Random changes to a graph of objects, and the same to its shadow, which is numbers only: what can be reached from the
/// roots has to be the same in both.
/// </summary>
internal static class GraphTests
{
    private const int LinkCount = 3;
    private const int None = -1;

    private sealed class Node(int number)
    {
        public readonly int Number = number;
        public Node? First;
        public readonly Node?[] Others = new Node?[LinkCount - 1];
        public byte[]? Ballast;

        public Node? this[int link]
        {
            get => link == 0 ? First : Others[link - 1];
            set
            {
                if (link == 0) First = value;
                else Others[link - 1] = value;
            }
        }
    }

    /// <param name="count">How many nodes are made at most.</param>
    public static void Run(ref Transcript transcript, int count, ulong seed)
    {
        int changes = count * 3;
        TestRandom random = new(seed);
        var roots = new Node?[Math.Max(4, count / 100)];
        int[] rootNumbers = new int[roots.Length];
        int[] links = new int[count * LinkCount];
        rootNumbers.AsSpan().Fill(None);
        links.AsSpan().Fill(None);
        int next = 0;
        for (int i = 0; i < changes; i++)
        {
            int root = random.Below(roots.Length);
            switch (random.Below(64))
            {
                case < 24 when next < count:
                    // A new node, which may be the only way to what the root was.
                    var node = new Node(next) { First = roots[root], Ballast = new byte[random.Below(64)] };
                    links[next * LinkCount] = rootNumbers[root];
                    roots[root] = node;
                    rootNumbers[root] = next++;
                    break;
                case 24:
                    roots[root] = null;
                    rootNumbers[root] = None;
                    break;
                default:
                    Relink(ref random, roots, rootNumbers, links, root);
                    break;
            }
        }
        GC.Collect();
        var (reached, sum) = Follow(roots, count);
        var (expected, expectedSum) = FollowShadow(rootNumbers, links, count);
        transcript.Case("graph").Of(changes).Gives(reached == expected).Gives(sum == expectedSum).Gives(reached).Gives(sum);
    }

    /// <summary>Some node reachable from one root refers to a node reachable from another from now on.</summary>
    private static void Relink(ref TestRandom random, Node?[] roots, int[] rootNumbers, int[] links, int root)
    {
        var from = roots[root];
        int fromNumber = rootNumbers[root];
        for (int steps = random.Below(10); steps > 0 && from != null; steps--)
        {
            int way = random.Below(LinkCount);
            if (from[way] == null) break;
            from = from[way]!;
            fromNumber = links[fromNumber * LinkCount + way];
        }
        if (from == null) return;
        int to = random.Below(roots.Length), link = random.Below(LinkCount);
        from[link] = roots[to];
        links[fromNumber * LinkCount + link] = rootNumbers[to];
    }

    private static (int Reached, long Sum) Follow(Node?[] roots, int count)
    {
        bool[] seen = new bool[count];
        var stack = new Node[count];
        int depth = 0, reached = 0;
        long sum = 0;
        foreach (var root in roots) Visit(root);
        while (depth > 0)
        {
            var node = stack[--depth];
            reached++;
            sum = unchecked(sum * 31 + node.Number);
            for (int link = 0; link < LinkCount; link++) Visit(node[link]);
        }
        return (reached, sum);

        void Visit(Node? node)
        {
            if (node == null || seen[node.Number]) return;
            seen[node.Number] = true;
            stack[depth++] = node;
        }
    }

    private static (int Reached, long Sum) FollowShadow(int[] roots, int[] links, int count)
    {
        bool[] seen = new bool[count];
        int[] stack = new int[count];
        int depth = 0, reached = 0;
        long sum = 0;
        foreach (int root in roots) Visit(root);
        while (depth > 0)
        {
            int node = stack[--depth];
            reached++;
            sum = unchecked(sum * 31 + node);
            for (int link = 0; link < LinkCount; link++) Visit(links[node * LinkCount + link]);
        }
        return (reached, sum);

        void Visit(int node)
        {
            if (node == None || seen[node]) return;
            seen[node] = true;
            stack[depth++] = node;
        }
    }
}
