using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>Writes ISO 9660 images.</summary>
internal static class DiscImage
{
    private static readonly string[] CommonArguments = ["-as", "mkisofs", "-quiet", "-R", "-J", "-V", "DIESIS"];
    private static readonly string[] ElToritoArguments = ["-no-emul-boot", "-boot-load-size", "4", "-boot-info-table"];

    /// <summary>A disc that a BIOS boots.</summary>
    /// <param name="bootFile">Path on the disc of the program that the firmware starts.</param>
    public static async Task Write(string image, IReadOnlyList<BootFile> files, string bootFile,
        CancellationToken cancel)
    {
        var staging = Staging.Fill(image, files);
        File.Delete(image);
        _ = await new HostCommand("xorriso",
            [.. CommonArguments, "-b", bootFile, .. ElToritoArguments, "-o", image, staging]).RunOrFail(cancel);
    }

    /// <summary>
    /// A disc that boots on BIOS (GRUB, files on the disc itself) and UEFI (a FAT32 partition inside it), and that
    /// boots just so when it is copied onto a disk or a USB stick.
    /// </summary>
    public static async Task WriteHybrid(string image, IReadOnlyList<BootFile> discFiles, string bootFile,
        IReadOnlyList<BootFile> efiFiles, CancellationToken cancel)
    {
        var partition = image + ".efi";
        var sectors = FatPartition.SectorsFor(efiFiles);
        await using (var stream = File.Create(partition)) { stream.SetLength(sectors * 512); }
        await FatPartition.Write(partition, 0, sectors, efiFiles, cancel);

        var staging = Staging.Fill(image, discFiles);
        File.Delete(image);
        _ = await new HostCommand("xorriso",
        [
            .. CommonArguments, "-b", bootFile, .. ElToritoArguments, "--grub2-boot-info", "--grub2-mbr",
                Grub.HybridBootSector,
            "--protective-msdos-label", "-append_partition", "2", "0xef", partition, "-appended_part_as_gpt",
            "-eltorito-alt-boot", "-e", "--interval:appended_partition_2:all::", "-no-emul-boot", "-o", image, staging,
        ]).RunOrFail(cancel);
    }
}
