using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>Links a kernel: a static position-independent ELF, laid out by targets/kernel.ld.</summary>
internal sealed class Linker(Repository repository, Architecture architecture)
{
    /// <summary>
    /// An architecture may bring a layout of its own, which then includes or replaces the common one.
    /// </summary>
    public IReadOnlyList<string> Scripts =>
        [.. Directory.GetFiles(repository.Source("targets"), "*.ld",
            SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private string Script =>
        Scripts.FirstOrDefault(script => script.EndsWith($"kernel-{architecture}/kernel.ld", StringComparison.Ordinal))
        ?? repository.Source("targets/kernel.ld");

    public string[] Arguments(IEnumerable<string> objects, string output) =>
    [
        "-m", architecture.LinkerEmulation, "--gc-sections", "-pie", "--no-dynamic-linker", "-z", "text",
        "-z", "max-page-size=4096", "--apply-dynamic-relocs", "--error-limit=0", "-L", repository.Source("targets"),
        "-T", Script, .. objects, "-o", output,
    ];

    public async Task Link(IEnumerable<string> objects, string output, CancellationToken cancel)
    {
        var result = await new HostCommand("ld.lld-19", Arguments(objects, output)).Run(cancel);
        if (!result.Succeeded) throw new ToolFailure(LinkerMessages.Explain(result.Output, repository));
    }
}
