using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Collection expressions as arguments, and arrays seen as lists of any type.</summary>
internal static class CollectionExpressionTests
{
    internal enum Colour : byte
    {
        Red,
        Green,
    }

    public static void Run(ref Transcript transcript)
    {
        Arguments(ref transcript);
        Untyped(ref transcript, new[] { 3, 1, 2 }, 1, 7);
        Untyped(ref transcript, new[] { "x", "y", null }, "y", "z");
        Untyped(ref transcript, new int?[] { 5, null, 6 }, null, 8);
        Untyped(ref transcript, new[] { (1, "one"), (2, "two") }, (2, "two"), (3, "three"));
        Untyped(ref transcript, new[] { Colour.Red, Colour.Green }, Colour.Green, Colour.Red);
        AsLists(ref transcript);
    }

    private static string Join<T>(IEnumerable<T> items) => string.Join(",", items);

    private static void Arguments(ref Transcript transcript)
    {
        int three = 3;
        List<int> more = [7, 8];
        transcript.Case("expressions").Gives(Join([1, 2, three])).Gives(Join([three])).Gives(Join<int>([])).Gives(Join([0, .. more, .. more.Where(x => x > 7)])).Gives(Join(["a", null, "b"]));
        IReadOnlyList<int> list = [three, 4];
        IEnumerable<string> single = ["one"];
        transcript.Case("kinds").Gives(list[1]).Gives(list.Count).Gives(list is IList<int>).Gives(((ICollection<int>)list).IsReadOnly).Gives(((IList)list).IndexOf(4)).Gives(single.First())
            .Gives(((ICollection<string>)single).Contains("one")).Gives(((IReadOnlyList<string>)single).Count);
        IList<int> growing = [three];
        growing.Add(9);
        ICollection<int> collection = [.. growing, 1];
        transcript.Case("lists").Gives(Join(growing)).Gives(Join(collection)).Gives(collection.Remove(9)).Gives(Join(collection));
    }

    private static void Untyped<T>(ref Transcript transcript, T[] items, object? there, T other)
    {
        IList list = items;
        transcript.Case("untyped").Gives(list.Count).Gives(list.IsFixedSize).Gives(list.IsReadOnly).Gives(list.IndexOf(there)).Gives(list.Contains("nothing of it")).Gives(list[0]?.ToString());
        int count = 0;
        foreach (object? item in list) count += item == null ? 100 : 1;
        list[0] = other;
        object?[] objects = new object?[items.Length + 1];
        T[] same = new T[items.Length];
        list.CopyTo(objects, 1);
        list.CopyTo(same, 0);
        transcript.Gives(count).Gives(items[0]?.ToString()).Gives(objects[1]?.ToString()).Gives(objects[0] == null).Gives(Join(same));
        Array array = items;
        array.SetValue(there, 0);
        transcript.Gives(array.GetValue(0)?.ToString()).Gives(array.Rank).Gives(array.GetLength(0));
        list.Clear();
        transcript.Gives(Join(items));
    }

    private static void AsLists(ref Transcript transcript)
    {
        string[] words = ["a", "b", "c"];
        IList<string> list = words;
        list[1] = "x";
        string[] copy = new string[4];
        list.CopyTo(copy, 1);
        transcript.Case("array as list").Gives(list.IndexOf("x")).Gives(list.Contains("b")).Gives(list.IsReadOnly).Gives(Join(copy)).Gives(words is ICollection<object>).Gives(words is IReadOnlyList<object>)
            .Gives((object)new int[2] is IList<uint>).Gives((object)new int[2] is IList<long>);
        List<int> numbers = [1];
        numbers.AddRange(new[] { 2, 3 });
        numbers.AddRange(numbers);
        numbers.AddRange(new HashSet<int> { 9 });
        transcript.Gives(Join(numbers)).Gives(numbers.EnsureCapacity(20));
    }
}
