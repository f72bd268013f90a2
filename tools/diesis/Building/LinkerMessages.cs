using System.Text.RegularExpressions;
using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>
/// Puts the linker's messages into words. The kernel's core library leaves out what allocates; the code generator calls
/// it all the same, so that what the kernel must not do shows itself as a symbol that nothing defines.
/// </summary>
internal static partial class LinkerMessages
{
    public static string Explain(string output, Repository repository)
    {
        var explained = new List<string>();
        var rest = new List<string>();
        foreach (var message in output.ReplaceLineEndings("\n").Split("\n\n").Where(message =>
            message.Trim().Length > 0))
        {
            var shortened = repository.Shorten(message.TrimEnd());
            if (UndefinedPattern().Match(message) is { Success: true } undefined)
                explained.AddRange(Explain(undefined.Groups[1].Value, shortened));
            else rest.Add(shortened);
        }
        return string.Join('\n', explained.Order(StringComparer.Ordinal).Concat(rest));
    }

    private static IEnumerable<string> Explain(string symbol, string message)
    {
        var references = ReferencePattern().Matches(message);
        foreach (Match reference in references)
        {
            var place = reference.Groups["place"].Value;
            var method = Demangle(reference.Groups["method"].Value);
            yield return place.Length > 0 ? $"{place} {Meaning(symbol)} (in {method})" : $"{method} {Meaning(symbol)}";
        }
        if (MorePattern().Match(message) is { Success: true } more)
            yield return $"and {more.Groups[1].Value} more: {Meaning(symbol)}";
        if (references.Count == 0) yield return $"something {Meaning(symbol)}";
    }

    private static string Meaning(string symbol) => symbol switch
    {
        "RhpNewFast" or "RhpNewObject" => "allocates an object",
        "RhpNewFinalizable" => "allocates an object with a finalizer",
        "RhpThrowEx" or "RhpRethrow" => "throws an exception",
        _ when symbol.StartsWith("RhpNewArray", StringComparison.Ordinal)
            || symbol.StartsWith("RhpNewPtrArray", StringComparison.Ordinal) => "allocates an array",
        _ when symbol.Contains("AssignRef", StringComparison.Ordinal) =>
            "stores a reference where it may lie in an object of a heap",
        _ when symbol.Contains("InterfaceDispatch", StringComparison.Ordinal) =>
            "calls a method of an interface on an object",
        _ when symbol.StartsWith(Poison, StringComparison.Ordinal) =>
            $"needs what the kernel does without: {symbol[Poison.Length..].Replace('_', ' ')}",
        _ => $"uses {symbol}, which nothing defines",
    } + (symbol.StartsWith("Rhp", StringComparison.Ordinal) ? ", which the kernel cannot do" : "");

    /// <summary>What the symbols begin with that the core library imports in place of what it leaves out.</summary>
    private const string Poison = "diesis_error_";

    /// <summary>Turns <c>Kernel_Diesis_Kernel_Log__Write</c> into <c>Diesis.Kernel.Log.Write</c>.</summary>
    private static string Demangle(string symbol)
    {
        var name = symbol.StartsWith("Kernel_", StringComparison.Ordinal) ? symbol["Kernel_".Length..] : symbol;
        return name.Split("__", 2) is [{ Length: > 0 } type, var method] ? $"{type.Replace('_', '.')}.{method}" : name;
    }

    [GeneratedRegex(@"undefined symbol: (\S+)")]
    private static partial Regex UndefinedPattern();

    /// <summary>
    /// With debug information there is a line with the place, and one below it with the method; without, one line.
    /// </summary>
    [GeneratedRegex(@">>> referenced by (?:\S+ \((?<place>[^)]+:\d+)\)\n>>>\s+)?\S+:\((?<method>[^)]*)\)")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@">>> referenced (\d+) more times")]
    private static partial Regex MorePattern();
}
