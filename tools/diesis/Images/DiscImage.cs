using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>Writes an ISO 9660 image that a BIOS boots by El Torito, from one of the files on it.</summary>
static class DiscImage
{
    /// <param name="bootFile">Path on the disc of the program that the firmware starts.</param>
    public static async Task Write(string image, IReadOnlyList<BootFile> files, string bootFile, CancellationToken cancel)
    {
        var staging = image + ".files";
        Staging.Fill(staging, files);
        File.Delete(image);
        _ = await new HostCommand("xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "-V", "DIESIS", "-b", bootFile,
            "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table", "-o", image, staging).RunOrFail(cancel);
    }
}
