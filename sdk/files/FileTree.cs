using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Files;

/// <summary>
/// What a program has of the tree of files: a capability, from which all paths begin. The VFS is asked where a path leads; what is done there is between this process and whoever keeps the files.
/// </summary>
/// <remarks>
/// It outlives the end of any of them. What can be repeated is, with the next instance. What cannot, and was under way when a file system's process ended, ends with
/// <see cref="Status.PeerClosed"/>: it was done, or it was not. For one thread at a time.
/// </remarks>
public sealed partial class FileTree : IDisposable
{
    /// <summary>How often something is tried, in all.</summary>
    internal const int MostAttempts = 16;

    private readonly VfsClient _vfs;

    /// <summary>More file systems than that are not talked with at a time: those that were met first have other numbers since the VFS was started anew, or are met again.</summary>
    private const int MostFolders = 16;

    /// <summary>A conversation with each file system that was used, by its number; and the numbers as they came.</summary>
    private readonly Dictionary<ulong, FolderClient> _folders = [];
    private readonly List<ulong> _inOrder = [];

    private FileTree(VfsClient vfs) => _vfs = vfs;

    /// <param name="at">A handle to the tree, or to a part of it; it stays the caller's.</param>
    public static Result<FileTree, FileStatus> Open(Handle<Endpoint> at)
    {
        Status status = VfsClient.Connect(at, out VfsClient vfs);
        return status == Status.Ok ? new FileTree(vfs) : status;
    }

    public void Dispose()
    {
        foreach (FolderClient folder in _folders.Values) folder.Dispose();
        _folders.Clear();
        _vfs.Dispose();
    }

    /// <summary>Makes a handle to a part of this tree, for somebody who is to have no more.</summary>
    public Result<Handle<Endpoint>, FileStatus> Narrow(string path, FolderAccess access) => _vfs.Narrow(path, access);

    /// <summary>As <see cref="IVfs.Mount"/>.</summary>
    public Result<Done, FileStatus> Mount(string name, string kind, string source, string path, FolderAccess access) => _vfs.Mount(name, kind, source, path, access);

    /// <summary>As <see cref="IVfs.Unmount"/>.</summary>
    public Result<Done, FileStatus> Unmount(string path) => _vfs.Unmount(path);

    /// <summary>What is mounted, a line as in <c>/etc/fstab</c> for each.</summary>
    public List<string> Mounts()
    {
        List<string> lines = [];
        while (_vfs.TellMount((uint)lines.Count).TryGet(out string line)) lines.Add(line);
        return lines;
    }

    /// <summary>What a file system's process is asked to do.</summary>
    internal delegate Result<T, FileStatus> Request<T>(FolderClient folder, string path);

    /// <summary>Has something done that can be done again.</summary>
    internal Result<T, FileStatus> Repeat<T>(string path, Request<T> request)
    {
        for (int attempt = 1; ; attempt++)
        {
            Result<Place, FileStatus> place = Find(path);
            if (!place.IsOk) return place.Failed<T>();
            Result<T, FileStatus> result = request(place.Value.Folder, place.Value.Path);
            if (!HasLost(result) || attempt == MostAttempts) return result;
            Forget(place.Value.Mount);
        }
    }

    /// <summary>Has something done once. Whether its file system's process is still the one that knows us is found out before.</summary>
    private Result<T, FileStatus> DoOnce<T>(string path, Request<T> request)
    {
        Result<Place, FileStatus> place = FindLiving(path);
        return place.IsOk ? request(place.Value.Folder, place.Value.Path) : place.Failed<T>();
    }

    private Result<Place, FileStatus> FindLiving(string path)
    {
        Result<FileFacts, FileStatus> there = Repeat(path, static (folder, _) => folder.Describe(""));
        return there.Status == Status.Ok ? Find(path) : there.Status;
    }

    /// <summary>A call that found nobody who knows this conversation.</summary>
    internal static bool HasLost<T>(Result<T, FileStatus> result) => result.Status is Status.PeerClosed or Status.Dead;

    /// <summary>Where a path leads.</summary>
    internal readonly record struct Place(ulong Mount, FolderClient Folder, string Path);

    /// <summary>Finds where a path leads. What one instance of the VFS has said means nothing to the next, which may have come in between: then it is asked again.</summary>
    private Result<Place, FileStatus> Find(string path)
    {
        ulong refused = 0;
        for (int attempt = 1; ; attempt++)
        {
            Result<Place, FileStatus> result = Find(path, out ulong mount);
            bool isStale = HasLost(result) || result is { HasError: true, Error: FileStatus.NotFound } && mount != refused;
            if (!isStale || attempt == MostAttempts) return result;
            refused = mount;
        }
    }

    /// <param name="mount">The number of what the path leads into, when that is not connected; else 0.</param>
    private Result<Place, FileStatus> Find(string path, out ulong mount)
    {
        mount = 0;
        Result<FilePlace, FileStatus> found = _vfs.Find(path);
        if (!found.TryGet(out FilePlace place)) return found.Failed<Place>();
        FileStatus status = RestOf(path, place.Length, out string rest);
        if (status != FileStatus.Ok) return status;
        if (_folders.TryGetValue(place.Mount, out FolderClient known)) return new Place(place.Mount, known, rest);
        mount = place.Mount;
        Result<Handle<Endpoint>, FileStatus> given = _vfs.Connect(mount);
        if (!given.TryGet(out Handle<Endpoint> at)) return given.Failed<Place>();
        Status connected = FolderClient.Connect(at, out FolderClient folder);
        _ = Kernel.Release(at);
        if (connected != Status.Ok) return connected;
        while (_folders.Count >= MostFolders) Forget(_inOrder[0]);
        _folders.Add(mount, folder);
        _inOrder.Add(mount);
        return new Place(mount, folder, rest);
    }

    /// <summary>The part of a path that a file system is to follow.</summary>
    private static FileStatus RestOf(string path, uint length, out string rest)
    {
        const string mark = "://";
        int scheme = path.IndexOf(mark, StringComparison.Ordinal);
        FileStatus status = FilePath.Normalize(scheme > 0 && path.IndexOf(FilePath.Separator) == scheme + 1 ? path.AsSpan(scheme + mark.Length) : path, out rest);
        if (status != FileStatus.Ok) return status;
        if (length > rest.Length) return FileStatus.BadName;
        rest = length == 0 ? rest : length == rest.Length ? "" : rest.Substring((int)length + 1);
        return FileStatus.Ok;
    }

    private void Forget(ulong mount)
    {
        _ = _inOrder.Remove(mount);
        if (_folders.Remove(mount, out FolderClient folder)) folder.Dispose();
    }
}
