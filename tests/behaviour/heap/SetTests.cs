using System.Collections.Generic;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Sets, queues, stacks, and queues by priority.</summary>
internal static class SetTests
{
    public static void Run(ref Transcript transcript)
    {
        Sets(ref transcript);
        Operations(ref transcript);
        Queues(ref transcript);
        Stacks(ref transcript);
        Priorities(ref transcript);
    }

    private static void Sets(ref Transcript transcript)
    {
        HashSet<string?> set = ["b", "a", null, "c", "a"];
        transcript.Case("set").Gives(set.Count).Gives(set.Contains(null)).Gives(set.Contains("A")).Gives(set.Add("b")).Gives(set.Add("d"))
            .Gives(set.Remove("a")).Gives(set.Remove("x")).Gives(string.Join(",", set));
        _ = set.Add("e");
        transcript.Case("set").Gives(string.Join(",", set)).Gives(set.RemoveWhere(x => x is null or "c")).Gives(string.Join(",", set));
        transcript.Case("set").Gives(set.TryGetValue("b", out string? found)).Gives(found).Gives(set.TryGetValue("q", out found)).Gives(found);
        string?[] copy = new string?[5];
        set.CopyTo(copy, 1);
        transcript.Case("copied").Gives(copy[0]).Gives(copy[1]).Gives(copy[3]);
        set.Clear();
        transcript.Case("cleared").Gives(set.Count).Gives(set.Contains("b"));
        HashSet<(int, string)> pairs = [(1, "x"), (2, "y"), (1, "x")];
        transcript.Case("pairs").Gives(pairs.Count).Gives(pairs.Contains((2, "y"))).Gives(pairs.Contains((2, "x")));
    }

    private static void Operations(ref Transcript transcript)
    {
        int[][] others = [[], [1], [1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 1], [7, 8], [2, 4, 9, 9, 4], [1, 2, 3, 4, 5, 6]];
        foreach (int[] other in others)
        {
            HashSet<int> set = [1, 2, 3, 4, 5];
            transcript.Case("relations").Gives(set.IsSubsetOf(other)).Gives(set.IsSupersetOf(other)).Gives(set.IsProperSubsetOf(other))
                .Gives(set.IsProperSupersetOf(other)).Gives(set.Overlaps(other)).Gives(set.SetEquals(other));
            HashSet<int> union = new(set), intersection = new(set), difference = new(set), symmetric = new(set);
            union.UnionWith(other);
            intersection.IntersectWith(other);
            difference.ExceptWith(other);
            symmetric.SymmetricExceptWith(other);
            transcript.Case("operations").Gives(string.Join(",", union)).Gives(string.Join(",", intersection)).Gives(string.Join(",", difference))
                .Gives(string.Join(",", Sorted(symmetric)));
        }
        HashSet<int> self = [3, 1];
        self.UnionWith(self);
        self.IntersectWith(self);
        transcript.Case("itself").Gives(self.Count).Gives(self.SetEquals(self)).Gives(self.IsProperSubsetOf(self));
        self.SymmetricExceptWith(self);
        transcript.Case("itself").Gives(self.Count);
    }

    private static List<int> Sorted(HashSet<int> set)
    {
        List<int> list = [.. set];
        list.Sort();
        return list;
    }

    private static void Queues(ref Transcript transcript)
    {
        Queue<int> queue = new();
        TestRandom random = new(3);
        long sum = 0;
        for (int i = 0; i < 2_000; i++)
        {
            if (random.Below(5) < 3) queue.Enqueue(i);
            else if (queue.TryDequeue(out int taken)) sum = sum * 31 % 1_000_007 + taken;
        }
        transcript.Case("queue").Gives(queue.Count).Gives(sum).Gives(queue.Peek()).Gives(queue.Contains(1_999)).Gives(queue.Contains(0)).Gives(queue.ToArray()[10]);
        foreach (int item in queue) sum = sum * 31 % 1_000_007 + item;
        queue.TrimExcess();
        transcript.Case("queue").Gives(sum).Gives(queue.Dequeue()).Gives(queue.Dequeue());
        queue.Clear();
        transcript.Case("empty").Gives(queue.Count).Gives(queue.TryPeek(out int none)).Gives(none).Gives(new Queue<string>(new[] { "x", "y" }).Dequeue());
    }

    private static void Stacks(ref Transcript transcript)
    {
        Stack<string> stack = new(new[] { "a", "b", "c" });
        stack.Push("d");
        transcript.Case("stack").Gives(stack.Count).Gives(stack.Peek()).Gives(string.Join(",", stack)).Gives(string.Join(",", stack.ToArray())).Gives(stack.Pop())
            .Gives(stack.Contains("d")).Gives(stack.Contains("a")).Gives(stack.TryPop(out string? top)).Gives(top);
        stack.Clear();
        transcript.Case("empty").Gives(stack.Count).Gives(stack.TryPop(out top)).Gives(top);
    }

    private static void Priorities(ref Transcript transcript)
    {
        PriorityQueue<int, int> queue = new();
        TestRandom random = new(11);
        long sum = 0;
        for (int i = 0; i < 2_000; i++)
        {
            if (random.Below(5) < 3) queue.Enqueue(i, random.Below(50));
            else if (queue.TryDequeue(out int element, out int priority)) sum = sum * 31 % 1_000_007 + element * 3 + priority;
        }
        transcript.Case("priorities").Gives(queue.Count).Gives(sum).Gives(queue.Peek()).Gives(queue.EnqueueDequeue(-1, 1_000)).Gives(queue.EnqueueDequeue(-2, -5));
        while (queue.TryDequeue(out int element, out int priority)) sum = sum * 31 % 1_000_007 + element * 3 + priority;
        transcript.Case("priorities").Gives(sum).Gives(queue.Count);
    }
}
