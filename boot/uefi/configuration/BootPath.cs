using System;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>Paths on the boot partition: from its root, with <c>/</c> between the names.</summary>
public static class BootPath
{
    /// <summary>What FAT allows for a whole path, in characters. Microsoft's FAT specification, 7.</summary>
    public const int Longest = 255;

    public static Problem Check(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty || path[0] != (byte)'/' || path[path.Length - 1] == (byte)'/')
            return Problem.With(path, "is not a path of the form /folder/file"u8);
        if (path.Length > Longest) return Problem.With(path, "is longer than 255 characters"u8);
        if (path.IndexOfAny("\"*:<>?|\\"u8) >= 0)
            return Problem.With(path, "holds a character that the boot partition does not allow in names"u8);
        return Problem.None;
    }
}
