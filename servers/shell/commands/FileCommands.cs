using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Files;
using Diesis.Services;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A file or folder as the shell shows it.</summary>
[ShellRecord]
public sealed class File(string folder, FolderItem item)
{
    public string Name => item.Name;
    public ByteSize Size => new((long)Math.Min(item.Facts.Size, long.MaxValue));
    public DateTime Modified => item.Facts.Modified;
    public FileKind Kind => item.Facts.Kind;
    public string Path => folder.EndsWith("/", StringComparison.Ordinal) ? folder + item.Name : folder + "/" + item.Name;
}

/// <summary>Commands about files: what can be done with the tree that this process was given.</summary>
public static class FileCommands
{
    /// <summary>One for each thread, by its number: a tree is for one at a time, and each terminal has a shell.</summary>
    private static readonly Dictionary<int, FileTree> Trees = [];

    /// <summary>What is in a folder, by name.</summary>
    [Command]
    public static File[] Files(CommandContext context, string folder = "/")
    {
        if (!TryOpen(context, out FileTree tree) || !Succeeds(context, folder, tree.List(folder), out List<FolderItem> items)) return [];
        items.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        File[] files = new File[items.Count];
        for (int i = 0; i < files.Length; i++) files[i] = new File(folder, items[i]);
        return files;
    }

    /// <summary>The content of a file as text.</summary>
    [Command]
    public static string Read(CommandContext context, string file)
        => TryOpen(context, out FileTree tree) && Succeeds(context, file, tree.ReadText(file), out string text) ? text : "";

    /// <summary>Makes a file of a text, in the place of one that is there.</summary>
    [Command]
    public static void Write(CommandContext context, string text, string file)
    {
        if (TryOpen(context, out FileTree tree)) _ = Succeeds(context, file, tree.WriteText(file, text), out _);
    }

    /// <summary>Copies a file.</summary>
    [Command]
    public static void Copy(CommandContext context, string file, string to)
    {
        if (TryOpen(context, out FileTree tree)) _ = Succeeds(context, file, tree.Copy(file, to, MoveMode.New), out _);
    }

    /// <summary>Gives a file or folder another name or place.</summary>
    [Command]
    public static void Move(CommandContext context, string file, string to)
    {
        if (TryOpen(context, out FileTree tree)) _ = Succeeds(context, file, tree.Move(file, to, MoveMode.New), out _);
    }

    /// <summary>Removes a file or an empty folder.</summary>
    [Command]
    public static void Remove(CommandContext context, string file)
    {
        if (TryOpen(context, out FileTree tree)) _ = Succeeds(context, file, tree.Remove(file), out _);
    }

    /// <summary>Makes a folder.</summary>
    [Command]
    public static void MakeFolder(CommandContext context, string folder)
    {
        if (TryOpen(context, out FileTree tree)) _ = Succeeds(context, folder, tree.MakeFolder(folder), out _);
    }

    /// <summary>What is mounted, a line as in /etc/fstab for each.</summary>
    [Command]
    public static string[] Mounts(CommandContext context) => TryOpen(context, out FileTree tree) ? tree.Mounts().ToArray() : [];

    /// <summary>Has all that was written to a file system be on its disk, by a path that leads into it.</summary>
    [Command]
    public static void Sync(CommandContext context, string path = "/")
    {
        if (TryOpen(context, out FileTree tree)) _ = Succeeds(context, path, tree.Sync(path), out _);
    }

    /// <summary>Takes a file system out of the tree, in order: all that was written is on its disk, which says so.</summary>
    [Command]
    public static void Unmount(CommandContext context, string path)
    {
        if (TryOpen(context, out FileTree tree)) _ = Succeeds(context, path, tree.Unmount(path), out _);
    }

    private static bool TryOpen(CommandContext context, out FileTree tree)
    {
        lock (Trees) if (Trees.TryGetValue(Environment.CurrentManagedThreadId, out tree!)) return true;
        Status status = Service.Find(VfsContract.ExpectedHash, out Handle<Endpoint> endpoint);
        if (status == Status.Ok)
        {
            Result<FileTree, FileStatus> opened = FileTree.Open(endpoint);
            if (opened.TryGet(out tree))
            {
                lock (Trees) Trees[Environment.CurrentManagedThreadId] = tree;
                return true;
            }
            status = opened.Status;
        }
        context.Fail($"there are no files here: {status}");
        return false;
    }

    private static bool Succeeds<T>(CommandContext context, string path, Result<T, FileStatus> result, out T value)
    {
        if (result.TryGet(out value)) return true;
        string reason = result.HasError ? result.Error.ToString() : result.Status.ToString();
        context.Fail($"{path}: {reason}");
        return false;
    }
}
