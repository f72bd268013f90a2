using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>Assembles the few files of an architecture that are not C#.</summary>
sealed class Assembler(Repository repository, Step step)
{
    /// <returns>The object files.</returns>
    public async Task<IReadOnlyList<string>> AssembleAll(Architecture architecture, CancellationToken cancel)
    {
        var folder = repository.Source($"machine/{architecture}");
        if (!Directory.Exists(folder)) throw new ToolFailure($"there is no machine/{architecture}");
        var sources = Directory.GetFiles(folder, "*.S", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        var included = Directory.GetFiles(folder, "*.inc", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        return await Task.WhenAll(sources.Select(source => Assemble(architecture, source, included, cancel)));
    }

    async Task<string> Assemble(Architecture architecture, string source, string[] included, CancellationToken cancel)
    {
        var output = Path.Combine(repository.BuiltFolder("assembly", architecture.Name),
            Path.ChangeExtension(Path.GetRelativePath(repository.Source($"machine/{architecture}"), source).Replace('/', '-'), ".o"));
        string[] arguments =
        [
            $"--target={architecture.ClangTarget}", "-c", "-g", "-Werror",
            $"-ffile-prefix-map={repository.Root}/={Repository.MappedRoot}", "-I", Path.GetDirectoryName(source)!, source, "-o", output,
        ];
        _ = await step.Make(output, $"assemble {repository.Shorten(source)}",
            new Fingerprint().Add(arguments).AddFiles([source, .. included]), async () =>
            {
                var result = await new HostCommand("clang-19", arguments).Run(cancel);
                if (!result.Succeeded) throw new ToolFailure(result.Output.Replace(repository.Root + "/", "").TrimEnd());
            });
        return output;
    }
}
