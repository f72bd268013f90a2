using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Vfs;

/// <summary>The VFS as its contract has it: which file system a path leads into, for whom.</summary>
/// <param name="endpoint">With the right to be cloned: who is given a part of the tree has a handle to it with a badge.</param>
/// <param name="memory">Keeps what was made at run time, for the next instance.</param>
public sealed class VfsService(Handle<Endpoint> endpoint, IFileSystems systems, ulong firstNumber, VfsMemory memory) : IVfs
{
    private readonly Tree _tree = new(systems, firstNumber);
    private readonly Parts _parts = new();

    /// <summary>Mounts what stands in <c>/etc/fstab</c>, or did when the former instance ended. Nothing of it is used yet.</summary>
    /// <param name="problems">What could not be mounted, one sentence each.</param>
    public void Begin(IReadOnlyList<MountEntry> entries, List<string> problems)
    {
        foreach (TreePart part in memory.Parts) _ = _parts.TryAdd(part, out _);
        foreach (MountEntry entry in memory.Mounts.Count != 0 ? memory.Mounts : entries)
        {
            FileStatus status = _tree.Add(entry);
            if (status != FileStatus.Ok) problems.Add($"{entry}: {status}");
        }
    }

    public Result<FilePlace, FileStatus> Find(string path, Caller from = default)
    {
        FileStatus status = TreePath.Split(path, out string scheme, out string canonical);
        if (status != FileStatus.Ok) return status;
        if (_parts.Of(from.Badge) is not { } part) return FileStatus.NotFound;
        if (scheme.Length != 0)
            return part.IsWhole && _tree.FindByName(scheme) is { } named ? new FilePlace { Mount = named.Number } : FileStatus.NotFound;
        if (_tree.Find(FilePath.Join(part.Path, canonical)) is not { } mount) return FileStatus.NotFound;
        bool isBelow = FilePath.IsWithin(mount.Entry.Path!, part.Path, out string above);
        return new FilePlace { Mount = mount.Number, Length = isBelow ? (uint)above.Length : 0 };
    }

    public Result<Handle<Endpoint>, FileStatus> Connect(ulong mount, Caller from = default)
    {
        if (_parts.Of(from.Badge) is not { } part || _tree.FindByNumber(mount) is not { } found) return FileStatus.NotFound;
        if (!TopOf(part, found, out string top)) return FileStatus.NotFound;
        bool isChangeable = part.Access == FolderAccess.Change && found.Entry.Access == FolderAccess.Change;
        Result<Handle<Endpoint>, FileStatus> given = _tree.Give(found, top, isChangeable ? FolderAccess.Change : FolderAccess.Read);
        // A volume that cannot be written gives folders for reading, whatever its line says.
        return given is { HasError: true, Error: FileStatus.ReadOnly } && isChangeable ? _tree.Give(found, top, FolderAccess.Read) : given;
    }

    /// <summary>Where in a file system begins what a part of the tree has of it.</summary>
    private static bool TopOf(TreePart part, Mount mount, out string top)
    {
        top = "";
        if (mount.Entry.Path is not { } at) return part.IsWhole;
        return FilePath.IsWithin(at, part.Path, out _) || FilePath.IsWithin(part.Path, at, out top);
    }

    public Result<Handle<Endpoint>, FileStatus> Narrow(string path, FolderAccess access, Caller from = default)
    {
        FileStatus status = TreePath.Split(path, out string scheme, out string canonical);
        if (status != FileStatus.Ok) return status;
        if (scheme.Length != 0 || _parts.Of(from.Badge) is not { } part) return FileStatus.NotFound;
        if (access == FolderAccess.Change && part.Access != FolderAccess.Change) return FileStatus.ReadOnly;
        Result<Done, FileStatus> isFolder = CheckFolder(FilePath.Join(part.Path, canonical));
        if (!isFolder.IsOk) return isFolder.Failed<Handle<Endpoint>>();
        if (!_parts.TryAdd(new(FilePath.Join(part.Path, canonical), access), out ulong badge) || !Keep()) return FileStatus.TooLarge;
        Status made = Kernel.Clone(endpoint, Rights.Call | Rights.Clone | Rights.Transfer, badge, out Handle handle);
        return made == Status.Ok ? new Handle<Endpoint>(handle) : made;
    }

    private Result<Done, FileStatus> CheckFolder(string path)
    {
        if (_tree.Find(path) is not { } mount) return FileStatus.NotFound;
        _ = FilePath.IsWithin(path, mount.Entry.Path!, out string rest);
        Result<Handle<Endpoint>, FileStatus> given = _tree.Give(mount, rest, FolderAccess.Read);
        if (!given.TryGet(out Handle<Endpoint> handle)) return given.Failed<Done>();
        _ = Kernel.Release(handle);
        return default(Done);
    }

    public Result<Done, FileStatus> Mount(string name, string kind, string source, string path, FolderAccess access, Caller from = default)
    {
        if (!IsWhole(from)) return FileStatus.ReadOnly;
        string? at = null;
        if (path != Fstab.Nowhere)
        {
            FileStatus status = TreePath.Split(path, out string scheme, out at);
            if (status != FileStatus.Ok || scheme.Length != 0) return FileStatus.BadName;
        }
        if (name.Length == 0 ? at is null : !Fstab.IsName(name)) return FileStatus.BadName;
        if (!Fstab.IsWord(source) || !Fstab.IsWord(kind)) return FileStatus.BadName;
        Result<Done, FileStatus> mounted = _tree.Mount(new() { Source = source, Path = at, Kind = kind, Name = name, Access = access });
        return mounted.IsOk && !Keep() ? FileStatus.TooLarge : mounted;
    }

    public Result<Done, FileStatus> Unmount(string path, Caller from = default)
    {
        if (!IsWhole(from)) return FileStatus.ReadOnly;
        FileStatus status = TreePath.Split(path, out string scheme, out string canonical);
        if (status != FileStatus.Ok || scheme.Length != 0) return FileStatus.BadName;
        Result<Done, FileStatus> unmounted = _tree.Unmount(canonical);
        _ = Keep();
        return unmounted;
    }

    public Result<string, FileStatus> TellMount(uint index, Caller from = default)
        => IsWhole(from) && index < (uint)_tree.Mounts.Count ? _tree.Mounts[(int)index].Entry.ToString() : FileStatus.NotFound;

    private bool IsWhole(Caller from) => _parts.Of(from.Badge) is { IsWhole: true };

    /// <summary>Writes down what the next instance has to know.</summary>
    private bool Keep()
    {
        List<MountEntry> mounts = [];
        foreach (Mount mount in _tree.Mounts) mounts.Add(mount.Entry);
        return memory.TryKeep(mounts, _parts.All);
    }
}
