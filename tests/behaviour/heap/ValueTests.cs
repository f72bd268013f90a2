using System;
using System.Collections.Generic;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Tuples and nullable values as keys, in order and as text.</summary>
internal static class ValueTests
{
    public static void Run(ref Transcript transcript)
    {
        Tuples(ref transcript);
        Nullables(ref transcript);
    }

    private static void Tuples(ref Transcript transcript)
    {
        string name = new('x', 2);
        Dictionary<(int, string?), string> names = new() { [(1, "xx")] = "first", [(2, null)] = "second" };
        transcript.Case("keys").Gives(names[(1, name)]).Gives(names[(2, null)]).Gives(names.ContainsKey((2, "xx")));
        transcript.Case("text").Gives((1, name).ToString()).Gives((1, (string?)null, true).ToString()).Gives($"{('a', 2.5, -3L, name)}")
            .Gives(new ValueTuple<int>(7).ToString()).Gives((1, 2, 3, 4, 5).ToString()).Gives((1, 2, 3, 4, 5, 6).ToString()).Gives((1, 2, 3, 4, 5, 6, 7).ToString());
        transcript.Case("equal").Gives((1, name).Equals((1, "xx"))).Gives((1, name).Equals((object)(1, "xx"))).Gives((1, 2).Equals((1, 3)))
            .Gives((0.0, 1).Equals((-0.0, 1))).Gives((1, 2).Equals(null)).Gives((1, name).GetHashCode() == (1, "xx").GetHashCode());
        List<(int, string)> list = [(2, "b"), (1, "z"), (2, "a"), (1, "y")];
        list.Sort();
        transcript.Case("order").Gives((1, 2).CompareTo((1, 3))).Gives((2, 0, 0).CompareTo((1, 9, 9)));
        foreach (var pair in list) transcript.Gives(pair.Item2);
    }

    private static void Nullables(ref Transcript transcript)
    {
        int? none = null, five = 5;
        transcript.Case("text").Gives(none.ToString()).Gives(five.ToString()).Gives($"<{none}> <{five}> <{five,3}>");
        transcript.Case("equal").Gives(none.Equals(null)).Gives(none.Equals(0)).Gives(five.Equals(5)).Gives(five.Equals(null)).Gives(five.Equals(5L))
            .Gives((long)none.GetHashCode()).Gives((long)five.GetHashCode());
        transcript.Case("static").Gives(Nullable.Compare(none, five)).Gives(Nullable.Compare(five, none)).Gives(Nullable.Compare<int>(5, five)).Gives(Nullable.Compare(none, none))
            .Gives(Nullable.Equals(none, five)).Gives(Nullable.Equals(five, 5)).Gives(Nullable.Equals(none, none));
    }
}
