using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Files;

/// <summary>
/// What a program has of the tree of files: a capability, from which all paths begin. The VFS is asked where a path leads; what is done there is between this process and whoever keeps the files.
/// </summary>
/// <remarks>
/// It outlives the end of any of them: what was under way is asked of the next instance, and done once, even if the last one did it and could not say so any more. For one thread at a time.
/// </remarks>
public sealed partial class FileTree : IDisposable
{
    /// <summary>How often something is tried, in all.</summary>
    internal const int MostAttempts = 16;

    private readonly VfsClient _vfs;

    /// <summary>More file systems than that are not talked with at a time: those that were not used for longest have other numbers since the VFS was started anew, or are met again.</summary>
    private const int MostFolders = 8;

    /// <summary>A conversation with each file system that was used, by its number; and the numbers, the one that was used last at the end.</summary>
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
    public Result<Handle<Endpoint>, FileStatus> Narrow(string path, FolderAccess access)
    {
        if (path.Length > FilePath.MostLength) return FileStatus.BadName;
        // Another handle to the same part is as good.
        Result<Handle<Endpoint>, FileStatus> made = _vfs.Narrow(path, access);
        for (int attempt = 1; HasLost(made) && attempt < MostAttempts; attempt++) made = _vfs.Narrow(path, access);
        return made;
    }

    /// <summary>As <see cref="IVfs.Mount"/>.</summary>
    public Result<Done, FileStatus> Mount(string name, string kind, string source, string path, FolderAccess access)
    {
        if (name.Length > FileLimits.MostName || kind.Length > FileLimits.MostName || source.Length > FileLimits.MostSource || path.Length > FilePath.MostLength) return FileStatus.BadName;
        Result<Done, FileStatus> mounted = _vfs.Mount(name, kind, source, path, access);
        for (int attempt = 1; HasLost(mounted) && attempt < MostAttempts; attempt++)
        {
            mounted = _vfs.Mount(name, kind, source, path, access);
            // The VFS that ended had done it.
            if (mounted is { HasError: true, Error: FileStatus.InUse } && IsMounted(kind, source)) return default(Done);
        }
        return mounted;
    }

    private bool IsMounted(string kind, string source)
    {
        foreach (string line in Mounts())
            if (line.StartsWith(source + " ", StringComparison.Ordinal) && line.Contains($" {kind} ", StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>As <see cref="IVfs.Unmount"/>.</summary>
    public Result<Done, FileStatus> Unmount(string path)
    {
        if (path.Length > FilePath.MostLength) return FileStatus.BadName;
        Result<Done, FileStatus> unmounted = _vfs.Unmount(path);
        for (int attempt = 1; HasLost(unmounted) && attempt < MostAttempts; attempt++)
        {
            unmounted = _vfs.Unmount(path);
            // The VFS that ended had done it.
            if (unmounted is { HasError: true, Error: FileStatus.NotFound }) return default(Done);
        }
        return unmounted;
    }

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

    /// <summary>Has something done that is not the same when it is done twice: under a number, by which the file system's next process knows whether the last one did it.</summary>
    internal delegate Result<T, FileStatus> NumberedRequest<T>(FolderClient folder, string path, ulong once);

    private Result<T, FileStatus> Once<T>(string path, NumberedRequest<T> request)
    {
        ulong once = NextNumber();
        return Repeat(path, (folder, rest) => request(folder, rest, once));
    }

    private static ulong _lastNumber;

    /// <summary>A number that no other change has: of any process, since they begin where nobody can foresee.</summary>
    internal static ulong NextNumber()
    {
        if (Volatile.Read(ref _lastNumber) == 0) _ = Interlocked.CompareExchange(ref _lastNumber, SecretNumbers.ForBadges(in Startup.Block.Seed).Next(), 0);
        ulong number = Interlocked.Increment(ref _lastNumber);
        return number == 0 ? NextNumber() : number;
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
        if (path.Length > FilePath.MostLength) return FileStatus.BadName;
        Result<FilePlace, FileStatus> found = _vfs.Find(path);
        if (!found.TryGet(out FilePlace place)) return found.Failed<Place>();
        FileStatus status = RestOf(path, place.Length, out string rest);
        if (status != FileStatus.Ok) return status;
        if (_folders.TryGetValue(place.Mount, out FolderClient known))
        {
            if (_inOrder[^1] != place.Mount)
            {
                _ = _inOrder.Remove(place.Mount);
                _inOrder.Add(place.Mount);
            }
            return new Place(place.Mount, known, rest);
        }
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
