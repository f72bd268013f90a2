using System;
using System.Collections.Generic;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Closures, method groups, and iterators.</summary>
internal static class DelegateTests
{
    private class Counter
    {
        private int _count;
        public int Next() => ++_count;
        public virtual string Describe(string of) => of + _count;
    }

    private interface INamed
    {
        string Name(int number);
        string Twice(int number) => Name(number) + Name(number);
    }

    private sealed class Named(string name) : INamed
    {
        public string Name(int number) => name + number;
    }

    private readonly struct NamedNumber(int number) : INamed
    {
        public string Name(int other) => number + "/" + other;
    }

    private struct Adder(int amount)
    {
        public readonly int Add(int to) => to + amount;
    }

    private delegate bool Parser<T>(string text, out T value);

    public static void Run(ref Transcript transcript)
    {
        int captured = 5;
        Func<int, int> closure = x => x * captured;
        int first = closure(2);
        captured = 7;
        Counter counter = new();
        Func<int> next = counter.Next;
        _ = next();
        Func<string, string> describe = counter.Describe;
        Func<int, int> add = new Adder(30).Add;
        Parser<int> parser = int.TryParse;
        Action<List<int>> fill = static list => list.Add(1);
        List<int> filled = [];
        fill(filled);
        transcript.Case("delegates").Gives(first).Gives(closure(2)).Gives(next()).Gives(describe("count ")).Gives(add(12))
            .Gives(parser("55", out int parsed)).Gives(parsed).Gives(filled.Count).Gives(Compose<int>(x => x + 1, x => x * 10)(4))
            .Gives(Compose<string>(x => x + "!", x => "<" + x + ">")("a"));
        List<Func<int>> each = [];
        for (int i = 0; i < 3; i++)
        {
            int own = i;
            each.Add(() => own * 10 + i);
        }
        foreach (var function in each) transcript.Gives(function());
        foreach (INamed named in new INamed[] { new Named("n"), new NamedNumber(6) })
        {
            // Found when the delegate is made, not when it is called.
            Func<int, string> name = named.Name, twice = named.Twice;
            transcript.Case("over an interface").Gives(name(1)).Gives(twice(2)).Gives(name == named.Name);
        }
        Recursion(ref transcript);
        Iterators(ref transcript);
        MulticastTests.Run(ref transcript);
    }

    private static Func<T, T> Compose<T>(Func<T, T> first, Func<T, T> second) => x => second(first(x));

    private static void Recursion(ref Transcript transcript)
    {
        Func<int, int> factorial = null!;
        factorial = n => n <= 1 ? 1 : n * factorial(n - 1);
        transcript.Case("recursion").Gives(factorial(10));
    }

    private static void Iterators(ref Transcript transcript)
    {
        int total = 0;
        foreach (int number in Fibonacci(15)) total = total * 2 + number;
        transcript.Case("iterators").Gives(total);
        foreach (var (index, word) in Numbered(new string[] { "a", "b", "c" })) transcript.Gives(index).Gives(word);
        using var enumerator = Fibonacci(3).GetEnumerator();
        while (enumerator.MoveNext()) transcript.Gives(enumerator.Current);
    }

    private static IEnumerable<int> Fibonacci(int count)
    {
        var (current, next) = (0, 1);
        for (int i = 0; i < count; i++)
        {
            yield return current;
            (current, next) = (next, current + next);
        }
    }

    private static IEnumerable<(int, T)> Numbered<T>(IEnumerable<T> items)
    {
        int index = 0;
        foreach (var item in items) yield return (index++, item);
    }
}
