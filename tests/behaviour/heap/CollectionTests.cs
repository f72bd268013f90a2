using System;
using System.Collections.Generic;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Lists, dictionaries, and sorting.</summary>
internal static class CollectionTests
{
    private enum Kind : byte { A, B, C }

    private readonly struct Key(int a, int b) : IEquatable<Key>
    {
        private readonly int _a = a, _b = b;
        public bool Equals(Key other) => _a == other._a && _b == other._b;
        public override bool Equals(object? other) => other is Key key && Equals(key);
        public override int GetHashCode() => 1;
    }

    private sealed class ByLength : IComparer<string?>
    {
        public int Compare(string? x, string? y) => x!.Length != y!.Length ? x.Length - y.Length : string.CompareOrdinal(x, y);
    }

    public static void Run(ref Transcript transcript)
    {
        Lists(ref transcript);
        Dictionaries(ref transcript);
        Sorting(ref transcript);
        Against(ref transcript);
    }

    private static void Lists(ref Transcript transcript)
    {
        List<int> list = [5, 3, 8];
        list.Add(1);
        list.Insert(1, 100);
        list.Insert(5, 200);
        list.RemoveAt(0);
        Tell(ref transcript, "list", list);
        list.AddRange(new int[] { 7, 7, 9 });
        transcript.Case("list").Gives(list.Remove(7)).Gives(list.Remove(55)).Gives(list.IndexOf(9)).Gives(list.Contains(100)).Gives(list.Find(x => x > 100))
            .Gives(list.FindIndex(x => x == -1)).Gives(list.Exists(x => x == 8)).Gives(list.RemoveAll(x => x % 2 == 1)).Gives(list.Count);
        Tell(ref transcript, "list", list);
        list.Sort();
        Tell(ref transcript, "sorted", list);
        list.Reverse();
        list.RemoveRange(1, 2);
        Tell(ref transcript, "shortened", list);
        list.Clear();
        transcript.Case("cleared").Gives(list.Count).Gives(list.ToArray().Length);

        List<string?> words = ["pear", "fig", null, "apple"];
        words.Remove(null);
        words.Sort(new ByLength());
        IList<string?> asList = words;
        asList[0] = "date";
        IEnumerable<object?> asObjects = words;
        string joined = "";
        foreach (object? word in asObjects) joined += word + ";";
        transcript.Case("words").Gives(joined).Gives(words.IndexOf("apple")).Gives(asList.Count).Gives(string.Join("+", words));
        words.ForEach(word => joined += word);
        transcript.Gives(joined).Gives(new List<string?>(words).Count).Gives(((IReadOnlyList<string?>)words)[1]);
    }

    private static void Tell(ref Transcript transcript, string name, List<int> list)
    {
        transcript.Case(name).Gives(list.Count);
        foreach (int item in list) transcript.Gives(item);
    }

    private static void Dictionaries(ref Transcript transcript)
    {
        Dictionary<string, int> ages = new() { ["Ada"] = 36, ["Alan"] = 41 };
        ages["Grace"] = 85;
        ages["Ada"]++;
        transcript.Case("dictionary").Gives(ages.Count).Gives(ages["Ada"]).Gives(ages.TryGetValue("Alan", out int age)).Gives(age)
            .Gives(ages.TryGetValue("Kurt", out age)).Gives(age).Gives(ages.ContainsKey("Grace")).Gives(ages.TryAdd("Ada", 1)).Gives(ages.TryAdd("Emmy", 53))
            .Gives(ages.Remove("Alan")).Gives(ages.Remove("Alan")).Gives(ages.Remove("Grace", out age)).Gives(age).Gives(ages.Count);
        ages.Add("Kurt", 71);
        ages.Add("John", 53);
        ages.Add("Edsger", 72);
        foreach (var (name, years) in ages) transcript.Gives(name).Gives(years);
        transcript.Case("keys").Gives(string.Join(",", ages.Keys)).Gives(string.Join(",", ages.Values));

        Dictionary<Key, string> colliding = [];
        for (int i = 0; i < 20; i++) colliding[new Key(i, i * i)] = "v" + i;
        for (int i = 0; i < 20; i += 3) colliding.Remove(new Key(i, i * i));
        string all = "";
        for (int i = 0; i < 20; i++) all += colliding.TryGetValue(new Key(i, i * i), out string? value) ? value : "-";
        transcript.Case("collisions").Gives(colliding.Count).Gives(all);

        Dictionary<Kind, List<int>> byKind = new() { [Kind.B] = [1], [Kind.C] = [] };
        byKind[Kind.B].Add(2);
        transcript.Case("by enumeration").Gives(byKind[Kind.B].Count).Gives(byKind.ContainsKey(Kind.A));
        Dictionary<object, int> byObject = new() { ["x"] = 1, [5] = 2, [(1, 2)] = 3 };
        transcript.Case("by object").Gives(byObject["x"]).Gives(byObject[5]).Gives(byObject.ContainsKey(5L)).Gives(byObject[(1, 2)]);
        byObject.Clear();
        transcript.Gives(byObject.Count).Gives(byObject.ContainsKey(5));
    }

    private static void Sorting(ref Transcript transcript)
    {
        uint state = 12345;
        for (int length = 0; length < 40; length += 3)
        {
            int[] numbers = new int[length];
            for (int i = 0; i < length; i++)
            {
                state = unchecked(state * 1664525 + 1013904223);
                numbers[i] = (int)(state >> 27);
            }
            numbers.AsSpan().Sort();
            transcript.Case("sorted").Of(length);
            foreach (int number in numbers) transcript.Gives(number);
            numbers.AsSpan().Sort(static (left, right) => right.CompareTo(left));
            transcript.Case("reversed").Of(length);
            foreach (int number in numbers) transcript.Gives(number);
        }
        ReadOnlySpan<int> ordered = [1, 3, 5, 7];
        for (int value = 0; value < 9; value++) transcript.Case("binary search").Of(value).Gives(ordered.BinarySearch(value));
    }

    /// <summary>A long history of one dictionary, told as one number.</summary>
    private static void Against(ref Transcript transcript)
    {
        Dictionary<int, int> dictionary = [];
        uint state = 99;
        long digest = 0;
        for (int step = 0; step < 5000; step++)
        {
            state = unchecked(state * 1664525 + 1013904223);
            int key = (int)(state >> 23 & 0xFF);
            unchecked
            {
                switch (state >> 30)
                {
                    case 0: digest = digest * 31 + (dictionary.Remove(key, out int removed) ? removed : -1); break;
                    case 1: digest = digest * 31 + (dictionary.TryGetValue(key, out int found) ? found : -2); break;
                    default: dictionary[key] = step; break;
                }
            }
        }
        transcript.Case("history").Gives(dictionary.Count).Gives(digest);
        foreach (var pair in dictionary) digest = unchecked(digest * 31 + pair.Key * 1000 + pair.Value);
        transcript.Gives(digest);
    }
}
