using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>Puts GRUB together from the modules in Debian's packages, and writes its configuration.</summary>
internal sealed class Grub(Repository repository, Step step)
{
    public const string ConfigurationPath = "boot/grub/grub.cfg";

    private const string BiosFolder = "/usr/lib/grub/i386-pc";

    private static readonly string[] CommonModules = ["normal", "configfile", "part_gpt", "fat", "iso9660",
        "multiboot2", "all_video", "echo"];

    /// <summary>The 512 bytes that a BIOS starts from a disk.</summary>
    public static byte[] BootSector => File.ReadAllBytes(BiosFolder + "/boot.img");

    /// <summary>The first sector of a disc that is also a disk.</summary>
    public static string HybridBootSector => BiosFolder + "/boot_hybrid.img";

    /// <summary>What the boot sector loads.</summary>
    public Task<string> BiosCore(CancellationToken cancel) =>
        Make("i386-pc", "core.img", "(,gpt1)/boot/grub", ["biosdisk"], cancel);

    /// <summary>What a BIOS loads from a disc.</summary>
    public Task<string> DiscCore(CancellationToken cancel) =>
        Make("i386-pc-eltorito", "eltorito.img", "/boot/grub", ["biosdisk"], cancel);

    /// <summary>What a UEFI firmware starts.</summary>
    public Task<string> EfiProgram(CancellationToken cancel) =>
        Make("x86_64-efi", "grubx64.efi", "/boot/grub", [], cancel);

    public static BootFile Configuration(BootContent content, string commandLine) =>
        BootFile.Text(ConfigurationPath,
        $$"""
        set timeout=0
        set gfxpayload=1024x768x32,auto
        menuentry Diesis {
            multiboot2 /{{BootPartition.KernelPath(content.Architecture)}} {{commandLine}}
        {{string.Concat(content.Modules.Select(module => Module(module.Path)))}}}

        """);

    /// <summary>What follows the path is all that the kernel is told of it.</summary>
    private static string Module(string path) => $"    module2 /{path} {path}\n";

    /// <param name="prefix">Where its configuration is. Only from a disk does it have to be told on which
    /// partition.</param>
    private async Task<string> Make(string format, string name, string prefix, string[] modules,
        CancellationToken cancel)
    {
        var image = Path.Combine(repository.BuiltFolder("grub"), name);
        string[] arguments = ["-O", format, "-p", prefix, "-o", image, .. CommonModules, .. modules];
        await step.Make(image, $"put GRUB together ({format})",
            new Fingerprint().Add(arguments).AddFiles([BiosFolder + "/kernel.img",
                "/usr/lib/grub/x86_64-efi/kernel.img"]),
            () => new HostCommand("grub-mkimage", arguments).RunOrFail(cancel), cancel);
        return image;
    }
}
