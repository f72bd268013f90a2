using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Strings taken apart, searched and changed; characters by category; what compares strings.</summary>
internal static class StringPartTests
{
    public static void Run(ref Transcript transcript)
    {
        Splitting(ref transcript);
        Searching(ref transcript);
        Changing(ref transcript);
        Categories(ref transcript);
        Comparers(ref transcript);
        Builders(ref transcript);
    }

    private static string Show(string[] parts) => parts.Length + ":" + string.Join("|", parts);

    private static void Splitting(ref Transcript transcript)
    {
        foreach (string text in (ReadOnlySpan<string>)["", ",", "a,b,,c", ",a , b,", " ,, x", "no separator", "a, b;c\td", ",,,"])
        {
            foreach (var options in new[] { StringSplitOptions.None, StringSplitOptions.RemoveEmptyEntries, StringSplitOptions.TrimEntries, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries })
            {
                transcript.Case("split").Of(text).Of((int)options).Gives(Show(text.Split(',', options))).Gives(Show(text.Split(", ", options))).Gives(Show(text.Split([',', ';', '\t'], options)))
                    .Gives(Show(text.Split(',', 2, options))).Gives(Show(text.Split(',', 3, options))).Gives(Show(text.Split(',', 1, options))).Gives(Show(text.Split(',', 0, options)))
                    .Gives(Show(text.Split((char[]?)null, options))).Gives(Show(text.Split((string?)null, options)));
            }
        }
        transcript.Case("split").Gives(Show("a b\tc  d".Split())).Gives(Show("a-b_c".Split('-', '_')));
    }

    private static void Searching(ref Transcript transcript)
    {
        const string Text = "one two one Two";
        transcript.Case("search").Gives(Text.IndexOf('o', 1)).Gives(Text.IndexOf('x', 1)).Gives(Text.IndexOf('o', 1, 3)).Gives(Text.IndexOf("one", 1)).Gives(Text.IndexOf("TWO", 0, StringComparison.OrdinalIgnoreCase))
            .Gives(Text.IndexOfAny(['w', 't'])).Gives(Text.IndexOfAny(['w', 't'], 6)).Gives(Text.LastIndexOf('o', 10)).Gives(Text.LastIndexOfAny(['n', 'e'])).Gives(Text.Contains('W', StringComparison.OrdinalIgnoreCase))
            .Gives(Text.IndexOf('o', 15));
    }

    private static void Changing(ref Transcript transcript)
    {
        transcript.Case("change").Gives("xxabxx".TrimStart('x')).Gives("xxabxx".TrimEnd('x')).Gives("[(a)]".Trim('[', ']', '(', ')')).Gives("--a+-".TrimStart('-', '+')).Gives("--a+-".TrimEnd('-', '+')).Gives("---".Trim(['-']))
            .Gives("aBcB".Replace("b", "xx", StringComparison.OrdinalIgnoreCase)).Gives("MiX".ToUpper()).Gives("MiX".ToLower()).Gives(string.Create(4, 'q', (span, unit) => span.Fill(unit)))
            .Gives(string.Concat(new List<string> { "a", "b" })).Gives(string.Concat(new[] { 1, 2 }.Select(x => x))).Gives(string.Join(',', new List<int> { 1, 2 })).Gives(string.Join("-", 1, 'c', null, "s"))
            .Gives(string.Format(null, "{0}{1}{2}{3}", 1, 2, 3, 4)).Gives(string.Compare("a", "A", true)).Gives(string.Compare("a", "B", false) > 0);
    }

    private static void Categories(ref Transcript transcript)
    {
        for (int unit = 0; unit < 128; unit++)
        {
            char c = (char)unit;
            transcript.Case("category").Of(unit).Gives(char.IsDigit(c)).Gives(char.IsLetter(c)).Gives(char.IsLetterOrDigit(c)).Gives(char.IsUpper(c)).Gives(char.IsLower(c)).Gives(char.IsControl(c))
                .Gives(char.IsPunctuation(c)).Gives(char.IsSymbol(c)).Gives(char.IsSeparator(c)).Gives(char.IsNumber(c)).Gives(char.ToUpperInvariant(c)).Gives(char.ToLowerInvariant(c)).Gives(char.ToUpper(c)).Gives(char.GetNumericValue(c));
        }
    }

    private static void Comparers(ref Transcript transcript)
    {
        Dictionary<string, int> past = new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = 1, ["HOST"] = 2 };
        HashSet<string> exact = new(StringComparer.Ordinal) { "a", "A" };
        transcript.Case("comparers").Gives(past["content-TYPE"]).Gives(past.ContainsKey("host")).Gives(past.ContainsKey("hosts")).Gives(exact.Count).Gives(StringComparer.OrdinalIgnoreCase.Equals("x", null))
            .Gives(StringComparer.Ordinal.Compare("a", "b")).Gives(StringComparer.OrdinalIgnoreCase.Compare("a", "A"))
            .Gives("Ab".GetHashCode(StringComparison.OrdinalIgnoreCase) == "aB".GetHashCode(StringComparison.OrdinalIgnoreCase))
            .Gives(string.Join(",", new[] { "b", "C", "a" }.OrderBy(x => x, StringComparer.OrdinalIgnoreCase)));
    }

    private static void Builders(ref Transcript transcript)
    {
        StringBuilder builder = new("start");
        _ = builder.Append(builder).Append(1.5).Append(0.25f).Append(['a', 'b', 'c'], 1, 2).AppendJoin(", ", new[] { 1, 2, 3 }).AppendJoin('-', new List<string> { "x", "y" }).AppendJoin("+", "p", "q");
        transcript.Case("builder").Gives(builder.ToString());
        _ = builder.Replace("start", "st").Insert(0, '<').Insert(1, (object)42).Replace("x", null).Replace("s", "S", 3, 4);
        char[] part = new char[3];
        builder.CopyTo(1, part, 3);
        transcript.Gives(builder.ToString()).Gives(new string(part)).Gives(builder.EnsureCapacity(500) >= 500).Gives(builder.Equals(builder.ToString().AsSpan()));
    }
}
