using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>Writes a FAT32 file system into a part of a file.</summary>
internal static class FatPartition
{
    private const int SectorBytes = 512;

    /// <summary>
    /// A FAT with fewer than 65,525 clusters is a FAT16, whatever its header says (Microsoft's FAT specification, 3.5).
    /// </summary>
    private const long LeastBytes = 34L << 20;

    private const long Alignment = 1 << 20;

    /// <summary>How many sectors a partition for these files should have.</summary>
    public static long SectorsFor(IReadOnlyList<BootFile> files)
    {
        var bytes = LeastBytes + files.Sum(file => file.Content.Length + 4096L) * 5 / 4;
        return (bytes + Alignment - 1) / Alignment * Alignment / SectorBytes;
    }

    public static async Task Write(string image, long firstSector, long sectors, IReadOnlyList<BootFile> files,
        CancellationToken cancel)
    {
        var partition = $"{image}@@{firstSector * SectorBytes}";
        _ = await new HostCommand("mformat", "-i", partition, "-F", "-c", "1", "-h", "255", "-s", "63",
            "-T", sectors.ToString(), "-v", "DIESIS", "-N", "0d1e5150", "::").RunOrFail(cancel);
        var staging = Staging.Fill(image, files);
        _ = await new HostCommand("mcopy",
            ["-i", partition, "-s", "-Q", .. Directory.GetFileSystemEntries(staging), "::/"]).RunOrFail(cancel);
    }
}
