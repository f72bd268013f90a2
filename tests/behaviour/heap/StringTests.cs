using System;
using System.Collections.Generic;
using System.Text;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Strings made at run time.</summary>
internal static class StringTests
{
    private sealed record Person(string Name, int Age);

    private readonly record struct Size(int Width, int Height);

    public static void Run(ref Transcript transcript)
    {
        Making(ref transcript, "two");
        Formatting(ref transcript);
        Building(ref transcript);
        Records(ref transcript);
    }

    private static void Making(ref Transcript transcript, string two)
    {
        char[] units = ['a', 'b', 'c', 'd'];
        transcript.Case("concatenated").Gives("one " + two).Gives(two + 3 + 'x' + true).Gives(two + null + (object)5)
            .Gives(string.Concat("a", two, "b", two)).Gives(string.Concat("1", "2", "3", "4", "5")).Gives(string.Join(", ", "x", two, "z"))
            .Gives(string.Join("-", new List<int> { 1, 2, 3 })).Gives(string.Join(';', "a", "b")).Gives("" + "");
        transcript.Case("new").Gives(new string('x', 5)).Gives(new string(units)).Gives(new string(units, 1, 2)).Gives(new string("span".AsSpan(1)))
            .Gives(new string('y', 0)).Gives("text".ToCharArray().Length).Gives("abc".AsSpan().ToString()).Gives("abc".AsSpan(1..).ToArray()[1]);
        transcript.Case("parts").Gives("interval".Substring(5)).Gives("interval".Substring(1, 3)).Gives("  x y ".Trim()).Gives("  x ".TrimStart())
            .Gives(" x  ".TrimEnd()).Gives("--a-".Trim('-')).Gives("5".PadLeft(3)).Gives("5".PadLeft(3, '0')).Gives("ab".PadRight(4) + "|").Gives("abcdef"[1..^2])
            .Gives("abc".Insert(1, "--")).Gives("abcdef".Remove(2)).Gives("abcdef".Remove(2, 3)).Gives("banana".Replace('a', 'o'))
            .Gives("banana".Replace("an", "AN!")).Gives("banana".Replace("na", null)).Gives("MiXed 1".ToUpperInvariant()).Gives("MiXed 1".ToLowerInvariant());
        foreach (string part in ",a,,bc,".Split(',')) transcript.Gives(part);
        string built = "di" + "esis".Substring(0, 4);
        transcript.Case("compared").Gives(built == "diesis").Gives(built.Equals("diesis")).Gives(ReferenceEquals(built, "diesis"))
            .Gives(string.CompareOrdinal("a", "b")).Gives(string.CompareOrdinal("b", "a")).Gives(string.CompareOrdinal("a", "a")).Gives(built.Contains("esi"))
            .Gives(built.IndexOf('s')).Gives(built.StartsWith('d')).Gives(built.EndsWith('x')).Gives(built.Contains('e'))
            .Gives(string.IsNullOrWhiteSpace(" \t")).Gives(string.IsNullOrWhiteSpace("x"));
        int sum = 0;
        foreach (char unit in (IEnumerable<char>)built) sum += unit;
        transcript.Gives(sum);
    }

    private static void Formatting(ref Transcript transcript)
    {
        int number = -42;
        object boxed = 3.ToString() + 4;
        string? nothing = null;
        transcript.Case("ToString").Gives(number.ToString()).Gives(number.ToString("D5")).Gives(255.ToString("x4")).Gives(1234567.ToString("N0"))
            .Gives(ulong.MaxValue.ToString()).Gives(((sbyte)-5).ToString()).Gives(true.ToString()).Gives('c'.ToString()).Gives(new Rune('r').ToString())
            .Gives(7.ToString("D200").Length).Gives(((nint)5).ToString()).Gives(12.5.GetHashCode() == 12.5.GetHashCode());
        transcript.Case("interpolated").Gives($"{number}").Gives($"[{number,6}] [{number,-6}] [{255:x}] [{number,8:D4}] {{}}").Gives($"{boxed} {nothing} {'c'} {true} {"s",3}")
            .Gives($"{"span".AsSpan(1)} {(byte)200} {long.MinValue} {(object)5:x3}").Gives($"{new List<int>().Count}{(int?)5}{(int?)null}");
        transcript.Case("composite").Gives(string.Format("{0} and {1}", 1, "two")).Gives(string.Format("{1,5}|{0,-5}|{{x}}", "a", 22))
            .Gives(string.Format("{0:x4} {0} {2} {1}", 255, null, 'c')).Gives(string.Format("{3}{2}{1}{0}", 1, 2, 3, 4)).Gives(string.Format("plain", 1));
    }

    private static void Building(ref Transcript transcript)
    {
        StringBuilder builder = new("start");
        builder.Append(' ').Append(5).Append('x', 3).Append(true).Append((object?)null).Append("text", 1, 2).Append(7ul).Append($"[{builder.Length,4}]");
        string first = builder.ToString();
        builder.Insert(5, "ed").Remove(0, 2).Replace('x', 'y');
        transcript.Case("built").Gives(first).Gives(builder.ToString()).Gives(builder.Length).Gives(builder[2]).Gives(builder.ToString(1, 4));
        builder.Clear();
        for (int i = 0; i < 50; i++) builder.Append(i).Append(',');
        transcript.Case("built").Gives(builder.ToString());
        builder.Length = 5;
        builder[0] = 'Z';
        transcript.Case("built").Gives(builder.ToString()).Gives(builder.Append("é𝄪").Length).Gives(builder.ToString());
    }

    private static void Records(ref Transcript transcript)
    {
        Person person = new("Ada", 36);
        var older = person with { Age = 37 };
        Size size = new(3, 4);
        var (width, height) = size;
        transcript.Case("records").Gives(person.ToString()).Gives(older.ToString()).Gives(person == older).Gives(person == new Person("Ada", 36))
            .Gives(person.GetHashCode() == new Person("Ada", 36).GetHashCode()).Gives(size.ToString()).Gives(size == new Size(3, 4))
            .Gives(size with { Width = 9 } == size).Gives(width).Gives(height).Gives(size.Equals((object)new Size(3, 4)));
    }
}
