namespace Diesis.Tools.Building;

/// <summary>What MSBuild says about a project: how it would call the compiler, and where packages are.</summary>
internal sealed record Evaluation(IReadOnlyList<string> CompilerArguments, string CompilerFolder, string PackageRoot,
    string IlcVersion, bool HasHeap, bool HasMain)
{
    private const string OutputOption = "/out:";

    private static readonly string[] Properties = ["NuGetPackageRoot", "RoslynTargetsPath", "IlcVersion", "HasHeap", "OutputType"];

    /// <summary>The assembly that the compiler writes.</summary>
    public string Assembly => Option(OutputOption).Single();

    /// <summary>Every file that the compiler reads.</summary>
    public IEnumerable<string> InputFiles =>
        CompilerArguments.Where(argument => argument.EndsWith(".cs", StringComparison.Ordinal))
            .Concat(Option("/analyzer:")).Concat(Option("/analyzerconfig:"))
            .Concat(Option("/additionalfile:")).Concat(Option("/reference:"));

    /// <summary>Parses what <c>targets/Freestanding.props</c> writes: properties first, then the compiler's arguments.</summary>
    /// <param name="assembly">What to write instead of MSBuild's own output, which belongs to IDEs and <c>dotnet
    /// build</c>.</param>
    public static Evaluation Parse(IReadOnlyList<string> lines, string assembly)
    {
        var arguments = lines.Skip(Properties.Length).Select(argument => argument.StartsWith(OutputOption, StringComparison.Ordinal)
            ? OutputOption + assembly : argument);
        return new Evaluation([.. arguments], Path.Combine(Property("RoslynTargetsPath"), "bincore"), Property("NuGetPackageRoot"), Property("IlcVersion"),
            Property("HasHeap") == "true", Property("OutputType") == "Exe");

        string Property(string name) => lines[Array.IndexOf(Properties, name)].Split('=', 2) is [var said, var value] && said == name ? value
            : throw new FormatException($"an evaluation without {name}");
    }

    private IEnumerable<string> Option(string prefix) =>
        CompilerArguments.Where(argument => argument.StartsWith(prefix, StringComparison.Ordinal))
            .Select(argument => argument[prefix.Length..].Trim('"'));
}
