using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace Diesis.Sdk.Generators.Emitters;

/// <summary>Pieces of generated C#.</summary>
internal static class Text
{
    public static string Utf8Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true) + "u8";

    /// <summary>One line for each item, indented; <paramref name="line"/> is given the item and its number.</summary>
    public static string Lines<T>(IEnumerable<T> items, int indent, System.Func<T, int, string> line)
        => string.Join("\n", items.Select(line).Where(l => l != "").Select(l => new string(' ', indent) + l));
}
