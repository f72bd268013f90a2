using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Collections that keep an order, lists of nodes, and rows of bits.</summary>
internal static class SortedTests
{
    public static void Run(ref Transcript transcript)
    {
        Sets(ref transcript);
        Operations(ref transcript);
        Many(ref transcript);
        Dictionaries(ref transcript);
        Lists(ref transcript);
        Links(ref transcript);
        Bits(ref transcript);
    }

    private static void Sets(ref Transcript transcript)
    {
        SortedSet<string> set = new(StringComparer.Ordinal) { "pear", "apple", "fig", "apple" };
        transcript.Case("sorted set").Gives(set.Count).Gives(string.Join(",", set)).Gives(set.Min).Gives(set.Max).Gives(set.Add("fig")).Gives(set.Add("date"))
            .Gives(set.Remove("pear")).Gives(set.Remove("plum")).Gives(string.Join(",", set)).Gives(string.Join(",", set.Reverse()));
        transcript.Case("sorted set").Gives(set.TryGetValue("fig", out string? found)).Gives(found).Gives(set.TryGetValue("kiwi", out found)).Gives(found)
            .Gives(set.RemoveWhere(static x => x.Length == 3)).Gives(string.Join(",", set));
        string[] copy = ["", "", "", ""];
        set.CopyTo(copy, 1);
        transcript.Case("sorted set copied").Gives(string.Join(",", copy));
        set.Clear();
        transcript.Case("sorted set cleared").Gives(set.Count).Gives(set.Min).Gives(new SortedSet<int>().Max);
        SortedSet<int> backwards = new([3, 1, 2], Comparer<int>.Create(static (x, y) => y - x));
        transcript.Case("sorted set by another order").Gives(string.Join(",", backwards)).Gives(backwards.Min).Gives(backwards.Max);
        using var items = backwards.GetEnumerator();
        transcript.Case("sorted set enumerated").Gives(items.MoveNext()).Gives(items.Current).Gives(items.MoveNext()).Gives(items.MoveNext()).Gives(items.Current)
            .Gives(items.MoveNext());
    }

    private static void Operations(ref Transcript transcript)
    {
        int[][] others = [[], [1], [1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 1], [7, 8], [2, 4, 9, 9, 4], [1, 2, 3, 4, 5, 6]];
        foreach (int[] other in others)
        {
            SortedSet<int> set = [5, 3, 1, 2, 4];
            transcript.Case("sorted relations").Gives(set.IsSubsetOf(other)).Gives(set.IsSupersetOf(other)).Gives(set.IsProperSubsetOf(other))
                .Gives(set.IsProperSupersetOf(other)).Gives(set.Overlaps(other)).Gives(set.SetEquals(other));
            SortedSet<int> union = new(set), intersection = new(set), difference = new(set), symmetric = new(set);
            union.UnionWith(other);
            intersection.IntersectWith(other);
            difference.ExceptWith(other);
            symmetric.SymmetricExceptWith(other);
            transcript.Case("sorted operations").Gives(string.Join(",", union)).Gives(string.Join(",", intersection)).Gives(string.Join(",", difference))
                .Gives(string.Join(",", symmetric));
        }
        SortedSet<int> self = [3, 1];
        self.UnionWith(self);
        self.IntersectWith(self);
        transcript.Case("sorted itself").Gives(self.Count).Gives(self.SetEquals(self));
        self.SymmetricExceptWith(self);
        transcript.Case("sorted itself").Gives(self.Count);
    }

    private static void Many(ref Transcript transcript)
    {
        TestRandom random = new(17);
        SortedSet<int> set = [];
        SortedDictionary<int, int> dictionary = [];
        for (int i = 0; i < 3_000; i++)
        {
            int value = random.Below(500);
            if (random.Below(3) == 0)
            {
                _ = set.Remove(value);
                _ = dictionary.Remove(value);
            }
            else
            {
                _ = set.Add(value);
                dictionary[value] = i;
            }
            if (i % 300 == 0) transcript.Case("sorted many").Gives(set.Count).Gives(set.Min).Gives(set.Max).Gives(set.Sum()).Gives(dictionary.Values.Sum());
        }
        transcript.Case("sorted many").Gives(string.Join(",", set)).Gives(string.Join(",", dictionary.Keys.Take(20)));
        // In order, which is what plain trees are worst at.
        SortedSet<int> ordered = [];
        for (int i = 0; i < 5_000; i++) _ = ordered.Add(i);
        transcript.Case("sorted in order").Gives(ordered.Count).Gives(ordered.Contains(4_999)).Gives(ordered.Sum());
    }

    private static void Dictionaries(ref Transcript transcript)
    {
        SortedDictionary<string, int> numbers = new(StringComparer.Ordinal) { ["two"] = 2, ["one"] = 1, ["three"] = 3 };
        numbers["two"] = 22;
        numbers.Add("four", 4);
        transcript.Case("sorted dictionary").Gives(numbers.Count).Gives(string.Join(",", numbers)).Gives(string.Join(",", numbers.Keys)).Gives(string.Join(",", numbers.Values))
            .Gives(numbers["two"]).Gives(numbers.TryGetValue("five", out int value)).Gives(value).Gives(numbers.ContainsKey("one")).Gives(numbers.ContainsValue(3))
            .Gives(numbers.ContainsValue(33)).Gives(numbers.Remove("one")).Gives(numbers.Remove("one")).Gives(string.Join(",", numbers));
        transcript.Case("sorted dictionary").Gives(numbers.Keys.Count).Gives(numbers.First().Key).Gives(numbers.Where(static pair => pair.Value > 3).Count());
        numbers.Clear();
        transcript.Case("sorted dictionary cleared").Gives(numbers.Count);
    }

    private static void Lists(ref Transcript transcript)
    {
        SortedList<int, string> list = new() { { 5, "five" }, { 1, "one" }, { 3, "three" } };
        list[2] = "two";
        list[3] = "THREE";
        transcript.Case("sorted list").Gives(list.Count).Gives(string.Join(",", list)).Gives(string.Join(",", list.Keys)).Gives(string.Join(",", list.Values))
            .Gives(list.IndexOfKey(3)).Gives(list.IndexOfKey(4)).Gives(list.IndexOfValue("one")).Gives(list.IndexOfValue("none")).Gives(list.ContainsKey(5))
            .Gives(list.GetKeyAtIndex(1)).Gives(list.GetValueAtIndex(3)).Gives(list.TryGetValue(9, out string? value)).Gives(value).Gives(list.Remove(1)).Gives(list.Remove(1));
        list.RemoveAt(0);
        list.SetValueAtIndex(0, "drei");
        transcript.Case("sorted list").Gives(string.Join(",", list));
    }

    private static void Links(ref Transcript transcript)
    {
        LinkedList<int> list = new([2, 3]);
        var first = list.AddFirst(1);
        var last = list.AddLast(5);
        var four = list.AddBefore(last, 4);
        _ = list.AddAfter(last, 6);
        transcript.Case("linked list").Gives(list.Count).Gives(string.Join(",", list)).Gives(first.Previous == null).Gives(first.Next!.Value).Gives(list.Last!.Value)
            .Gives(list.Last.Next == null).Gives(four.Previous!.Value).Gives(four.Next == last).Gives(list.Find(3)!.Next!.Value).Gives(list.Find(9) == null)
            .Gives(list.Contains(6)).Gives(list.Remove(3)).Gives(list.Remove(3));
        list.Remove(four);
        transcript.Case("linked list").Gives(string.Join(",", list)).Gives(four.List == null).Gives(four.Next == null).Gives(first.List == list);
        list.RemoveFirst();
        list.RemoveLast();
        list.AddFirst(four);
        _ = list.AddBefore(four, 0);
        last.Value = 55;
        last.ValueRef++;
        transcript.Case("linked list").Gives(string.Join(",", list)).Gives(list.First!.Value).Gives(list.FindLast(56) == last);
        int[] copy = new int[6];
        list.CopyTo(copy, 1);
        transcript.Case("linked list copied").Gives(string.Join(",", copy));
        list.Clear();
        transcript.Case("linked list cleared").Gives(list.Count).Gives(list.First == null).Gives(last.List == null);
        list.AddLast(last);
        list.Remove(last);
        transcript.Case("linked list of one").Gives(list.Count).Gives(list.Last == null);
    }

    private static void Bits(ref Transcript transcript)
    {
        BitArray bits = new(70);
        for (int i = 0; i < 70; i += 7) bits[i] = true;
        Tell(ref transcript, "bits", bits);
        Tell(ref transcript, "bits not", new BitArray(bits).Not());
        BitArray other = new(70, true);
        other.Set(14, false);
        Tell(ref transcript, "bits and", new BitArray(bits).And(other));
        Tell(ref transcript, "bits or", new BitArray(bits).Or(other));
        Tell(ref transcript, "bits xor", new BitArray(bits).Xor(other));
        foreach (int shift in (int[])[0, 1, 31, 32, 33, 69, 70, 100])
        {
            Tell(ref transcript, "bits right", new BitArray(bits).RightShift(shift));
            Tell(ref transcript, "bits left", new BitArray(bits).LeftShift(shift));
        }
        bits.Length = 33;
        Tell(ref transcript, "bits shorter", bits);
        bits.Length = 50;
        Tell(ref transcript, "bits longer", bits);
        transcript.Case("bits all").Gives(bits.HasAllSet()).Gives(bits.HasAnySet()).Gives(new BitArray(3, true).HasAllSet()).Gives(new BitArray(3).HasAnySet());
        Tell(ref transcript, "bits of bytes", new BitArray(new byte[] { 1, 2, 0x80, 0xFF, 5 }));
        Tell(ref transcript, "bits of numbers", new BitArray(new[] { -1, 6 }));
        Tell(ref transcript, "bits of booleans", new BitArray(new[] { true, false, true }));
        int[] words = new int[3];
        new BitArray(new byte[] { 1, 2, 3, 0x84, 5 }).CopyTo(words, 1);
        transcript.Case("bits copied").Gives(words[1]).Gives(words[2]);
    }

    private static void Tell(ref Transcript transcript, string name, BitArray bits)
    {
        char[] text = new char[bits.Length];
        int at = 0;
        foreach (object? bit in bits) text[at++] = (bool)bit! ? '1' : '0';
        transcript.Case(name).Gives(bits.Count).Gives(new string(text));
    }
}
