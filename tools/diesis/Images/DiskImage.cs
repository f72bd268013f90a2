using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>
/// Writes a raw disk with a GUID partition table: for UEFI, a FAT32 partition; for BIOS, on request, GRUB in front of it.
/// </summary>
/// <remarks>
///   sector 0            34                    2048                       end - 33
///   protective MBR      BIOS boot partition   EFI system partition       second table
/// </remarks>
static class DiskImage
{
    const int SectorBytes = 512;
    const int TableSectors = 33;
    const int BiosBootSector = 34;
    const int FirstSector = 2048;

    /// <param name="grubCore">GRUB's core image, if the disk should boot on a BIOS.</param>
    public static async Task Write(string image, IReadOnlyList<BootFile> files, string? grubCore, CancellationToken cancel)
    {
        var sectors = FatPartition.SectorsFor(files);
        await using (var stream = File.Create(image))
        {
            stream.SetLength((FirstSector + sectors + TableSectors) * SectorBytes);
        }
        _ = await new HostCommand("sgdisk", "--clear", "--set-alignment=1",
            $"--new=1:{FirstSector}:{FirstSector + sectors - 1}", "--typecode=1:ef00", "--change-name=1:Diesis",
            $"--new=2:{BiosBootSector}:{FirstSector - 1}", "--typecode=2:ef02", "--change-name=2:BIOS boot", image).RunOrFail(cancel);
        await FatPartition.Write(image, FirstSector, sectors, files, cancel);
        if (grubCore is not null) InstallGrub(image, File.ReadAllBytes(grubCore));
    }

    /// <summary>
    /// Does what grub-bios-setup does on a real disk: the boot sector is told where the core image begins, and the core
    /// image's first sector where the rest of it is. Offsets: GRUB's include/grub/i386/pc/boot.h and diskboot.h.
    /// </summary>
    static void InstallGrub(string image, byte[] core)
    {
        const int codeBytes = 440; // the disk's signature and partition table follow
        const int kernelSectorField = 0x5c;
        const int firstBlockListField = SectorBytes - 12;

        if (core.Length > (FirstSector - BiosBootSector) * SectorBytes) throw new ToolFailure("GRUB's core image is too large for its partition");
        var bootSector = Grub.BootSector;
        BitConverter.TryWriteBytes(bootSector.AsSpan(kernelSectorField), (ulong)BiosBootSector);
        BitConverter.TryWriteBytes(core.AsSpan(firstBlockListField), BiosBootSector + 1UL);

        using var stream = File.OpenWrite(image);
        stream.Write(bootSector.AsSpan(0, codeBytes));
        stream.Position = BiosBootSector * SectorBytes;
        stream.Write(core);
    }
}
