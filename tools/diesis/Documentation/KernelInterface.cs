using Diesis.Abi.Description;
using Diesis.Tools.Host;

namespace Diesis.Tools.Documentation;

/// <summary>The files of this repository that say what the declarations in <c>sdk/abi</c> say.</summary>
internal static class KernelInterface
{
    private const string PagePath = "docs/kernel-interface.md";
    private const string GoldenPath = "sdk/abi/goldens/IKernel.txt";

    /// <summary>Each file with what belongs into it.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files =>
        [(PagePath, InterfacePage.Markdown), (GoldenPath, InterfacePage.Golden)];

    public static IEnumerable<(string Path, string Text)> OutOfDate(Repository repository) =>
        Files.Where(file => !File.Exists(repository.Source(file.Path))
            || File.ReadAllText(repository.Source(file.Path)) != file.Text);
}
