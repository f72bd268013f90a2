using System.Text.RegularExpressions;

namespace Diesis.Tools.Testing;

/// <summary>
/// The names of the tests that sources have, as their machines will tell them, so that a filter says what need not be built. They are read from the text:
/// who has to compile first to know whether to compile saves nothing.
/// </summary>
internal static partial class TestNames
{
    /// <param name="paths">Files, and folders of them.</param>
    public static IEnumerable<string> In(IEnumerable<string> paths) =>
        paths.SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories) : [path])
            .SelectMany(file => InText(File.ReadAllText(file)));

    internal static IEnumerable<string> InText(string source)
    {
        var classes = Classes().Matches(source).Select(match => match.Groups["name"].Value).Distinct().ToList();
        var methods = Methods().Matches(source).Select(match => match.Groups["name"].Value);
        return methods.SelectMany(method => classes.Select(one => $"{one}.{method}"))
            .Concat(Claims().Matches(source).Select(match => "SystemTests." + match.Groups["name"].Value))
            .Concat(Whole().Matches(source).Select(match => match.Groups["name"].Value));
    }

    [GeneratedRegex(@"\bclass\s+(?<name>\w+)")]
    private static partial Regex Classes();

    /// <summary>What <c>GuestTestGenerator</c> lists.</summary>
    [GeneratedRegex(@"\bvoid\s+(?<name>\w+)\(ref Test\b")]
    private static partial Regex Methods();

    /// <summary>What <c>tests/system</c> checks.</summary>
    [GeneratedRegex(@"\.Check\(""(?<name>\w+)""")]
    private static partial Regex Claims();

    /// <summary>What the tool itself judges.</summary>
    [GeneratedRegex(@"""(?<name>\w+Tests\.\w+)""")]
    private static partial Regex Whole();
}
