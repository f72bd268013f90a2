using System;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Vfs;

/// <summary>A path as programs write it: with a scheme, or without.</summary>
internal static class TreePath
{
    /// <summary>The scheme of the tree, and of paths without one.</summary>
    public const string TreeScheme = "fs";

    private const string Mark = "://";

    /// <summary>Takes a path apart.</summary>
    /// <param name="scheme">Empty for a path into the tree.</param>
    /// <param name="path">The rest, in canonical form.</param>
    /// <returns><see cref="FileStatus.BadName"/>: there is an authority, of which there are none here, or it is no path.</returns>
    public static FileStatus Split(string text, out string scheme, out string path)
    {
        scheme = "";
        path = "";
        ReadOnlySpan<char> rest = text;
        int mark = rest.IndexOf(Mark);
        if (mark > 0 && IsScheme(rest.Slice(0, mark)))
        {
            scheme = rest.Slice(0, mark).ToString();
            rest = rest.Slice(mark + Mark.Length);
            if (rest.IsEmpty || rest[0] != FilePath.Separator) return FileStatus.BadName;
            if (scheme == TreeScheme) scheme = "";
        }
        return FilePath.Normalize(rest, out path);
    }

    /// <summary>RFC 3986, 3.1, in small letters: a letter, and then letters, digits and <c>+-.</c>.</summary>
    public static bool IsScheme(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > FileLimits.MostName || text[0] is < 'a' or > 'z') return false;
        foreach (char letter in text)
            if (letter is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '+' or '-' or '.')) return false;
        return true;
    }
}
