using System.Security.Cryptography;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>Makes the medium that a virtual machine boots a kernel from. Made again only when something on it changed.</summary>
sealed class BootMedia(Repository repository, Progress progress)
{
    readonly Step _step = new(progress);

    /// <param name="purpose">Tells media apart that machines use at the same time; may be empty.</param>
    public async Task<BootMedium> Make(KernelImage kernel, Loader loader, Firmware firmware, string commandLine, string purpose, CancellationToken cancel)
    {
        var architecture = kernel.Architecture;
        var name = $"{architecture}-{kernel.Flavour.FolderName()}-{Kind(loader)}-{firmware.ToString().ToLowerInvariant()}{purpose}";
        return (loader, firmware) switch
        {
            (Loader.Limine limine, Firmware.Uefi) => await Disk(name,
            [
                BootFile.Copy(BootPartition.EfiPath(architecture), BootPartition.LimineFile(limine, architecture.EfiFileName)),
                BootFile.Text(LimineConfiguration.Path, LimineConfiguration.For(architecture, commandLine)),
                BootPartition.Kernel(kernel),
            ], cancel),
            (Loader.Limine limine, Firmware.Bios) => await Disc(name, "boot/limine/limine-bios-cd.bin",
            [
                BootFile.Copy("boot/limine/limine-bios-cd.bin", BootPartition.LimineFile(limine, "limine-bios-cd.bin")),
                BootFile.Copy("boot/limine/limine-bios.sys", BootPartition.LimineFile(limine, "limine-bios.sys")),
                BootFile.Text(LimineConfiguration.Path, LimineConfiguration.For(architecture, commandLine)),
                BootPartition.Kernel(kernel),
            ], cancel),
            _ => throw new ToolFailure($"{loader} does not start on {firmware}"),
        };
    }

    async Task<BootMedium> Disk(string name, BootFile[] files, CancellationToken cancel)
    {
        var image = Path.Combine(repository.BuiltFolder("images"), name + ".img");
        _ = await _step.Make(image, $"make the disk {name}.img", FingerprintOf(files), () => DiskImage.Write(image, files, cancel));
        return new BootMedium(MediumKind.Disk, image);
    }

    async Task<BootMedium> Disc(string name, string bootFile, BootFile[] files, CancellationToken cancel)
    {
        var image = Path.Combine(repository.BuiltFolder("images"), name + ".iso");
        _ = await _step.Make(image, $"make the disc {name}.iso", FingerprintOf(files).Add(bootFile),
            () => DiscImage.Write(image, files, bootFile, cancel));
        return new BootMedium(MediumKind.Disc, image);
    }

    static Fingerprint FingerprintOf(IEnumerable<BootFile> files) =>
        new Fingerprint().Add(files.Select(file => file.Path + Convert.ToHexString(SHA256.HashData(file.Content.Span))));

    static string Kind(Loader loader) => loader is Loader.Limine ? "limine" : loader.ToString()!;
}
