using System.Buffers.Binary;
using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>
/// Writes a raw disk with a GUID partition table: for UEFI, a FAT32 partition; for BIOS, on request, GRUB in front of
/// it.
/// </summary>
internal static class DiskImage
{
    private const int SectorBytes = GuidPartitionTable.SectorBytes;
    private const int FirstCoreSector = 1 + GuidPartitionTable.Sectors;
    private const int FirstSector = 2048;

    // An image is the same however often it is made, so its identifiers are too.
    private static readonly Guid DiskId = new("d1e51500-5151-4d1e-8515-000000000001");
    private static readonly Guid SystemId = new("d1e51500-5151-4d1e-8515-000000000002");
    private static readonly Guid CoreId = new("d1e51500-5151-4d1e-8515-000000000003");

    /// <param name="grubCore">GRUB's core image, if the disk should boot on a BIOS.</param>
    public static async Task Write(string image, IReadOnlyList<BootFile> files, string? grubCore,
        CancellationToken cancel)
    {
        var sectors = FatPartition.SectorsFor(files);
        File.Delete(image); // a machine that runs from the old one keeps it
        await using (var disk = File.Create(image))
        {
            disk.SetLength((FirstSector + sectors + GuidPartitionTable.Sectors) * SectorBytes);
            GuidPartitionTable.Write(disk, DiskId,
            [
                new DiskPartition("Diesis", GuidPartitionTable.EfiSystem, SystemId, FirstSector,
                    FirstSector + sectors - 1),
                new DiskPartition("BIOS boot", GuidPartitionTable.BiosBoot, CoreId, FirstCoreSector, FirstSector - 1),
            ]);
            if (grubCore is not null) InstallGrub(disk, Grub.BootSector,
                await File.ReadAllBytesAsync(grubCore, cancel));
        }
        await FatPartition.Write(image, FirstSector, sectors, files, cancel);
    }

    /// <summary>
    /// Does what grub-bios-setup does on a real disk: the boot sector is told where the core image begins, and the core
    /// image's first sector where the rest of it is. Offsets: GRUB's include/grub/i386/pc/boot.h and diskboot.h.
    /// </summary>
    private static void InstallGrub(Stream disk, byte[] bootSector, byte[] core)
    {
        const int codeBytes = 440; // the disk's signature and partition table follow
        const int kernelSectorField = 0x5c;
        const int firstBlockListField = SectorBytes - 12;

        if (core.Length > (FirstSector - FirstCoreSector) * SectorBytes)
            throw new ToolFailure("GRUB's core image is too large for its partition");
        BinaryPrimitives.WriteUInt64LittleEndian(bootSector.AsSpan(kernelSectorField), FirstCoreSector);
        BinaryPrimitives.WriteUInt64LittleEndian(core.AsSpan(firstBlockListField), FirstCoreSector + 1);
        disk.Position = 0;
        disk.Write(bootSector.AsSpan(0, codeBytes));
        disk.Position = FirstCoreSector * SectorBytes;
        disk.Write(core);
    }
}
