using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Vfs;

/// <summary>A file system in the tree, and the folders of it that were given away.</summary>
internal sealed class Mount(ulong number, MountEntry entry, IFileSystems systems)
{
    /// <summary>
    /// Who was given a folder begins a conversation by it, and keeps it so; until then the VFS keeps it. When so many others have been given since, it does not: a client that comes later asks anew.
    /// </summary>
    private const int MostGiven = 64;

    private readonly Queue<IFolder> _given = [];
    private IFolder? _root;

    public ulong Number { get; } = number;
    public MountEntry Entry { get; } = entry;

    /// <summary>Whether the file system's process knows us: not before the first use, nor when it was started anew since the last.</summary>
    public bool IsUsed => _root is not null && _root.Describe("") is { Status: Status.Ok };

    /// <summary>Has the file system's process open the volume.</summary>
    public Result<Done, FileStatus> Open()
    {
        LetGo();
        Result<IFolder, FileStatus> opened = systems.Open(Entry.Kind, Entry.Source);
        if (!opened.TryGet(out IFolder root)) return opened.Failed<Done>();
        _root = root;
        return default(Done);
    }

    /// <summary>Makes the folder where something else is to be mounted, as far as it is not there. The volume is open.</summary>
    public Result<Done, FileStatus> MakeFolder(string path)
    {
        Result<Done, FileStatus> made = default(Done);
        for (int end = 0; made.IsOk && end < path.Length;)
        {
            end = path.IndexOf(FilePath.Separator, end + 1) is > 0 and var next ? next : path.Length;
            string above = path.Substring(0, end);
            if (_root!.Describe(above) is { IsOk: true } there) made = there.Value.IsFolder ? default(Done) : FileStatus.NotAFolder;
            else made = _root.MakeFolder(above);
        }
        return made;
    }

    /// <summary>Opens a folder, to be given away. The volume is open.</summary>
    /// <returns>A handle by which a conversation can begin.</returns>
    public Result<Handle<Endpoint>, FileStatus> Give(string path, FolderAccess access)
    {
        Result<IFolder, FileStatus> entered = _root!.Enter(path, access);
        if (!entered.TryGet(out IFolder folder)) return entered.Failed<Handle<Endpoint>>();
        Status status = Kernel.Clone(((FolderClient)folder).Connection.Endpoint, Rights.Call | Rights.Clone | Rights.Transfer, 0, out Handle clone);
        if (status != Status.Ok)
        {
            folder.Dispose();
            return status;
        }
        if (_given.Count == MostGiven) _given.Dequeue().Dispose();
        _given.Enqueue(folder);
        return new Handle<Endpoint>(clone);
    }

    /// <summary>Has the volume brought in order. A process that does not know it was started anew, and may have to bring to the disk what the former one left to it: then it is opened first.</summary>
    public Result<Done, FileStatus> Settle()
    {
        Result<Done, FileStatus> settled = systems.Settle(Entry.Kind, Entry.Source);
        if (settled is not { HasError: true, Error: FileStatus.NotFound or FileStatus.NotSupported }) return settled;
        Result<Done, FileStatus> opened = Open();
        // What cannot be opened has nothing to be settled.
        return opened.HasError ? default(Done) : opened.IsOk ? systems.Settle(Entry.Kind, Entry.Source) : opened;
    }

    /// <summary>Keeps nothing of the volume any more. Who was given a folder of it, and uses it, may go on.</summary>
    public void LetGo()
    {
        while (_given.TryDequeue(out IFolder? folder)) folder.Dispose();
        _root?.Dispose();
        _root = null;
    }
}
