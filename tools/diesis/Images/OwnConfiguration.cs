using Diesis.Tools.Building;

namespace Diesis.Tools.Images;

/// <summary>Writes the configuration of Diesis's own loader (docs/boot.md).</summary>
internal static class OwnConfiguration
{
    public static string Path(Architecture architecture) => $"diesis/boot-{architecture}.conf";

    public static BootFile For(Architecture architecture, string commandLine)
    {
        // Of the emulator's screens the largest is 2048 by 2048; this one fits a window.
        var kernel = $"kernel = /{BootPartition.KernelPath(architecture)}\nresolution = 1280x800\n";
        return BootFile.Text(Path(architecture), commandLine.Length > 0
            ? $"{kernel}cmdline = {commandLine}\n" : kernel);
    }
}
