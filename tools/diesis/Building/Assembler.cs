using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>Assembles the few files of an architecture that are not C#.</summary>
internal sealed class Assembler(Repository repository, Step step)
{
    public async Task<IReadOnlyList<string>> AssembleAll(IEnumerable<AssemblySources> sources, CancellationToken cancel) =>
        [.. (await Task.WhenAll(sources.Select(one => AssembleAll(one, cancel)))).SelectMany(objects => objects)];

    /// <returns>The object files. There need not be any.</returns>
    public async Task<IReadOnlyList<string>> AssembleAll(AssemblySources sources, CancellationToken cancel)
    {
        var folder = repository.Source(sources.Folder);
        if (!Directory.Exists(folder)) return [];
        var included = FilesIn(folder, "*.inc");
        return await Task.WhenAll(FilesIn(folder, "*.S").Select(source => Assemble(sources, source, included, cancel)));
    }

    private static string[] FilesIn(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private async Task<string> Assemble(AssemblySources sources, string source, string[] included,
        CancellationToken cancel)
    {
        var name = Path.GetRelativePath(repository.Source(sources.Folder), source).Replace('/', '-');
        var output = Path.Combine(repository.BuiltFolder(sources.OutputFolder), Path.ChangeExtension(name, ".o"));
        string[] arguments =
        [
            $"--target={sources.Target}", "-c", "-g", "-Werror",
                $"-ffile-prefix-map={repository.Root}/={Repository.MappedRoot}",
            "-I", repository.Source(sources.Folder), source, "-o", output,
        ];
        await step.Make(output, $"assemble {repository.Shorten(source)}",
            new Fingerprint().Add(arguments).AddFiles([source, .. included]), async () =>
            {
                var result = await new HostCommand("clang-19", arguments).Run(cancel);
                if (!result.Succeeded) throw new ToolFailure(CompilerMessages.Shorten(result.Output, repository));
            }, cancel);
        return output;
    }
}
