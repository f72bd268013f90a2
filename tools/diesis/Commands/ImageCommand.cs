using System.CommandLine;
using Diesis.Tools.Building;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis image</c></summary>
internal static class ImageCommand
{
    public static Command Create(Workshop workshop)
    {
        var architecture = MachineOptions.OneOrAllArchitectures();
        var iso = new Option<FileInfo?>("--iso")
        {
            Description = "Write a disc image, which also boots from a disk or a USB stick",
            HelpName = "FILE",
        };
        var disk = new Option<FileInfo?>("--disk")
        {
            Description = "Write a raw disk image with a partition table",
            HelpName = "FILE",
        };
        var commandLine = MachineOptions.CommandLine();
        var debug = new Option<bool>("--debug") { Description = "With assertions" };
        var command = new Command("image",
            "Writes images that boot on UEFI and BIOS. They can be copied onto a disk or a USB stick with dd.")
        {
            iso, disk, architecture, commandLine, debug,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(iso) is null
                && result.GetValue(disk) is null) result.AddError("say what to write: --iso FILE or --disk FILE");
        });
        command.SetAction(async (arguments, cancel) =>
        {
            await workshop.Preparation.Ensure(Need.Build | Need.Image, cancel);
            return await workshop.Progress.Show(async () =>
            {
                var content = await HybridContent(workshop, MachineOptions.Selected(arguments.GetValue(architecture)!),
                    arguments.GetValue(debug) ? Flavour.Debug : Flavour.Release, arguments.GetValue(commandLine)!,
                        cancel);
                if (arguments.GetValue(iso) is { } isoFile) await WriteDisc(workshop, isoFile.FullName, content,
                    cancel);
                if (arguments.GetValue(disk) is { } diskFile) await WriteDisk(workshop, diskFile.FullName, content,
                    cancel);
                return 0;
            });
        });
        return command;
    }

    /// <summary>
    /// For every architecture its loader, its configuration, its kernel and the first program; for BIOS, GRUB's configuration.
    /// </summary>
    private static async Task<List<BootFile>> HybridContent(Workshop workshop, IEnumerable<Architecture> architectures,
        Flavour flavour,
        string commandLine, CancellationToken cancel)
    {
        var files = new List<BootFile>();
        foreach (var architecture in architectures)
        {
            var system = await workshop.BuildSystem(architecture, flavour, cancel);
            var loader = await workshop.LoaderBuild.Build(architecture, cancel);
            files.Add(BootFile.Copy(BootPartition.EfiPath(architecture), loader));
            files.Add(OwnConfiguration.For(system, commandLine));
            files.AddRange(system.Files);
            if (architecture == Architecture.X86_64) files.Add(Grub.Configuration(system, commandLine));
        }
        return files;
    }

    private static async Task WriteDisc(Workshop workshop, string image, List<BootFile> content,
        CancellationToken cancel)
    {
        const string core = "boot/grub/eltorito.img";
        List<BootFile> disc = [.. content, BootFile.Copy(core, await workshop.Grub.DiscCore(cancel))];
        await Write(workshop, image, made => DiscImage.WriteHybrid(made, disc, core, content, cancel));
    }

    private static async Task WriteDisk(Workshop workshop, string image, List<BootFile> content,
        CancellationToken cancel)
    {
        var grub = await workshop.Grub.BiosCore(cancel);
        await Write(workshop, image, made => DiskImage.Write(made, content, grub, cancel));
    }

    /// <summary>
    /// Makes it among everything built, with what is needed on the way, and puts only the image itself where it is
    /// wanted.
    /// </summary>
    private static Task Write(Workshop workshop, string image, Func<string, Task> make) =>
        workshop.Progress.Step($"write {image}", async () =>
    {
        var made = Path.Combine(workshop.Repository.BuiltFolder("images"), "hybrid" + Path.GetExtension(image));
        await make(made);
        File.Copy(made, image, overwrite: true);
    });
}
