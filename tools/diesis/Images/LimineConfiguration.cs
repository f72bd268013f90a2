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
        {string.Concat(content.Modules.Select(module => $"    module_path: boot():/{module.Path}\n"))}
        """);
}
