using System;
using System.Runtime.CompilerServices;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>A folder of any file system, as its contract has it.</summary>
public sealed class FolderService<TNode>(VolumeHost<TNode> host, TNode node, FolderAccess access) : IFolder where TNode : class
{
    private IVolume<TNode> Volume => host.Volume;
    private bool IsReadOnly => access != FolderAccess.Change;

    public Result<IFile, FileStatus> Open(string path, OpenMode mode, ulong once = 0)
    {
        if (!IsSound(mode)) return FileStatus.NotSupported;
        if ((mode & OpenMode.New) == 0) once = 0;
        // It has been made, and the answer was lost.
        else if (Volume.WasMade(once, out _)) mode &= OpenMode.Read | OpenMode.Write;
        bool changes = (mode & (OpenMode.Write | OpenMode.Create | OpenMode.Empty)) != 0;
        if (changes && IsReadOnly) return FileStatus.ReadOnly;
        FileStatus status = host.Walk(node, path, out TNode? file);
        if (status == FileStatus.NotFound && (mode & OpenMode.Create) != 0) status = Create(path, FileKind.File, once, out file);
        else if (status == FileStatus.Ok && (mode & OpenMode.New) != 0) status = FileStatus.AlreadyThere;
        if (status == FileStatus.Ok) status = CheckFile(file!, mode);
        if (status == FileStatus.Ok && (mode & OpenMode.Empty) != 0) status = MakeEmpty(file!);
        if (status == FileStatus.Ok) return new(new FileService<TNode>(host, file!, mode));
        if (file is not null) _ = Volume.Release(file);
        return status;
    }

    /// <summary>Whether a mode says what is to be done, and nothing that contradicts itself.</summary>
    private static bool IsSound(OpenMode mode)
        => (mode & (OpenMode.Read | OpenMode.Write)) != 0
            && ((mode & OpenMode.New) == 0 || (mode & OpenMode.Create) != 0)
            && ((mode & OpenMode.Empty) == 0 || (mode & OpenMode.Write) != 0);

    private FileStatus CheckFile(TNode file, OpenMode mode)
    {
        if (Volume.IsFolder(file)) return FileStatus.IsAFolder;
        FileStatus status = Volume.Describe(file, out FileFacts facts);
        if (status != FileStatus.Ok) return status;
        if (facts.Kind != FileKind.File) return FileStatus.NotSupported;
        return (mode & OpenMode.Write) != 0 && facts.IsReadOnly ? FileStatus.ReadOnly : FileStatus.Ok;
    }

    private FileStatus MakeEmpty(TNode file)
    {
        FileStatus status = host.Resize(file, 0);
        if (status == FileStatus.Ok) host.Watchers.TellWithFolder(file, FileEvents.Written);
        return status;
    }

    private FileStatus Create(string path, FileKind kind, ulong once, out TNode? made)
    {
        made = null;
        FileStatus status = host.WalkToParent(node, path, out TNode? parent, out string name);
        if (status != FileStatus.Ok) return status == FileStatus.InUse ? FileStatus.AlreadyThere : status;
        Volume.Number(once);
        status = Volume.Create(parent!, name, kind, out made);
        Volume.Number(0);
        if (status == FileStatus.Ok) host.Watchers.Tell(parent!, FileEvents.Added);
        return Combine(status, Volume.Release(parent!));
    }

    private static FileStatus Combine(FileStatus first, FileStatus second) => first == FileStatus.Ok ? second : first;

    public Result<IFolder, FileStatus> Enter(string path, FolderAccess wanted)
    {
        if (wanted == FolderAccess.Change && IsReadOnly) return FileStatus.ReadOnly;
        FileStatus status = host.Walk(node, path, out TNode? folder);
        if (status != FileStatus.Ok) return status;
        if (Volume.IsFolder(folder!)) return new(new FolderService<TNode>(host, folder!, wanted));
        _ = Volume.Release(folder!);
        return FileStatus.NotAFolder;
    }

    public Result<FileFacts, FileStatus> Describe(string path)
    {
        FileStatus status = host.Walk(node, path, out TNode? there);
        if (status != FileStatus.Ok) return status;
        status = Volume.Describe(there!, out FileFacts facts);
        status = Combine(status, Volume.Release(there!));
        return status == FileStatus.Ok ? facts : status;
    }

    public Result<FolderBatch, FileStatus> List(string path, ulong position, Span<byte> entries)
    {
        FileStatus status = host.Walk(node, path, out TNode? folder);
        if (status != FileStatus.Ok) return status;
        status = Volume.IsFolder(folder!) ? List(folder!, position, entries, out FolderBatch batch) : NotAFolder(out batch);
        status = Combine(status, Volume.Release(folder!));
        return status == FileStatus.Ok ? batch : status;
    }

    private static FileStatus NotAFolder(out FolderBatch batch)
    {
        batch = default;
        return FileStatus.NotAFolder;
    }

    private FileStatus List(TNode folder, ulong position, Span<byte> entries, out FolderBatch batch)
    {
        batch = new() { Next = position };
        Span<byte> room = entries;
        while (true)
        {
            FileStatus status = Volume.Next(folder, ref position, out string name, out FileFacts facts);
            if (status == FileStatus.NotFound) break;
            if (status != FileStatus.Ok) return status;
            if (!FolderEntry.TryWrite(ref room, name, in facts))
            {
                if (batch.Count == 0) return FileStatus.TooLarge;
                break;
            }
            batch.Next = position;
            batch.Count++;
        }
        batch.Bytes = (uint)(entries.Length - room.Length);
        return FileStatus.Ok;
    }

    public Result<Done, FileStatus> MakeFolder(string path, ulong once = 0)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        if (Volume.WasMade(once, out _)) return default(Done);
        FileStatus status = Create(path, FileKind.Folder, once, out TNode? made);
        if (made is not null) status = Combine(status, Volume.Release(made));
        return Answer(status);
    }

    public Result<Done, FileStatus> Remove(string path, ulong once = 0)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        if (Volume.WasMade(once, out _)) return default(Done);
        FileStatus status = host.WalkToParent(node, path, out TNode? parent, out string name);
        if (status != FileStatus.Ok) return status;
        status = Volume.Find(parent!, name, out TNode? removed);
        if (status == FileStatus.Ok)
        {
            Volume.Number(once);
            status = Volume.Remove(parent!, name);
            Volume.Number(0);
            if (status == FileStatus.Ok) TellOfRemoval(parent!, removed!);
            status = Combine(status, Volume.Release(removed!));
        }
        return Answer(Combine(status, Volume.Release(parent!)));
    }

    private void TellOfRemoval(TNode parent, TNode removed)
    {
        host.Watchers.Tell(parent, FileEvents.Removed);
        host.Watchers.Tell(removed, FileEvents.Gone);
    }

    public Result<Done, FileStatus> Move(string path, string newPath, MoveMode mode, ulong once = 0)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        if (Volume.WasMade(once, out _)) return default(Done);
        FileStatus status = host.WalkToParent(node, path, out TNode? from, out string name);
        if (status != FileStatus.Ok) return status;
        status = host.WalkToParent(node, newPath, out TNode? to, out string newName);
        if (status == FileStatus.Ok)
        {
            Volume.Number(once);
            status = Move(from!, name, to!, newName, mode);
            Volume.Number(0);
            status = Combine(status, Volume.Release(to!));
        }
        else if (status == FileStatus.InUse)
        {
            status = FileStatus.AlreadyThere;
        }
        return Answer(Combine(status, Volume.Release(from!)));
    }

    private FileStatus Move(TNode from, string name, TNode to, string newName, MoveMode mode)
    {
        FileStatus status = Volume.Find(from, name, out TNode? moved);
        if (status != FileStatus.Ok) return status;
        bool replaces = Volume.Find(to, newName, out TNode? replaced) == FileStatus.Ok;
        status = Volume.Move(from, name, to, newName, mode);
        if (status == FileStatus.Ok && (from != to || name != newName))
        {
            host.Watchers.Tell(from, FileEvents.Removed);
            if (replaces && replaced != moved) TellOfRemoval(to, replaced!);
            host.Watchers.Tell(to, FileEvents.Added);
        }
        if (replaces) status = Combine(status, Volume.Release(replaced!));
        return Combine(status, Volume.Release(moved!));
    }

    public Result<Done, FileStatus> Change(string path, FileChange change)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        FileStatus status = host.Walk(node, path, out TNode? there);
        if (status != FileStatus.Ok) return status;
        status = Volume.Change(there!, in change);
        if (status == FileStatus.Ok) host.Watchers.TellWithFolder(there!, FileEvents.Changed);
        return Answer(Combine(status, Volume.Release(there!)));
    }

    public Result<Done, FileStatus> Watch(string path, Subscriber<FileEvents> watcher)
    {
        FileStatus status = host.Walk(node, path, out TNode? there);
        if (status != FileStatus.Ok)
        {
            watcher.Release();
            return status;
        }
        status = host.Watchers.Add(there!, watcher);
        return Answer(Combine(status, Volume.Release(there!)));
    }

    public Result<Done, FileStatus> Sync() => Answer(host.Sync());

    public void Dispose() => _ = Volume.Release(node);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Result<Done, FileStatus> Answer(FileStatus status) => status == FileStatus.Ok ? default(Done) : status;
}
