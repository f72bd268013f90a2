using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>
/// Makes the medium that a virtual machine boots a kernel from. Made again only when something on it changed.
/// </summary>
internal sealed class BootMedia(Repository repository, Progress progress, LoaderBuild loaderBuild, Grub grub)
{
    private readonly Step _step = new(progress);

    /// <param name="purpose">Tells media apart that machines use at the same time; may be empty.</param>
    public async Task<BootMedium> Make(BootContent content, Loader loader, Firmware firmware, string commandLine,
        string purpose, CancellationToken cancel)
    {
        var architecture = content.Architecture;
        var kind = loader is Loader.Limine ? "limine" : loader.ToString();
        var way = $"{kind}-{firmware.ToString().ToLowerInvariant()}";
        var name = $"{architecture}-{content.Kernel.Flavour.FolderName()}-{way}{purpose}";
        return (loader, firmware) switch
        {
            (Loader.Own, Firmware.Uefi) => await Disk(name, null,
            [
                BootFile.Copy(BootPartition.EfiPath(architecture), await loaderBuild.Build(architecture, cancel)),
                OwnConfiguration.For(content, commandLine),
                .. content.Files,
            ], cancel),
            (Loader.Grub, Firmware.Uefi) => await Disk(name, null,
            [
                BootFile.Copy(BootPartition.EfiPath(architecture), await grub.EfiProgram(cancel)),
                Grub.Configuration(content, commandLine),
                .. content.Files,
            ], cancel),
            (Loader.Grub, Firmware.Bios) => await Disk(name, await grub.BiosCore(cancel),
            [
                Grub.Configuration(content, commandLine),
                .. content.Files,
            ], cancel),
            (Loader.Limine limine, Firmware.Uefi) => await Disk(name, null,
            [
                BootFile.Copy(BootPartition.EfiPath(architecture),
                    BootPartition.LimineFile(limine, architecture.EfiFileName)),
                LimineConfiguration.For(content, commandLine),
                .. content.Files,
            ], cancel),
            (Loader.Limine limine, Firmware.Bios) => await Disc(name, "boot/limine/limine-bios-cd.bin",
            [
                BootFile.Copy("boot/limine/limine-bios-cd.bin", BootPartition.LimineFile(limine, "limine-bios-cd.bin")),
                BootFile.Copy("boot/limine/limine-bios.sys", BootPartition.LimineFile(limine, "limine-bios.sys")),
                LimineConfiguration.For(content, commandLine),
                .. content.Files,
            ], cancel),
            _ => throw new ToolFailure($"{loader} does not start on {firmware}"),
        };
    }

    private async Task<BootMedium> Disk(string name, string? grubCore, BootFile[] files, CancellationToken cancel)
    {
        var image = Path.Combine(repository.BuiltFolder("images"), name + ".img");
        var from = new Fingerprint().AddFiles(grubCore is null
            ? [] : [grubCore]).Add(files.Select(file => file.Identity));
        await _step.Make(image, $"make the disk {name}.img", from, () =>
            DiskImage.Write(image, files, grubCore, cancel), cancel);
        return new BootMedium(MediumKind.Disk, image);
    }

    private async Task<BootMedium> Disc(string name, string bootFile, BootFile[] files, CancellationToken cancel)
    {
        var image = Path.Combine(repository.BuiltFolder("images"), name + ".iso");
        var from = new Fingerprint().Add(bootFile).Add(files.Select(file => file.Identity));
        await _step.Make(image, $"make the disc {name}.iso", from, () =>
            DiscImage.Write(image, files, bootFile, cancel), cancel);
        return new BootMedium(MediumKind.Disc, image);
    }
}
