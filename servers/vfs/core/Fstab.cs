using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Vfs;

/// <summary>
/// <c>/etc/fstab</c>, as others have it, too (Linux, fstab(5)): a line for each file system, of words with blanks between them; the fifth and sixth, which are about dumps and checks, mean nothing
/// here. A word that begins with <c>#</c> begins a comment.
/// </summary>
/// <remarks>
///   source   path or "none"   kind   options with commas between them: rw, ro, defaults, name=SCHEME
/// In a path, <c>\</c> and three octal digits are a character: <c>\040</c> a blank, <c>\134</c> a backslash.
/// </remarks>
public static class Fstab
{
    public const string Nowhere = "none";

    private const string RootOption = "root=", MountOption = "mount=", NameOption = "name=";
    private const int Words = 4, MostWords = 6;

    /// <summary>Reads all lines.</summary>
    /// <param name="problems">What is wrong with those that are left out, one sentence each.</param>
    public static List<MountEntry> Read(string text, List<string> problems)
    {
        List<MountEntry> entries = [];
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string? problem = ReadLine(line, out MountEntry? entry);
            if (problem is null && entry is not null) problem = Conflict(entries, entry);
            if (problem is not null) problems.Add($"fstab, line {number}: {problem}");
            else if (entry is not null) entries.Add(entry);
        }
        return entries;
    }

    private static string? Conflict(List<MountEntry> entries, MountEntry entry)
    {
        foreach (MountEntry other in entries)
        {
            if (entry.Path is not null && other.Path == entry.Path) return $"there is a line for /{entry.Path} already";
            if (entry.Name.Length != 0 && other.Name == entry.Name) return $"there is a line for {entry.Name}:// already";
        }
        return null;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="entry">Null for one that says nothing.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? ReadLine(string line, out MountEntry? entry)
    {
        entry = null;
        string[] words = WordsOf(line);
        if (words.Length == 0) return null;
        if (words.Length is < Words or > MostWords) return $"there are {words.Length} words, and not source, path, kind and options";
        string? path = null;
        if (words[1] != Nowhere)
        {
            string written = Plain(words[1]);
            if (written[0] != FilePath.Separator || FilePath.Normalize(written, out path) != FileStatus.Ok) return $"'{words[1]}' is no path that begins with /";
        }
        if (words[0].Length > FileLimits.MostSource) return "the source is too long";
        if (words[2].Length > FileLimits.MostName) return "the kind is too long";
        var read = new MountEntry { Source = words[0], Path = path, Kind = words[2] };
        string? problem = ReadOptions(words[3], ref read);
        if (problem is null && read.Path is null && read.Name.Length == 0) problem = "what is mounted nowhere needs a name";
        if (problem is null) entry = read;
        return problem;
    }

    private static string[] WordsOf(string line)
    {
        string[] words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        int comment = Array.FindIndex(words, word => word[0] == '#');
        return comment < 0 ? words : words.AsSpan(0, comment).ToArray();
    }

    /// <summary>A path as it stands in a line.</summary>
    internal static string Escaped(string path)
    {
        var text = new StringBuilder(path.Length);
        foreach (char letter in path)
            _ = letter is <= ' ' or '\\' ? text.Append('\\').Append((char)('0' + (letter >> 6))).Append((char)('0' + (letter >> 3 & 7))).Append((char)('0' + (letter & 7))) : text.Append(letter);
        return text.ToString();
    }

    /// <summary>A path that stands in a line, as it is.</summary>
    internal static string Plain(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (int i = 0; i < escaped.Length; i++)
        {
            bool isEscape = escaped[i] == '\\' && i + 3 < escaped.Length && escaped[i + 1] is >= '0' and <= '3' && escaped[i + 2] is >= '0' and <= '7' && escaped[i + 3] is >= '0' and <= '7';
            _ = text.Append(isEscape ? (char)(escaped[i + 1] - '0' << 6 | escaped[i + 2] - '0' << 3 | escaped[i + 3] - '0') : escaped[i]);
            if (isEscape) i += 3;
        }
        return text.ToString();
    }

    /// <summary>Whether a word stands for itself in a line.</summary>
    internal static bool IsWord(string word)
    {
        foreach (char letter in word)
            if (letter is <= ' ' or '\x7F') return false;
        return word.Length != 0 && word[0] != '#';
    }

    private static string? ReadOptions(string options, ref MountEntry entry)
    {
        foreach (string option in options.Split(','))
        {
            if (option is "rw" or "defaults") entry = entry with { Access = FolderAccess.Change };
            else if (option == "ro") entry = entry with { Access = FolderAccess.Read };
            else if (!option.StartsWith(NameOption, StringComparison.Ordinal)) return $"'{option}' is no option";
            else if (!IsName(option.Substring(NameOption.Length))) return $"'{option.Substring(NameOption.Length)}' is no name";
            else entry = entry with { Name = option.Substring(NameOption.Length) };
        }
        return null;
    }

    internal static bool IsName(string name) => TreePath.IsScheme(name) && name != TreePath.TreeScheme;

    /// <summary>Finds <c>root=KIND:SOURCE</c> or <c>root=KIND:SOURCE,ro</c> in the kernel's command line: what is mounted as <c>/</c>, whatever <c>/etc/fstab</c> says.</summary>
    /// <returns>What is wrong with it; null when nothing is, or there is none.</returns>
    public static string? ReadRoot(string commandLine, out MountEntry? root)
    {
        root = null;
        foreach (string word in commandLine.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!word.StartsWith(RootOption, StringComparison.Ordinal)) continue;
            string value = word.Substring(RootOption.Length);
            int colon = value.IndexOf(':'), comma = value.LastIndexOf(',');
            if (colon <= 0 || colon + 1 == value.Length) return $"'{word}' is not root=KIND:SOURCE";
            string source = comma > colon ? value.Substring(colon + 1, comma - colon - 1) : value.Substring(colon + 1);
            string? problem = ReadLine($"{source} / {value.Substring(0, colon)} {(comma > colon ? value.Substring(comma + 1) : "rw")}", out root);
            if (problem is not null) return $"'{word}': {problem}";
        }
        return null;
    }

    /// <summary>
    /// Finds <c>mount=KIND:SOURCE:/PATH</c>, perhaps with options behind a comma, in the kernel's command line, as often as it stands there: each is mounted in place of what <c>/etc/fstab</c> says of
    /// that path, or has that name.
    /// </summary>
    public static void ReadMounts(string commandLine, List<MountEntry> entries, List<string> problems)
    {
        foreach (string word in commandLine.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!word.StartsWith(MountOption, StringComparison.Ordinal)) continue;
            string? problem = ReadMount(word.Substring(MountOption.Length), out MountEntry? entry);
            if (entry is null)
            {
                problems.Add(problem is null ? $"'{word}' is not mount=KIND:SOURCE:/PATH" : $"'{word}': {problem}");
                continue;
            }
            _ = entries.RemoveAll(other => other.Path is not null && other.Path == entry.Path || other.Name.Length != 0 && other.Name == entry.Name);
            entries.Add(entry);
        }
    }

    /// <param name="entry">Null: it says none.</param>
    private static string? ReadMount(string value, out MountEntry? entry)
    {
        entry = null;
        string[] parts = value.Split(':');
        if (parts.Length != 3 || parts[0].Length == 0 || parts[1].Length == 0 || parts[2].Length == 0) return null;
        int comma = parts[2].IndexOf(',');
        return ReadLine(comma < 0 ? $"{parts[1]} {parts[2]} {parts[0]} rw" : $"{parts[1]} {parts[2].Substring(0, comma)} {parts[0]} {parts[2].Substring(comma + 1)}", out entry);
    }
}
