using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>Writes a raw disk with a GUID partition table and one FAT32 partition, the EFI system partition.</summary>
/// <remarks>
///   sector 0            34                    2048                       end - 33
///   protective MBR      BIOS boot partition   EFI system partition       second GPT
/// </remarks>
static class DiskImage
{
    const int SectorBytes = 512;
    public const int BiosBootSector = 34;
    public const int FirstSector = 2048;

    /// <summary>A FAT with fewer than 65,525 clusters is a FAT16, whatever its header says (Microsoft's FAT specification).</summary>
    const long LeastBytes = 40L << 20;

    public static async Task Write(string image, IReadOnlyList<BootFile> files, CancellationToken cancel)
    {
        var content = files.Sum(file => file.Content.Length + 4096L);
        var partitionSectors = (Math.Max(LeastBytes, content * 5 / 4) + SectorBytes - 1) / SectorBytes;
        await using (var stream = File.Create(image))
        {
            stream.SetLength((FirstSector + partitionSectors + 2048) * SectorBytes);
        }
        var last = FirstSector + partitionSectors - 1;
        _ = await new HostCommand("/usr/sbin/sgdisk", "--clear", "--set-alignment=1",
            $"--new=1:{FirstSector}:{last}", "--typecode=1:ef00", "--change-name=1:Diesis",
            $"--new=2:{BiosBootSector}:{FirstSector - 1}", "--typecode=2:ef02", "--change-name=2:BIOS boot", image).RunOrFail(cancel);

        var partition = $"{image}@@{FirstSector * SectorBytes}";
        _ = await new HostCommand("mformat", "-i", partition, "-F", "-c", "1", "-h", "255", "-s", "63",
            "-T", partitionSectors.ToString(), "-v", "DIESIS", "::").RunOrFail(cancel);
        var staging = image + ".files";
        Staging.Fill(staging, files);
        _ = await new HostCommand("mcopy", ["-i", partition, "-s", "-Q", .. Directory.GetFileSystemEntries(staging), "::/"]).RunOrFail(cancel);
    }
}
