namespace Diesis.Contracts.Files;

/// <summary>How much goes through a connection's buffer in one call.</summary>
public static class FileLimits
{
    /// <summary>Of content, in bytes. More goes through memory that is lent.</summary>
    public const int MostBytes = 4096;

    /// <summary>Of a list of what is in a folder, in bytes.</summary>
    public const int MostListBytes = 8192;

    /// <summary>Of a source of a file system, and of its kind's or mount's name, in UTF-16.</summary>
    public const int MostSource = 128, MostName = 32;

    /// <summary>Of a line about a file system in the tree, in UTF-16.</summary>
    public const int MostLine = FilePath.MostLength + 256;
}
