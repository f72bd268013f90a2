namespace Diesis.Tools.Images;

/// <summary>
/// A folder of the host with the files of a boot medium, for the programs that make images of folders.
/// </summary>
internal static class Staging
{
    /// <summary>Fills the folder that belongs to an image.</summary>
    public static string Fill(string image, IEnumerable<BootFile> files)
    {
        var folder = image + ".files";
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        _ = Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content.Span);
        }
        return folder;
    }
}
