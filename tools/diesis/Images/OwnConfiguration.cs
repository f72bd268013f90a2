using Diesis.Tools.Building;

namespace Diesis.Tools.Images;

/// <summary>Writes the configuration of Diesis's own loader (docs/boot.md).</summary>
internal static class OwnConfiguration
{
    public static string Path(Architecture architecture) => $"diesis/boot-{architecture}.conf";

    public static BootFile For(BootContent content, string commandLine)
    {
        // Of the emulator's screens the largest is 2048 by 2048; this one fits a window.
        var text = $"kernel = /{BootPartition.KernelPath(content.Architecture)}\nresolution = 1280x800\n";
        text += string.Concat(content.Modules.Select(module => $"module = /{module.Path}\n"));
        if (commandLine.Length > 0) text += $"cmdline = {commandLine}\n";
        return BootFile.Text(Path(content.Architecture), text);
    }
}
