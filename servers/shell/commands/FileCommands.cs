using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Files;
using Diesis.Shell.Commands;
using Diesis.Shell.Commands.General;
using Diesis.Shell.Machine;
using Diesis.Shell.Presentation;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A file or folder as the shell shows it.</summary>
[ShellRecord]
public sealed class File(string folder, FolderItem item)
{
    public string Name => item.Name;
    public ByteSize Size => new((long)Math.Min(item.Facts.Size, long.MaxValue));
    public DateTime Modified => item.Facts.Modified;
    public FileKind Kind => item.Facts.Kind;
    public string Path => FileCommands.Join(folder, item.Name);
    internal bool IsFolder => item.Facts.IsFolder;
}

/// <summary>All that is known of a file or folder.</summary>
[ShellRecord]
public sealed class FileDetails(string path, FileFacts facts)
{
    public string Path => path;
    public FileKind Kind => facts.Kind;
    public ByteSize Size => new((long)Math.Min(facts.Size, long.MaxValue));
    public DateTime Modified => facts.Modified;
    public DateTime Created => facts.Created;
    public DateTime Accessed => facts.Accessed;
    public bool IsReadOnly => facts.IsReadOnly;
    public uint Links => facts.Links;
}

/// <summary>Commands about files: what can be done with the tree that this process was given.</summary>
public static class FileCommands
{
    /// <summary>How deep folders are followed, and how many of what is found in them is looked at.</summary>
    private const int MostDepth = 64, MostFound = 100_000;

    /// <summary>Trees that nobody uses just now: one is for one thread at a time, and jobs have threads of their own.</summary>
    private static readonly Stack<FileTree> Free = [];
    private static readonly Lock Gate = new();

    /// <summary>What is in a folder, by name.</summary>
    /// <param name="folder">its path; if the last name has * or ? in it, what is like that</param>
    /// <example>files("/etc/*.conf") | where(f =&gt; f.size &gt; 4.KiB) | sortBy(f =&gt; f.name)</example>
    [Command]
    public static File[] Files(CommandContext context, string folder = "/")
    {
        string pattern = "*";
        int end = folder.LastIndexOf('/') + 1;
        if (NamePattern.IsPattern(folder.AsSpan(end)))
        {
            pattern = folder.Substring(end);
            folder = end > 1 && folder[end - 2] != '/' ? folder.Substring(0, end - 1) : folder.Substring(0, end);
        }
        return TryList(context, folder, out List<File> files) ? files.FindAll(file => NamePattern.Matches(pattern, file.Name)).ToArray() : [];
    }

    private static bool TryList(CommandContext context, string folder, out List<File> files)
    {
        files = [];
        if (!TryDo(context, folder, tree => tree.List(folder), out List<FolderItem> items)) return false;
        items.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        foreach (FolderItem item in items) files.Add(new File(folder, item));
        return true;
    }

    /// <summary>A folder and all below it, drawn as a tree.</summary>
    /// <param name="folder">its path</param>
    /// <param name="depth">how many folders down</param>
    /// <example>tree("/system", 2)</example>
    [Command]
    public static IEnumerable<string> Tree(CommandContext context, string folder = "/", long depth = 64)
    {
        yield return folder;
        // What is still to be shown of each folder that is open, the innermost last, and what stands before it.
        List<(List<File> Files, int Next, string Margin)> open = [];
        if (depth > 0 && TryList(context, folder, out List<File> first)) open.Add((first, 0, ""));
        for (int shown = 0; open.Count > 0 && !context.IsEnding; shown++)
        {
            (List<File> files, int next, string margin) = open[^1];
            open.RemoveAt(open.Count - 1);
            if (next >= files.Count) continue;
            open.Add((files, next + 1, margin));
            if (shown >= MostFound) context.Fail($"there are more than {MostFound} files");
            if (shown >= MostFound) yield break;
            bool isLast = next == files.Count - 1;
            yield return margin + (isLast ? "└─ " : "├─ ") + files[next].Name;
            if (!files[next].IsFolder || open.Count >= Math.Min(depth, MostDepth)) continue;
            if (!TryList(context, files[next].Path, out List<File> inner)) yield break;
            open.Add((inner, 0, margin + (isLast ? "   " : "│  ")));
        }
    }

    /// <summary>All files and folders below a folder whose names are like a pattern.</summary>
    /// <param name="pattern">* stands for any letters, ? for one</param>
    /// <param name="folder">where to look</param>
    /// <example>find("*.txt", "/disk") | sum(f =&gt; f.size)</example>
    [Command]
    public static IEnumerable<File> Find(CommandContext context, string pattern, string folder = "/")
    {
        Stack<(string Path, int Depth)> open = [];
        open.Push((folder, 0));
        int seen = 0;
        while (open.TryPop(out (string Path, int Depth) next) && TryList(context, next.Path, out List<File> files))
        {
            for (int i = files.Count - 1; i >= 0; i--) if (files[i].IsFolder && next.Depth < MostDepth) open.Push((files[i].Path, next.Depth + 1));
            seen += files.Count;
            if (seen > MostFound) context.Fail($"there are more than {MostFound} files");
            if (context.IsEnding) yield break;
            foreach (File file in files) if (NamePattern.Matches(pattern, file.Name)) yield return file;
        }
    }

    /// <summary>All that is known of a file or folder.</summary>
    /// <param name="path">its path</param>
    /// <example>info("/etc/fstab")</example>
    [Command]
    public static FileDetails Info(CommandContext context, string path) => new(path, TryDo(context, path, tree => tree.Describe(path), out FileFacts facts) ? facts : default);

    /// <summary>Whether there is a file or folder.</summary>
    /// <param name="path">its path</param>
    /// <example>if !exists("/disk/notes") { makeFolder("/disk/notes") }</example>
    [Command]
    public static bool Exists(CommandContext context, string path)
    {
        if (!IsPath(context, path) || !TryTake(context, out FileTree tree)) return false;
        Result<FileFacts, FileStatus> facts = tree.Describe(path);
        GiveBack(tree);
        if (facts.IsOk || facts is { HasError: true, Error: FileStatus.NotFound }) return facts.IsOk;
        return Succeeds(context, path, facts, out _);
    }

    /// <summary>The content of a file as text. What is no UTF-8 in it is replaced.</summary>
    /// <param name="file">its path</param>
    /// <example>read("/etc/fstab") | lines | count</example>
    [Command]
    public static string Read(CommandContext context, string file)
    {
        if (!TryDo(context, file, tree => tree.Describe(file), out FileFacts facts)) return "";
        if (facts.Size > ValueText.MostCharacters)
        {
            context.Fail($"{file} is too long for a text: readLines(\"{ValueText.Harmless(file, keepsLines: false)}\") has it line by line");
            return "";
        }
        return context.TryCharge(3 * (long)facts.Size) && TryDo(context, file, tree => tree.ReadText(file), out string text) ? text : "";
    }

    /// <summary>The lines of a file, however long it is, as they are asked for.</summary>
    /// <param name="file">its path</param>
    /// <example>readLines("/etc/fstab") | where(l =&gt; !l.startsWith("#"))</example>
    [Command]
    public static IEnumerable<string> ReadLines(CommandContext context, string file)
    {
        byte[] part = new byte[64 << 10];
        byte[] kept = [];
        ulong at = 0;
        while (TryReadPart(context, file, at, part, out int count))
        {
            at += (uint)count;
            byte[] bytes = [.. kept, .. part.AsSpan(0, count)];
            int start = 0;
            for (int end = EndOfLine(bytes, start); end >= 0; end = EndOfLine(bytes, start))
            {
                yield return TextOf(bytes.AsSpan(start, end - start));
                start = end + 1;
            }
            kept = bytes.AsSpan(start).ToArray();
            if (count == 0 && kept.Length > 0) yield return TextOf(kept);
            if (count == 0) yield break;
            if (kept.Length <= ValueText.MostCharacters) continue;
            context.Fail($"a line of {file} is longer than {ValueText.MostCharacters} bytes");
            yield break;
        }
    }

    private static int EndOfLine(byte[] bytes, int start) => bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and int length ? start + length : -1;

    private static string TextOf(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line.Length > 0 && line[^1] == (byte)'\r' ? line.Slice(0, line.Length - 1) : line);

    /// <summary>Opened each time: whoever asks for lines may stop anywhere.</summary>
    private static bool TryReadPart(CommandContext context, string file, ulong at, byte[] into, out int count) => TryDo(context, file, tree =>
    {
        Result<OpenFile, FileStatus> opened = tree.Open(file, OpenMode.Read);
        if (!opened.TryGet(out OpenFile from)) return opened.Failed<int>();
        using (from) return from.Read(at, into);
    }, out count);

    /// <summary>Makes a file of a text, in the place of one that is there. What is written stands first, so that a pipeline can end with it.</summary>
    /// <param name="text">its content</param>
    /// <param name="file">its path</param>
    /// <example>"hello\n" | write("/a.txt")</example>
    [Command]
    public static void Write(CommandContext context, string text, string file) => _ = TryDo(context, file, tree => tree.WriteText(file, text), out _, isTextFirst: true);

    /// <summary>Makes a file of lines.</summary>
    /// <param name="lines">an end of line is put behind each</param>
    /// <param name="file">its path</param>
    /// <example>files("/etc") | select(f =&gt; f.name) | write("/names.txt")</example>
    [Command("write")]
    public static void WriteLines(CommandContext context, string[] lines, string file)
    {
        if (TryJoin(context, lines, out string text)) Write(context, text, file);
    }

    /// <summary>Writes a text at the end of a file, which is made if it is not there.</summary>
    /// <param name="text">what is added</param>
    /// <param name="file">its path</param>
    /// <example>"one more\n" | append("/a.txt")</example>
    [Command]
    public static void Append(CommandContext context, string text, string file)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _ = TryDo(context, file, tree => Append(tree, file, bytes), out _, isTextFirst: true);
    }

    /// <summary>Writes lines at the end of a file.</summary>
    /// <param name="lines">an end of line is put behind each</param>
    /// <param name="file">its path</param>
    /// <example>["a", "b"] | append("/a.txt")</example>
    [Command("append")]
    public static void AppendLines(CommandContext context, string[] lines, string file)
    {
        if (TryJoin(context, lines, out string text)) Append(context, text, file);
    }

    private static Result<Done, FileStatus> Append(FileTree tree, string file, byte[] bytes)
    {
        Result<OpenFile, FileStatus> opened = tree.Open(file, OpenMode.Write | OpenMode.Create);
        if (!opened.TryGet(out OpenFile to)) return opened.Failed<Done>();
        using OpenFile open = to;
        for (int at = 0; at < bytes.Length; at += FileLimits.MostBytes)
        {
            Result<ulong, FileStatus> written = to.Append(bytes.AsSpan(at, Math.Min(FileLimits.MostBytes, bytes.Length - at)));
            if (!written.IsOk) return written.Failed<Done>();
        }
        return default(Done);
    }

    private static bool TryJoin(CommandContext context, string[] lines, out string text)
    {
        StringBuilder all = new();
        foreach (string line in lines)
        {
            _ = all.Append(line).Append('\n');
            if (all.Length <= ValueText.MostCharacters) continue;
            context.Fail("the text would be too long: append writes it in parts");
            break;
        }
        text = context.IsEnding ? "" : all.ToString();
        return !context.IsEnding;
    }

    /// <summary>Copies a file.</summary>
    /// <param name="file">its path</param>
    /// <param name="to">the path of the copy, which must not be there</param>
    /// <example>copy("/a.txt", "/b.txt")</example>
    [Command]
    public static void Copy(CommandContext context, string file, string to) => _ = IsPath(context, to) && TryDo(context, file, tree => tree.Copy(file, to, MoveMode.New), out _);

    /// <summary>Gives a file or folder another name or place.</summary>
    /// <param name="file">its path</param>
    /// <param name="to">its new path, which must not be there</param>
    /// <example>move("/a.txt", "/b.txt")</example>
    [Command]
    public static void Move(CommandContext context, string file, string to) => _ = IsPath(context, to) && TryDo(context, file, tree => tree.Move(file, to, MoveMode.New), out _);

    /// <summary>Removes a file or an empty folder.</summary>
    /// <param name="file">its path</param>
    /// <example>remove("/a.txt")</example>
    [Command]
    public static void Remove(CommandContext context, string file) => _ = TryDo(context, file, tree => tree.Remove(file), out _);

    /// <summary>Makes a folder.</summary>
    /// <param name="folder">its path</param>
    /// <example>makeFolder("/disk/notes")</example>
    [Command]
    public static void MakeFolder(CommandContext context, string folder) => _ = TryDo(context, folder, tree => tree.MakeFolder(folder), out _);

    /// <summary>What is mounted, a line as in /etc/fstab for each.</summary>
    /// <example>mounts() | count</example>
    [Command]
    public static string[] Mounts(CommandContext context)
    {
        if (!TryTake(context, out FileTree tree)) return [];
        string[] mounts = tree.Mounts().ToArray();
        GiveBack(tree);
        return mounts;
    }

    /// <summary>Has all that was written to a file system be on its disk.</summary>
    /// <param name="path">leads into it</param>
    /// <example>sync("/disk")</example>
    [Command]
    public static void Sync(CommandContext context, string path = "/") => _ = TryDo(context, path, tree => tree.Sync(path), out _);

    /// <summary>Takes a file system out of the tree, in order: all that was written is on its disk, which says so.</summary>
    /// <param name="path">where it is mounted</param>
    /// <example>unmount("/disk")</example>
    [Command]
    public static void Unmount(CommandContext context, string path) => _ = TryDo(context, path, tree => tree.Unmount(path), out _);

    /// <summary>The paths that go on as a text begins, for completion; folders with a slash behind them.</summary>
    public static IEnumerable<string> CompletePath(string begun)
    {
        List<string> paths = [];
        int end = begun.LastIndexOf('/') + 1;
        if (end == 0 || TryTakeTree(out FileTree tree) != Status.Ok) return paths;
        string folder = begun.Substring(0, end);
        Result<List<FolderItem>, FileStatus> listed = tree.List(folder);
        GiveBack(tree);
        if (!listed.TryGet(out List<FolderItem> items)) return paths;
        foreach (FolderItem item in items)
            if (item.Name.AsSpan().StartsWith(begun.AsSpan(end), StringComparison.Ordinal)) paths.Add(folder + item.Name + (item.Facts.IsFolder ? "/" : ""));
        return paths;
    }

    internal static string Join(string folder, string name) => folder.EndsWith("/", StringComparison.Ordinal) ? folder + name : folder + "/" + name;

    /// <summary>Paths are written from the top: then a text that stands in the place of one is noticed.</summary>
    private static bool IsPath(CommandContext context, string path, bool isTextFirst = false)
    {
        if (path.StartsWith("/", StringComparison.Ordinal) || path.Contains("://", StringComparison.Ordinal)) return true;
        string shown = ValueText.Harmless(path.Length <= 60 ? path : path.Substring(0, 60) + "…", keepsLines: false);
        context.Fail($"'{shown}' is no path: they begin with '/'{(isTextFirst ? ", and what is written stands before it: \"…\" | write(\"/a\")" : "")}");
        return false;
    }

    private static bool TryDo<T>(CommandContext context, string path, Func<FileTree, Result<T, FileStatus>> request, out T value, bool isTextFirst = false)
    {
        value = default!;
        if (!IsPath(context, path, isTextFirst) || !TryTake(context, out FileTree tree)) return false;
        Result<T, FileStatus> result = request(tree);
        GiveBack(tree);
        return Succeeds(context, path, result, out value);
    }

    private static bool TryTake(CommandContext context, out FileTree tree)
    {
        Status status = TryTakeTree(out tree);
        if (status != Status.Ok) context.Fail($"there are no files here: {status}");
        return status == Status.Ok;
    }

    private static Status TryTakeTree(out FileTree tree)
    {
        lock (Gate) if (Free.TryPop(out tree!)) return Status.Ok;
        tree = null!;
        Handle<Abi.Objects.Endpoint> endpoint = default;
        Status status = Connections.Source?.Find(VfsContract.ExpectedHash, out endpoint) ?? Status.NotSupported;
        if (status != Status.Ok) return status;
        Result<FileTree, FileStatus> opened = FileTree.Open(endpoint);
        _ = Kernel.Release(endpoint);
        return opened.TryGet(out tree!) ? Status.Ok : opened.Status;
    }

    private static void GiveBack(FileTree tree)
    {
        lock (Gate) Free.Push(tree);
    }

    /// <summary>Gives up the conversations that nobody uses just now.</summary>
    internal static void Forget()
    {
        lock (Gate) while (Free.TryPop(out FileTree? tree)) tree.Dispose();
    }

    private static bool Succeeds<T>(CommandContext context, string path, Result<T, FileStatus> result, out T value)
    {
        if (result.TryGet(out value)) return true;
        string reason = result.HasError ? result.Error.ToString() : result.Status.ToString();
        context.Fail($"{path}: {reason}");
        return false;
    }
}
