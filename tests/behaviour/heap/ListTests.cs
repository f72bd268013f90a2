using System;
using System.Collections.Generic;
using System.Linq;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Parts, searches and order of lists and arrays; values that are made late.</summary>
internal static class ListTests
{
    public static void Run(ref Transcript transcript)
    {
        Lists(ref transcript);
        Arrays(ref transcript);
        Late(ref transcript);
    }

    private static string Show<T>(IEnumerable<T> items) => string.Join(",", items);

    private static void Lists(ref Transcript transcript)
    {
        List<int> list = [5, 1, 4, 1, 3];
        list.InsertRange(2, [7, 8]);
        transcript.Case("list").Gives(Show(list));
        list.InsertRange(0, list);
        list.InsertRange(list.Count, Enumerable.Range(0, 2));
        int[] copy = new int[4];
        list.CopyTo(1, copy, 1, 3);
        transcript.Gives(Show(list)).Gives(Show(copy)).Gives(Show(list.GetRange(1, 3))).Gives(Show(list[2..4])).Gives(list.IndexOf(1, 2)).Gives(list.IndexOf(99, 2)).Gives(list.LastIndexOf(1)).Gives(list.LastIndexOf(99))
            .Gives(list.FindLastIndex(x => x > 4)).Gives(list.FindLast(x => x > 4)).Gives(Show(list.FindAll(x => x > 4))).Gives(list.TrueForAll(x => x < 9)).Gives(list.TrueForAll(x => x < 8)).Gives(Show(list.ConvertAll(x => "n" + x)));
        list.Reverse(1, 4);
        transcript.Gives(Show(list));
        list.Sort(2, 5, null);
        transcript.Gives(Show(list));
        list.Sort();
        list.TrimExcess();
        var view = list.AsReadOnly();
        transcript.Gives(list.BinarySearch(4) >= 0).Gives(list.BinarySearch(6)).Gives(list.BinarySearch(99)).Gives(list.Capacity == list.Count).Gives(view.Count).Gives(view[0]).Gives(view.Contains(7)).Gives(view.IndexOf(99));
    }

    private static void Arrays(ref Transcript transcript)
    {
        int[] array = [3, 9, 2, 9, 4];
        transcript.Case("array").Gives(Array.FindIndex(array, x => x == 9)).Gives(Array.Find(array, x => x > 3)).Gives(Show(Array.FindAll(array, x => x < 5))).Gives(Array.Exists(array, x => x == 7)).Gives(Array.TrueForAll(array, x => x > 1))
            .Gives(Array.LastIndexOf(array, 9)).Gives(Show(Array.ConvertAll(array, x => x * 0.5)));
        Array.Reverse(array, 1, 3);
        transcript.Gives(Show(array));
        Array.Sort(array, 0, 4);
        transcript.Gives(Show(array));
        Array.Sort(array, Comparer<int>.Create((x, y) => y - x));
        transcript.Gives(Show(array));
        Array.Fill(array, 7, 1, 2);
        Array.Clear(array, 3, 1);
        int sum = 0;
        Array.ForEach(array, x => sum += x);
        transcript.Gives(Show(array)).Gives(sum).Gives(Array.BinarySearch([1, 3, 5], 3)).Gives(Array.BinarySearch([1, 3, 5], 4)).Gives(Array.AsReadOnly(array).Count);
    }

    private static void Late(ref Transcript transcript)
    {
        int made = 0;
        Lazy<string> lazy = new(() => "made " + ++made);
        transcript.Case("lazy").Gives(lazy.IsValueCreated).Gives(lazy.ToString()).Gives(lazy.Value).Gives(lazy.Value).Gives(made).Gives(lazy.IsValueCreated).Gives(lazy.ToString()).Gives(new Lazy<int>(5).Value);
    }
}
