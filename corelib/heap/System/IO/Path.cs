using Internal.Runtime.CompilerHelpers;

namespace System.IO;

/// <summary>Names of files and folders, as text: nothing here looks whether they exist.</summary>
public static class Path
{
    public static readonly char DirectorySeparatorChar = '/';
    public static readonly char AltDirectorySeparatorChar = '/';
    public static readonly char VolumeSeparatorChar = '/';
    public static readonly char PathSeparator = ':';

    public static char[] GetInvalidFileNameChars() => ['\0', '/'];
    public static char[] GetInvalidPathChars() => ['\0'];

    public static bool IsPathRooted(string? path) => IsPathRooted(path.AsSpan());
    public static bool IsPathRooted(ReadOnlySpan<char> path) => path.StartsWith('/');
    public static bool IsPathFullyQualified(string path) => IsPathRooted(path);
    public static string? GetPathRoot(string? path) => path == null || path.Length == 0 ? null : IsPathRooted(path) ? "/" : "";

    public static bool EndsInDirectorySeparator(string? path) => EndsInDirectorySeparator(path.AsSpan());
    public static bool EndsInDirectorySeparator(ReadOnlySpan<char> path) => path.EndsWith('/');

    public static string TrimEndingDirectorySeparator(string path) => path.Length > 1 && EndsInDirectorySeparator(path) ? path.Substring(0, path.Length - 1) : path;

    /// <summary>What follows the last separator.</summary>
    public static string? GetFileName(string? path) => path?.Substring(path.LastIndexOf('/') + 1);

    public static ReadOnlySpan<char> GetFileName(ReadOnlySpan<char> path) => path.Slice(path.LastIndexOf('/') + 1);

    /// <summary>From the last point of the name on, with it; nothing when nothing follows it.</summary>
    public static string? GetExtension(string? path) => path == null ? null : new string(GetExtension(path.AsSpan()));

    public static ReadOnlySpan<char> GetExtension(ReadOnlySpan<char> path)
    {
        int point = PointOf(path);
        return point < 0 || point == path.Length - 1 ? default : path.Slice(point);
    }

    public static bool HasExtension(string? path) => !GetExtension(path.AsSpan()).IsEmpty;

    public static string? GetFileNameWithoutExtension(string? path)
    {
        if (path == null) return null;
        var name = GetFileName(path.AsSpan());
        int point = name.LastIndexOf('.');
        return new string(point < 0 ? name : name.Slice(0, point));
    }

    /// <param name="extension">With its point or without; null for none, without a point.</param>
    public static string? ChangeExtension(string? path, string? extension)
    {
        if (path == null) return null;
        if (path.Length == 0) return "";
        int point = PointOf(path);
        string start = point < 0 ? path : path.Substring(0, point);
        return extension == null ? start : start + (extension.StartsWith('.') ? "" : ".") + extension;
    }

    private static int PointOf(ReadOnlySpan<char> path)
    {
        int point = path.LastIndexOf('.');
        return point > path.LastIndexOf('/') ? point : -1;
    }

    /// <summary>The path without its last part, separators before that left out.</summary>
    /// <returns>Null for the root, and for nothing.</returns>
    public static string? GetDirectoryName(string? path)
    {
        if (path == null || path.Length == 0 || path == "/") return null;
        int end = path.LastIndexOf('/');
        if (end < 0) return "";
        while (end > 0 && path[end - 1] == '/') end--;
        return end == 0 ? "/" : Single(path.AsSpan(0, end));
    }

    /// <summary>Where several separators follow each other, one is left.</summary>
    private static string Single(ReadOnlySpan<char> path)
    {
        Text.StringBuilder single = new();
        for (int i = 0; i < path.Length; i++)
            if (path[i] != '/' || i == 0 || path[i - 1] != '/') _ = single.Append(path[i]);
        return single.ToString();
    }

    /// <summary>One path after the other; one that begins at the root replaces what came before.</summary>
    public static string Combine(params string[] paths)
    {
        string combined = "";
        foreach (string path in paths)
        {
            if (path == null) ThrowHelpers.ThrowArgumentNullException();
            if (path.Length == 0) continue;
            combined = combined.Length == 0 || IsPathRooted(path) ? path : Append(combined, path);
        }
        return combined;
    }

    public static string Combine(string path1, string path2) => Combine([path1, path2]);
    public static string Combine(string path1, string path2, string path3) => Combine([path1, path2, path3]);

    /// <summary>As <see cref="Combine(string[])"/>, but that nothing is replaced.</summary>
    public static string Join(params string?[] paths)
    {
        string joined = "";
        foreach (string? path in paths)
        {
            if (string.IsNullOrEmpty(path)) continue;
            joined = joined.Length == 0 ? path : Append(joined, path);
        }
        return joined;
    }

    public static string Join(string? path1, string? path2) => Join([path1, path2]);
    public static string Join(string? path1, string? path2, string? path3) => Join([path1, path2, path3]);

    private static string Append(string start, string end) => EndsInDirectorySeparator(start) || IsPathRooted(end) ? start + end : start + "/" + end;
}
