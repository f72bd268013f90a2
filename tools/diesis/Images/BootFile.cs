using System.Security.Cryptography;
using System.Text;

namespace Diesis.Tools.Images;

/// <summary>A file to be put on a boot medium.</summary>
/// <param name="Path">Where on the medium, with slashes and without a leading one.</param>
internal sealed record BootFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Different for files that differ in anything.</summary>
    public string Identity => $"{Path} {Convert.ToHexString(SHA256.HashData(Content.Span))}";

    public static BootFile Copy(string path, string from) => new(path, File.ReadAllBytes(from));

    public static BootFile Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
