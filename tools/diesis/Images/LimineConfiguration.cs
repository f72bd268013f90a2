using Diesis.Tools.Building;

namespace Diesis.Tools.Images;

/// <summary>Writes <c>limine.conf</c> (Limine's CONFIG.md).</summary>
internal static class LimineConfiguration
{
    public const string Path = "boot/limine/limine.conf";

    /// <summary>The kernel's path stands there twice: releases before 9 know only the longer key.</summary>
    public static BootFile For(Architecture architecture, string commandLine) => BootFile.Text(Path,
        $"""
        timeout: 0

        /Diesis
            protocol: limine
            path: boot():/{BootPartition.KernelPath(architecture)}
            kernel_path: boot():/{BootPartition.KernelPath(architecture)}
            cmdline: {commandLine}
            kaslr: {(KernelCommandLine.ForbidsRandomAddress(commandLine) ? "no" : "yes")}

        """);
}
