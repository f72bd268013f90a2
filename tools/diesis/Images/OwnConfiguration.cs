using Diesis.Tools.Building;

namespace Diesis.Tools.Images;

/// <summary>Writes the configuration of Diesis's own loader (docs/boot.md).</summary>
internal static class OwnConfiguration
{
    public static string Path(Architecture architecture) => $"diesis/boot-{architecture}.conf";

    public static BootFile For(Architecture architecture, string commandLine)
    {
        var kernel = $"kernel = /{BootPartition.KernelPath(architecture)}\n";
        return BootFile.Text(Path(architecture), commandLine.Length > 0
            ? $"{kernel}cmdline = {commandLine}\n" : kernel);
    }
}
