using System;
using System.Collections.Generic;
using System.Linq;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Questions to sequences.</summary>
internal static class LinqTests
{
    private sealed record Animal(string Name, int Legs, string? Sound);

    private static readonly Animal[] Animals =
    [
        new("cat", 4, "meow"), new("bird", 2, "tweet"), new("dog", 4, "woof"), new("snake", 0, null), new("ant", 6, null), new("cow", 4, "moo"), new("hen", 2, "tweet"),
    ];

    public static void Run(ref Transcript transcript)
    {
        Sequences(ref transcript);
        Elements(ref transcript);
        Numbers(ref transcript);
        Ordering(ref transcript);
        Groups(ref transcript);
        Laziness(ref transcript);
    }

    private static string Join<T>(IEnumerable<T> items) => string.Join(",", items);

    private static void Sequences(ref Transcript transcript)
    {
        int[] numbers = [5, 3, 8, 3, 1, 9, 5];
        List<string> words = ["x", "yy", "zzz"];
        transcript.Case("where").Gives(Join(numbers.Where(x => x > 3))).Gives(Join(numbers.Where((x, i) => x > i))).Gives(Join(words.Select(x => x.Length)))
            .Gives(Join(words.Select((x, i) => x + i))).Gives(Join(words.SelectMany(x => x))).Gives(Join(numbers.SelectMany(x => words, (x, w) => x + w).Take(4)));
        transcript.Case("parts").Gives(Join(numbers.Take(2))).Gives(Join(numbers.Take(-1))).Gives(Join(numbers.Take(99))).Gives(Join(numbers.Skip(5))).Gives(Join(numbers.Skip(-5)))
            .Gives(Join(numbers.TakeWhile(x => x != 1))).Gives(Join(numbers.SkipWhile(x => x != 1))).Gives(Join(numbers.TakeLast(3))).Gives(Join(numbers.SkipLast(3)))
            .Gives(Join(numbers.Chunk(3).Select(x => Join(x.AsEnumerable().Reverse()))));
        transcript.Case("together").Gives(Join(numbers.Concat(new[] { 7 }))).Gives(Join(numbers.Append(6).Prepend(2))).Gives(Join(words.Zip(numbers))).Gives(Join(words.Zip(numbers, (w, x) => w + x)))
            .Gives(Join(words.Index())).Gives(Join(Enumerable.Range(3, 4))).Gives(Join(Enumerable.Repeat("r", 3))).Gives(Join(Enumerable.Empty<int>().DefaultIfEmpty(4)));
        transcript.Case("sets").Gives(Join(numbers.Distinct())).Gives(Join(numbers.Union(new[] { 2, 3, 4 }))).Gives(Join(numbers.Intersect(new[] { 3, 9, 3, 4 }))).Gives(Join(numbers.Except(new[] { 3, 4 })))
            .Gives(Join(words.DistinctBy(x => x.Length > 1)));
        object?[] mixed = [1, "a", null, 2, "b"];
        transcript.Case("types").Gives(Join(mixed.OfType<string>())).Gives(Join(mixed.OfType<int>())).Gives(Join(new object[] { 4, 5 }.Cast<int>()));
        transcript.Case("results").Gives(numbers.ToList().Count).Gives(numbers.Where(x => x > 4).ToArray().Length).Gives(numbers.ToHashSet().Count)
            .Gives(words.ToDictionary(x => x.Length)[2]).Gives(words.ToDictionary(x => x, x => x.Length)["zzz"]);
    }

    private static void Elements(ref Transcript transcript)
    {
        int[] numbers = [5, 3, 8];
        transcript.Case("elements").Gives(numbers.First()).Gives(numbers.First(x => x < 5)).Gives(numbers.Last()).Gives(numbers.Last(x => x > 4)).Gives(numbers.Single(x => x == 3))
            .Gives(numbers.ElementAt(1)).Gives(numbers.ElementAtOrDefault(9)).Gives(numbers.FirstOrDefault(x => x > 9)).Gives(numbers.SingleOrDefault(x => x > 9))
            .Gives(numbers.LastOrDefault(x => x < 0)).Gives(Enumerable.Empty<string>().FirstOrDefault()).Gives(Enumerable.Empty<int>().FirstOrDefault(7));
        transcript.Case("truths").Gives(numbers.Any()).Gives(numbers.Any(x => x > 8)).Gives(numbers.All(x => x > 2)).Gives(Enumerable.Empty<int>().All(x => false)).Gives(numbers.Contains(8))
            .Gives(numbers.SequenceEqual(new[] { 5, 3, 8 })).Gives(numbers.SequenceEqual(new[] { 5, 3 })).Gives(numbers.SequenceEqual(new[] { 5, 3, 8, 1 })).Gives(numbers.Count()).Gives(numbers.Count(x => x > 4));
    }

    private static void Numbers(ref Transcript transcript)
    {
        int[] numbers = [5, 3, 8, 3];
        string?[] words = ["pear", null, "fig", "apple"];
        transcript.Case("numbers").Gives(numbers.Sum()).Gives(numbers.Average()).Gives(numbers.Min()).Gives(numbers.Max()).Gives(Animals.Sum(x => x.Legs)).Gives(Animals.Average(x => x.Legs))
            .Gives(Animals.Min(x => x.Legs)).Gives(Animals.Max(x => x.Name.Length)).Gives(words.Select(x => x?.Length ?? -1).Min()).Gives(new[] { 1.5, 2.25 }.Sum());
        transcript.Case("extremes").Gives(Animals.MinBy(x => x.Legs)!.Name).Gives(Animals.MaxBy(x => -x.Legs)!.Name).Gives(Animals.MinBy(x => x.Name.Length)!.Name)
            .Gives(Animals.MaxBy(x => x.Legs % 4)!.Name).Gives(Enumerable.Empty<string>().Max());
        transcript.Case("aggregates").Gives(numbers.Aggregate((x, y) => x * 10 + y)).Gives(numbers.Aggregate("", (x, y) => x + y)).Gives(numbers.Select(x => (long)x).Sum());
    }

    private static void Ordering(ref Transcript transcript)
    {
        transcript.Case("order").Gives(Join(Animals.OrderBy(x => x.Legs).Select(x => x.Name))).Gives(Join(Animals.OrderByDescending(x => x.Legs).Select(x => x.Name)))
            .Gives(Join(Animals.OrderBy(x => x.Legs).ThenBy(x => x.Name.Length).ThenByDescending(x => x.Sound?.Length ?? 0).Select(x => x.Name)))
            .Gives(Join(Animals.Select(x => x.Legs).Order())).Gives(Join(Animals.Select(x => x.Legs).OrderDescending()));
        TestRandom random = new(5);
        List<(int Key, int Place)> many = [];
        for (int i = 0; i < 500; i++) many.Add((random.Below(20), i));
        transcript.Case("stable").Gives(many.OrderBy(x => x.Key).Aggregate(0L, (sum, x) => unchecked(sum * 31 + x.Place)));
    }

    private static void Groups(ref Transcript transcript)
    {
        foreach (var group in Animals.GroupBy(x => x.Sound, x => x.Name)) transcript.Case("group").Gives(group.Key).Gives(Join(group));
        var lookup = Animals.ToLookup(x => x.Legs);
        transcript.Case("lookup").Gives(lookup.Count).Gives(lookup.Contains(6)).Gives(lookup[99].Count()).Gives(Join(lookup[4].Select(x => x.Name)));
        int[] legs = [2, 0, 2, 5];
        transcript.Case("join").Gives(Join(legs.Join(Animals, x => x, x => x.Legs, (x, a) => x + a.Name)))
            .Gives(Join(legs.GroupJoin(Animals, x => x, x => x.Legs, (x, a) => x + ":" + a.Count())));
        var query = from animal in Animals where animal.Legs > 0 orderby animal.Sound descending, animal.Name group animal by animal.Legs into same select $"{same.Key}: {Join(same.Select(x => x.Name))}";
        transcript.Case("query").Gives(string.Join("; ", query));
    }

    private static void Laziness(ref Transcript transcript)
    {
        List<int> numbers = [1, 2, 3];
        int looked = 0;
        var query = numbers.Where(x => ++looked > 0 && x > 1).Select(x => x * 2);
        transcript.Case("lazy").Gives(looked);
        numbers.Add(4);
        transcript.Case("lazy").Gives(Join(query)).Gives(looked).Gives(query.First()).Gives(looked).Gives(query.Any()).Gives(looked);
    }
}
