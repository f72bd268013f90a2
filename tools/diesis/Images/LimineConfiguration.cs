namespace Diesis.Tools.Images;

/// <summary>Writes <c>limine.conf</c> (Limine's CONFIG.md).</summary>
internal static class LimineConfiguration
{
    public const string Path = "boot/limine/limine.conf";

    /// <summary>Paths stand there twice: releases before 9 know only the longer key.</summary>
    public static BootFile For(BootContent content, string commandLine) => BootFile.Text(Path,
        $"""
        timeout: 0

        /Diesis
            protocol: limine
            path: boot():/{BootPartition.KernelPath(content.Architecture)}
            kernel_path: boot():/{BootPartition.KernelPath(content.Architecture)}
            cmdline: {commandLine}
            kaslr: {(KernelCommandLine.ForbidsRandomAddress(commandLine) ? "no" : "yes")}
        {(content.Root is null ? "" : $"    module_path: boot():/{BootPartition.RootPath(content.Architecture)}\n")}
        """);
}
