using System.Security.Cryptography;
using System.Text;

namespace Diesis.Tools.Building;

/// <summary>
/// A hash of everything that a step of a build depends on. Of files, the contents count and not the time stamps: a
/// checkout that changes nothing rebuilds nothing.
/// </summary>
internal sealed class Fingerprint
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Fingerprint Add(string text)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(text));
        _hash.AppendData([0]);
        return this;
    }

    public Fingerprint Add(IEnumerable<string> texts) =>
        texts.Aggregate(this, (fingerprint, text) => fingerprint.Add(text));

    /// <summary>Adds the path and the content of files. A file that is not there counts as such.</summary>
    public Fingerprint AddFiles(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            _ = Add(path);
            if (File.Exists(path)) _hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }
        return this;
    }

    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());
}
