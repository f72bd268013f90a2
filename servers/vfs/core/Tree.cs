using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Vfs;

/// <summary>The file systems that are mounted, and where.</summary>
/// <param name="firstNumber">From which on they are counted: foreseen by nobody, so that what a client knows from before means nothing.</param>
internal sealed class Tree(IFileSystems systems, ulong firstNumber)
{
    public const int Most = 64;

    /// <summary>How often a file system's process is asked for the same that ends each time.</summary>
    private const int MostAttempts = 16;

    private readonly List<Mount> _mounts = [];
    private ulong _nextNumber = firstNumber;

    public IReadOnlyList<Mount> Mounts => _mounts;

    /// <summary>The file system into which a path of the tree leads, which is the one that is mounted nearest to its end.</summary>
    public Mount? Find(string path)
    {
        Mount? nearest = null;
        foreach (Mount mount in _mounts)
        {
            if (mount.Entry.Path is not { } at || !FilePath.IsWithin(path, at, out _)) continue;
            if (nearest is null || at.Length > nearest.Entry.Path!.Length) nearest = mount;
        }
        return nearest;
    }

    public Mount? FindByName(string name) => Find(mount => mount.Entry.Name == name && name.Length != 0);
    public Mount? FindByNumber(ulong number) => Find(mount => mount.Number == number);
    public Mount? FindAt(string path) => Find(mount => mount.Entry.Path == path);

    private Mount? Find(Predicate<Mount> isIt)
    {
        foreach (Mount mount in _mounts)
            if (isIt(mount)) return mount;
        return null;
    }

    /// <summary>Mounts something that is used when somebody first needs it: the system may start before its file systems' processes do.</summary>
    public FileStatus Add(MountEntry entry)
    {
        FileStatus status = Check(entry);
        if (status == FileStatus.Ok) _mounts.Add(new(_nextNumber++, entry, systems));
        return status;
    }

    private FileStatus Check(MountEntry entry)
        => entry.Path is not null && FindAt(entry.Path) is not null || FindByName(entry.Name) is not null ? FileStatus.InUse
            : _mounts.Count == Most ? FileStatus.TooLarge : FileStatus.Ok;

    /// <summary>Mounts something that is there, in the place of a folder, which is made if it is not there. When it fails nothing has been made.</summary>
    public Result<Done, FileStatus> Mount(MountEntry entry)
    {
        FileStatus status = Check(entry);
        if (status != FileStatus.Ok) return status;
        Mount mount = new(_nextNumber++, entry, systems);
        Result<Done, FileStatus> result = Persist(mount.Open);
        if (result.IsOk && entry.Path is { Length: > 0 } path) result = MakePlace(path);
        if (result.IsOk) _mounts.Add(mount);
        else mount.LetGo();
        return result;
    }

    private Result<Done, FileStatus> MakePlace(string path)
    {
        if (Find(path) is not { } below) return FileStatus.NotFound;
        _ = FilePath.IsWithin(path, below.Entry.Path!, out string rest);
        return Persist(() =>
        {
            Result<Done, FileStatus> used = Use(below);
            return used.IsOk ? below.MakeFolder(rest) : used;
        });
    }

    /// <summary>
    /// Asks a file system's process for something that can be done again until one has answered. That it ended is nothing that a client of the VFS can tell from the end of the VFS itself; so it is not
    /// told of it.
    /// </summary>
    private static Result<T, FileStatus> Persist<T>(Func<Result<T, FileStatus>> ask)
    {
        for (int attempt = 1; ; attempt++)
        {
            Result<T, FileStatus> result = ask();
            if (result.Status is not (Status.PeerClosed or Status.Dead)) return result;
            if (attempt == MostAttempts) return FileStatus.DeviceFailed;
        }
    }

    /// <summary>
    /// Has the file system's process open a volume, if it does not know us, or not any more. The folders in whose places others are mounted are made then, so that lists show them; where that cannot be,
    /// they are reached all the same.
    /// </summary>
    public Result<Done, FileStatus> Use(Mount mount)
    {
        if (mount.IsUsed) return default(Done);
        Result<Done, FileStatus> opened = mount.Open();
        if (!opened.IsOk || mount.Entry.Path is not { } at) return opened;
        foreach (Mount other in _mounts)
            if (other.Entry.Path is { Length: > 0 } path && other != mount && Find(FilePath.Split(path).Folder) == mount && FilePath.IsWithin(path, at, out string rest))
                _ = mount.MakeFolder(rest);
        return opened;
    }

    /// <summary>Opens a folder of a file system, to be given away.</summary>
    public Result<Handle<Endpoint>, FileStatus> Give(Mount mount, string path, FolderAccess access)
    {
        return Persist(() =>
        {
            Result<Done, FileStatus> used = Use(mount);
            return used.IsOk ? mount.Give(path, access) : used.Failed<Handle<Endpoint>>();
        });
    }

    public Result<Done, FileStatus> Unmount(string path)
    {
        if (FindAt(path) is not { } mount) return FileStatus.NotFound;
        if (path.Length == 0 || Find(other => other != mount && other.Entry.Path is { } at && FilePath.IsWithin(at, path, out _)) is not null) return FileStatus.InUse;
        Result<Done, FileStatus> settled = Persist(mount.Settle);
        if (!settled.IsOk) return settled;
        mount.LetGo();
        _ = _mounts.Remove(mount);
        return settled;
    }
}
