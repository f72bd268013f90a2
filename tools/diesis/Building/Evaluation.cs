using System.Text.Json;

namespace Diesis.Tools.Building;

/// <summary>What MSBuild says about a project: how it would call the compiler, and where packages are.</summary>
internal sealed record Evaluation(IReadOnlyList<string> CompilerArguments, string CompilerFolder, string PackageRoot,
    string IlcVersion, bool HasHeap, bool HasMain)
{
    private const string OutputOption = "/out:";

    /// <summary>The assembly that the compiler writes.</summary>
    public string Assembly => Option(OutputOption).Single();

    /// <summary>Every file that the compiler reads.</summary>
    public IEnumerable<string> InputFiles =>
        CompilerArguments.Where(argument => argument.EndsWith(".cs", StringComparison.Ordinal))
            .Concat(Option("/analyzer:")).Concat(Option("/analyzerconfig:"))
            .Concat(Option("/additionalfile:")).Concat(Option("/reference:"));

    /// <summary>Parses the JSON that <c>dotnet msbuild -getItem -getProperty</c> prints.</summary>
    /// <param name="assembly">What to write instead of MSBuild's own output, which belongs to IDEs and <c>dotnet
    /// build</c>.</param>
    public static Evaluation Parse(string json, string assembly)
    {
        using var document = JsonDocument.Parse(json);
        var properties = document.RootElement.GetProperty("Properties");
        var arguments = document.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Select(argument => argument.StartsWith(OutputOption, StringComparison.Ordinal)
                ? OutputOption + assembly : argument);
        return new Evaluation(
            [.. arguments],
            Path.Combine(properties.GetProperty("RoslynTargetsPath").GetString()!, "bincore"),
            properties.GetProperty("NuGetPackageRoot").GetString()!,
            properties.GetProperty("IlcVersion").GetString()!,
            properties.GetProperty("HasHeap").GetString() == "true",
            properties.GetProperty("OutputType").GetString() == "Exe");
    }

    private IEnumerable<string> Option(string prefix) =>
        CompilerArguments.Where(argument => argument.StartsWith(prefix, StringComparison.Ordinal))
            .Select(argument => argument[prefix.Length..].Trim('"'));
}
