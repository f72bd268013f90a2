namespace Diesis.Contracts.Files;

/// <summary>
/// By what manifests and the broker name who keeps file systems of a kind: all of them offer <see cref="IFileSystem"/>, and the broker has one service for a contract. The number is made of that
/// contract's hash and of the kind's name, so that it changes with either.
/// </summary>
public static class FileSystemKind
{
    /// <summary>Files that the system was started from.</summary>
    public const ulong Initfs = FileSystemContract.ExpectedHash ^ 0x7366_7469_6E69;

    /// <summary>Files in memory.</summary>
    public const ulong Tmpfs = FileSystemContract.ExpectedHash ^ 0x73_6670_6D74;

    /// <summary>Files on a disk, as most systems can read them.</summary>
    public const ulong Fat32 = FileSystemContract.ExpectedHash ^ 0x32_3374_6166;

    /// <summary>Files of the host of a virtual machine, or of whoever else speaks 9P.</summary>
    public const ulong NineP = FileSystemContract.ExpectedHash ^ 0x7039;

    private const int MostLetters = sizeof(ulong);

    /// <summary>The number of a kind that may be none.</summary>
    /// <param name="kind">As in <c>/etc/fstab</c>: one to eight small letters and digits, which are its bytes from the lowest on.</param>
    public static bool TryGet(string kind, out ulong contract)
    {
        contract = 0;
        if (kind.Length is 0 or > MostLetters) return false;
        ulong letters = 0;
        for (int i = 0; i < kind.Length; i++)
        {
            if (kind[i] is not (>= 'a' and <= 'z' or >= '0' and <= '9')) return false;
            letters |= (ulong)kind[i] << i * 8;
        }
        contract = FileSystemContract.ExpectedHash ^ letters;
        return true;
    }
}
