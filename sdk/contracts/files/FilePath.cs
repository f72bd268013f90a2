using System;
using System.Text;

namespace Diesis.Contracts.Files;

/// <summary>
/// Paths, as text: names with <c>/</c> between them. The canonical form has no empty names, no <c>.</c> and no <c>..</c>, and no <c>/</c> at either end; the empty path is the folder from which
/// it leads. Who keeps files takes no other.
/// </summary>
public static class FilePath
{
    /// <summary>The longest, in UTF-16.</summary>
    public const int MostLength = 1024;

    /// <summary>The longest name, in UTF-16. A file system may allow less.</summary>
    public const int MostNameLength = 255;

    public const char Separator = '/';

    /// <summary>Brings a path to its canonical form. <c>..</c> leads up, and stays where it is at the top.</summary>
    /// <returns><see cref="FileStatus.BadName"/>: a name has a zero in it, half a character, or is too long, or all of it is.</returns>
    public static FileStatus Normalize(ReadOnlySpan<char> path, out string canonical)
    {
        canonical = "";
        if (path.Length > MostLength) return FileStatus.BadName;
        var text = new StringBuilder(path.Length);
        while (!path.IsEmpty)
        {
            ReadOnlySpan<char> name = TakeName(ref path);
            if (name.IsEmpty || name is ".") continue;
            if (name is "..")
            {
                text.Length = Math.Max(LastSeparator(text), 0);
                continue;
            }
            if (!IsName(name)) return FileStatus.BadName;
            if (text.Length != 0) _ = text.Append(Separator);
            _ = text.Append(name);
        }
        canonical = text.ToString();
        return FileStatus.Ok;
    }

    /// <summary>Whether a path is canonical.</summary>
    public static bool IsCanonical(ReadOnlySpan<char> path)
    {
        if (path.Length > MostLength || !path.IsEmpty && path[^1] == Separator) return false;
        while (!path.IsEmpty)
            if (TakeName(ref path) is var name && (name is "" or "." or ".." || !IsName(name))) return false;
        return true;
    }

    /// <summary>Cuts the first name off a path.</summary>
    public static ReadOnlySpan<char> TakeName(ref ReadOnlySpan<char> path)
    {
        int end = path.IndexOf(Separator);
        ReadOnlySpan<char> name = end < 0 ? path : path.Slice(0, end);
        path = end < 0 ? default : path.Slice(end + 1);
        return name;
    }

    /// <summary>The last name of a canonical path, and the folder that it is in. Both are empty for the empty path.</summary>
    public static (string Folder, string Name) Split(string path)
    {
        int at = path.LastIndexOf(Separator);
        return at < 0 ? ("", path) : (path.Substring(0, at), path.Substring(at + 1));
    }

    /// <summary>One path behind another, both canonical.</summary>
    public static string Join(string folder, string path) => folder.Length == 0 ? path : path.Length == 0 ? folder : $"{folder}{Separator}{path}";

    /// <summary>Whether a canonical path is another one or leads below it; then, what is left of it.</summary>
    public static bool IsWithin(string path, string folder, out string rest)
    {
        rest = "";
        if (folder.Length == 0) rest = path;
        else if (!path.StartsWith(folder, StringComparison.Ordinal) || path.Length > folder.Length && path[folder.Length] != Separator) return false;
        else if (path.Length > folder.Length) rest = path.Substring(folder.Length + 1);
        return true;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length > MostNameLength) return false;
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '\0') return false;
            if (!char.IsSurrogate(name[i])) continue;
            if (!char.IsHighSurrogate(name[i]) || ++i == name.Length || !char.IsLowSurrogate(name[i])) return false;
        }
        return true;
    }

    private static int LastSeparator(StringBuilder text)
    {
        int at = text.Length - 1;
        while (at >= 0 && text[at] != Separator) at--;
        return at;
    }
}
