using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Files;

namespace Diesis.Files;

/// <summary>Something in a folder.</summary>
public readonly record struct FolderItem(string Name, FileFacts Facts);

// What can be done with paths.
public sealed partial class FileTree
{
    /// <summary>As <see cref="IFolder.Open"/>.</summary>
    public Result<OpenFile, FileStatus> Open(string path, OpenMode mode)
    {
        ulong once = (mode & OpenMode.New) == 0 ? 0 : NextNumber();
        Request<IFile> request = (folder, rest) => folder.Open(rest, mode, once);
        for (int attempt = 1; ; attempt++)
        {
            Result<IFile, FileStatus> opened = Repeat(path, request);
            if (!opened.TryGet(out IFile file)) return opened.Failed<OpenFile>();
            Result<OpenFile, FileStatus> result = OpenFile.Of(this, path, mode, file);
            if (!HasLost(result) || attempt == MostAttempts) return result;
            // It has been made, and made empty, by now.
            mode &= OpenMode.Read | OpenMode.Write;
        }
    }

    public Result<FileFacts, FileStatus> Describe(string path) => Repeat(path, static (folder, rest) => folder.Describe(rest));

    /// <summary>What is in a folder, in no order.</summary>
    public Result<List<FolderItem>, FileStatus> List(string path)
    {
        List<FolderItem> items = [];
        byte[] room = new byte[FileLimits.MostListBytes];
        ulong position = 0;
        while (true)
        {
            ulong from = position;
            Result<FolderBatch, FileStatus> listed = Repeat(path, (folder, rest) => folder.List(rest, from, room));
            if (!listed.TryGet(out FolderBatch batch)) return listed.Failed<List<FolderItem>>();
            if (batch.Count == 0) return items;
            if (batch.Bytes > room.Length) return FileStatus.Damaged;
            ReadOnlySpan<byte> entries = room.AsSpan(0, (int)batch.Bytes);
            while (FolderEntry.TryRead(ref entries, out string name, out FileFacts facts)) items.Add(new(name, facts));
            position = batch.Next;
        }
    }

    public Result<Done, FileStatus> MakeFolder(string path) => Once(path, static (folder, rest, once) => folder.MakeFolder(rest, once));

    public Result<Done, FileStatus> Remove(string path) => Once(path, static (folder, rest, once) => folder.Remove(rest, once));

    public Result<Done, FileStatus> Change(string path, FileChange change) => Repeat(path, (folder, rest) => folder.Change(rest, change));

    /// <summary>As <see cref="IFolder.Watch"/>. The next instance of the file system's process knows nobody who watches.</summary>
    public Result<Done, FileStatus> Watch(string path, Subscriber<FileEvents> watcher) => Repeat(path, (folder, rest) => folder.Watch(rest, watcher));

    /// <summary>Has all that was changed before in a path's file system survive a loss of power.</summary>
    public Result<Done, FileStatus> Sync(string path) => Repeat(path, static (folder, _) => folder.Sync());

    /// <summary>Gives something another name, another folder, or both. Within a file system that is one step; from one to another a file is copied, and then removed.</summary>
    /// <returns>As <see cref="IFolder.Move"/>. <see cref="FileStatus.NotSupported"/>: a folder cannot go to another file system.</returns>
    public Result<Done, FileStatus> Move(string path, string newPath, MoveMode mode)
    {
        ulong once = NextNumber();
        for (int attempt = 1; ; attempt++)
        {
            Result<Place, FileStatus> from = Find(path), to = Find(newPath);
            if (!from.IsOk) return from.Failed<Done>();
            if (!to.IsOk) return to.Failed<Done>();
            if (from.Value.Mount != to.Value.Mount)
            {
                // When the VFS was started anew in between, the first has another number now.
                Result<Place, FileStatus> again = Find(path);
                if (!again.IsOk || again.Value.Mount == from.Value.Mount || attempt == MostAttempts) return again.IsOk ? MoveByCopy(path, newPath, mode) : again.Failed<Done>();
                continue;
            }
            Result<Done, FileStatus> moved = from.Value.Folder.Move(from.Value.Path, to.Value.Path, mode, once);
            if (!HasLost(moved) || attempt == MostAttempts) return moved;
            Forget(from.Value.Mount);
        }
    }

    private Result<Done, FileStatus> MoveByCopy(string path, string newPath, MoveMode mode)
    {
        Result<FileFacts, FileStatus> facts = Describe(path);
        if (!facts.IsOk) return facts.Failed<Done>();
        if (facts.Value.IsFolder) return FileStatus.NotSupported;
        Result<ulong, FileStatus> copied = Copy(path, newPath, mode);
        return copied.IsOk ? Remove(path) : copied.Failed<Done>();
    }

    /// <summary>Copies a file.</summary>
    /// <returns>How many bytes. What was not copied wholly is removed again.</returns>
    public Result<ulong, FileStatus> Copy(string path, string newPath, MoveMode mode)
    {
        Result<OpenFile, FileStatus> source = Open(path, OpenMode.Read);
        if (!source.IsOk) return source.Failed<ulong>();
        using OpenFile from = source.Value;
        Result<OpenFile, FileStatus> target = Open(newPath, OpenMode.Write | OpenMode.Create | (mode == MoveMode.New ? OpenMode.New : OpenMode.Empty));
        if (!target.IsOk) return target.Failed<ulong>();
        Result<ulong, FileStatus> copied;
        using (OpenFile to = target.Value) copied = Copy(from, to);
        if (!copied.IsOk) _ = Remove(newPath);
        return copied;
    }

    private static Result<ulong, FileStatus> Copy(OpenFile from, OpenFile to)
    {
        byte[] part = new byte[OpenFile.WindowBytes];
        ulong at = 0;
        while (true)
        {
            Result<int, FileStatus> read = from.Read(at, part);
            if (!read.IsOk) return read.Failed<ulong>();
            if (read.Value == 0) return at;
            Result<Done, FileStatus> written = to.Write(at, part.AsSpan(0, read.Value));
            if (!written.IsOk) return written.Failed<ulong>();
            at += (uint)read.Value;
        }
    }

    /// <summary>All of a file.</summary>
    /// <returns><see cref="FileStatus.TooLarge"/>: it has more than an array can hold.</returns>
    public Result<byte[], FileStatus> ReadAll(string path)
    {
        Result<OpenFile, FileStatus> opened = Open(path, OpenMode.Read);
        if (!opened.IsOk) return opened.Failed<byte[]>();
        using OpenFile file = opened.Value;
        return file.ReadAll();
    }

    public Result<string, FileStatus> ReadText(string path)
    {
        Result<byte[], FileStatus> read = ReadAll(path);
        return read.IsOk ? Encoding.UTF8.GetString(read.Value) : read.Failed<string>();
    }

    /// <summary>Makes a file of so much content, in the place of one that is there.</summary>
    public Result<Done, FileStatus> WriteAll(string path, ReadOnlySpan<byte> content)
    {
        Result<OpenFile, FileStatus> opened = Open(path, OpenMode.Write | OpenMode.Create | OpenMode.Empty);
        if (!opened.IsOk) return opened.Failed<Done>();
        using OpenFile file = opened.Value;
        return file.Write(0, content);
    }

    public Result<Done, FileStatus> WriteText(string path, string text) => WriteAll(path, Encoding.UTF8.GetBytes(text));
}
