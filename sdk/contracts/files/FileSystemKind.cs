namespace Diesis.Contracts.Files;

/// <summary>
/// By what manifests and the broker name who keeps file systems of a kind: all of them offer <see cref="IFileSystem"/>, and the broker has one service for a contract. The number is made of that
/// contract's hash and the kind's name, so that it changes with either.
/// </summary>
public static class FileSystemKind
{
    // FNV-1a (RFC 9923, 64 bits).
    private const ulong Offset = 0xCBF2_9CE4_8422_2325, Prime = 0x100_0000_01B3;

    /// <param name="kind">As in <c>/etc/fstab</c>: <c>tmpfs</c>.</param>
    public static ulong Of(string kind)
    {
        ulong hash = Offset ^ FileSystemContract.ExpectedHash;
        foreach (char letter in kind) hash = unchecked((hash ^ letter) * Prime);
        return hash;
    }
}
