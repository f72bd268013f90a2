using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>
/// The disk of the machine that somebody sits at: what is kept there is there the next time, on either architecture. It is no build's result, so that nothing that cleans these takes it along.
/// </summary>
internal static class UserDisk
{
    private const int SectorBytes = 512;

    /// <summary>As large as it may become: what was not written takes no room. With clusters of 4 KiB that is enough of them for FAT32 (Microsoft's FAT specification, 3.5).</summary>
    private const long Bytes = 512L << 20;

    private const int ClusterSectors = 8;

    public static string FileOf(Repository repository) => repository.Source(".diesis/disk.img");

    /// <summary>Sees to it that there is one.</summary>
    /// <returns>Its image: a FAT32 volume and nothing around it, so that mtools and a loop device take it as it is.</returns>
    public static async Task<string> Ensure(Repository repository, CancellationToken cancel)
    {
        var image = FileOf(repository);
        if (File.Exists(image)) return image;
        _ = Directory.CreateDirectory(Path.GetDirectoryName(image)!);
        // Half of one would be taken for whole the next time.
        var begun = image + ".begun";
        using (var disk = new FileStream(begun, FileMode.Create)) disk.SetLength(Bytes);
        _ = await new HostCommand("mformat", "-i", begun, "-F", "-c", ClusterSectors.ToString(), "-h", "255", "-s", "63", "-T", (Bytes / SectorBytes).ToString(), "-v", "DIESIS", "::").RunOrFail(cancel);
        File.Move(begun, image);
        return image;
    }

    /// <summary>As <see cref="Ensure"/>, of a new one: what was on the one before is gone. A machine that runs with it keeps it to its end.</summary>
    public static Task<string> MakeNew(Repository repository, CancellationToken cancel)
    {
        File.Delete(FileOf(repository));
        return Ensure(repository, cancel);
    }
}
