using System.Reflection;
using Diesis.Tools.Building;
using Diesis.Tools.Commands;
using Diesis.Tools.Host;

namespace Diesis.Tools.Documentation;

/// <summary>
/// The goldens of the contracts: a file for each, of which each line is a fact that both sides of a connection depend on. They are in the assembly
/// that tests of services are built against.
/// </summary>
internal static class ContractGoldens
{
    public const string Folder = "sdk/contracts/goldens";
    private const string Project = "targets/sdk-host", AssemblyName = "Sdk.Host";
    private const string Catalog = "Diesis.Contracts.ContractCatalog";

    /// <summary>Makes the folder what the declarations say.</summary>
    /// <returns>The files that were not so.</returns>
    public static async Task<IReadOnlyList<string>> Write(Workshop workshop, CancellationToken cancel)
    {
        var folder = workshop.Repository.Source(Folder);
        Directory.CreateDirectory(folder);
        var declared = (await Read(workshop, cancel)).ToDictionary(c => c.Name + ".txt", c => c.Golden);
        var changed = new List<string>();
        foreach (var (name, text) in declared.Where(one => !IsSo(Path.Combine(folder, one.Key), one.Value)))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancel);
            changed.Add(name);
        }
        foreach (var file in Directory.GetFiles(folder).Where(file => !declared.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(file);
            changed.Add(Path.GetFileName(file));
        }
        return changed;
    }

    private static bool IsSo(string file, string text) => File.Exists(file) && File.ReadAllText(file) == text;

    private static async Task<(string Name, string Golden)[]> Read(Workshop workshop, CancellationToken cancel)
    {
        await HostProject.Build(workshop.Repository, Project, cancel);
        var assembly = Assembly.LoadFrom(workshop.Repository.Built("dotnet", "bin", AssemblyName, "debug", AssemblyName + ".dll"));
        return ((string, string)[])assembly.GetType(Catalog, throwOnError: true)!.GetProperty("All")!.GetValue(null)!;
    }
}
