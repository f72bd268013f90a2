using System.Text.RegularExpressions;
using Diesis.Tools.Host;
using Diesis.Tools.Symbols;

namespace Diesis.Tools.Building;

/// <summary>
/// Finds static fields that hold references and can change. The code generator keeps them in an object of its own for
/// each type, which a heap makes at the start; where there is none, code that uses them links and goes astray.
/// </summary>
internal static partial class ReferenceStatics
{
    public static async Task Refuse(string objectFile, string assembly, CancellationToken cancel)
    {
        var names = await new HostCommand("llvm-nm-19", "--defined-only", "--just-symbol-name", objectFile)
            .RunOrFail(cancel);
        if (Explain(names, new ReadableNames(assembly).OfType) is { } problem) throw new ToolFailure(problem);
    }

    /// <param name="names">The symbols of an object file, one a line.</param>
    /// <returns>What is wrong, a line for each type; null if nothing is.</returns>
    public static string? Explain(string names, Func<string, string> readable)
    {
        var problems = FieldsPattern().Matches(names).Select(match => readable(match.Groups["type"].Value)).Distinct()
            .Order(StringComparer.Ordinal)
            .Select(type => $"{type} has a mutable static field that holds a reference: without a heap it has no place")
            .ToList();
        return problems.Count > 0 ? string.Join('\n', problems) : null;
    }

    [GeneratedRegex(@"^__GCSTATICS(?<type>.+?)(__PreInitData)?\r?$", RegexOptions.Multiline)]
    private static partial Regex FieldsPattern();
}
