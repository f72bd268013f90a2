using System.Formats.Tar;
using System.IO.Compression;

namespace Diesis.Tools.Images;

/// <summary>
/// The archive from which the first program starts all others: a tar of plain files, in gzip's form but stored as it is, since every boot would pay for expanding it. The same files make the same bytes: it
/// has no times, no owners and no order but that of the paths.
/// </summary>
internal static class InitialArchive
{
    public static byte[] Make(IEnumerable<BootFile> files)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.NoCompression))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal)) tar.WriteEntry(Entry(file));
        }
        return compressed.ToArray();
    }

    private static UstarTarEntry Entry(BootFile file) => new(TarEntryType.RegularFile, file.Path)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        DataStream = new MemoryStream(file.Content.ToArray()),
    };
}
