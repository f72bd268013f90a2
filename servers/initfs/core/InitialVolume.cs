using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;
using Diesis.FileSystems;

namespace Diesis.Servers.Initfs;

/// <summary>The files of the archive that the system was started from, each in memory of its own: that itself is handed out, and nothing is copied. They are there for reading.</summary>
/// <param name="timeTicks">When they came to be, as far as anybody here knows.</param>
public sealed class InitialVolume(long timeTicks) : IVolume<InitialNode>
{
    /// <summary>Mapped, read, and run: not written.</summary>
    private const Rights Given = Rights.Read | Rights.Execute | Rights.Clone | Rights.Transfer;

    private ulong _lastIdentity = 1;
    private ulong _bytes;

    public InitialNode Root { get; } = new(null, "", 1);

    public VolumeFacts Facts => new() { Capacity = _bytes, LongestName = FilePath.MostNameLength, Access = FolderAccess.Read };

    /// <summary>Adds a file.</summary>
    /// <param name="memory">The volume's from then on.</param>
    /// <returns>False for what is no path, or one of something that is there.</returns>
    public bool TryAdd(string path, Handle<MemoryObject> memory, ulong size)
    {
        if (path.Length == 0 || memory.IsNone || !FilePath.IsCanonical(path)) return false;
        ReadOnlySpan<char> rest = path;
        InitialNode at = Root;
        while (true)
        {
            ReadOnlySpan<char> name = FilePath.TakeName(ref rest);
            InitialNode? there = at.Find(name);
            if (!at.IsFolder || rest.IsEmpty && there is not null) return false;
            if (there is null) at.Inside.Add(there = new(at, name.ToString(), ++_lastIdentity));
            at = there;
            if (!rest.IsEmpty) continue;
            at.Memory = memory;
            at.Size = size;
            _bytes += size;
            return true;
        }
    }

    public bool IsFolder(InitialNode node) => node.IsFolder;
    public InitialNode? ParentOf(InitialNode node) => node.Parent;

    public FileStatus Find(InitialNode folder, string name, out InitialNode? node)
    {
        node = folder.Find(name);
        return !folder.IsFolder ? FileStatus.NotAFolder : node is null ? FileStatus.NotFound : FileStatus.Ok;
    }

    /// <summary>All stay.</summary>
    public void Keep(InitialNode node) { }

    public FileStatus Release(InitialNode node) => FileStatus.Ok;

    public FileStatus Create(InitialNode folder, string name, FileKind kind, out InitialNode? node)
    {
        node = null;
        return FileStatus.ReadOnly;
    }

    public FileStatus Remove(InitialNode folder, string name) => FileStatus.ReadOnly;
    public FileStatus Move(InitialNode folder, string name, InitialNode to, string newName, MoveMode mode) => FileStatus.ReadOnly;

    public FileStatus Describe(InitialNode node, out FileFacts facts)
    {
        facts = new()
        {
            Size = node.Size, ModifiedTicks = timeTicks, CreatedTicks = timeTicks, AccessedTicks = timeTicks, Identity = node.Identity,
            Kind = node.IsFolder ? FileKind.Folder : FileKind.File, Attributes = FileAttributes.ReadOnly, Links = 1,
        };
        return FileStatus.Ok;
    }

    public FileStatus Next(InitialNode folder, ref ulong position, out string name, out FileFacts facts)
    {
        name = "";
        facts = default;
        if (!folder.IsFolder) return FileStatus.NotAFolder;
        if (position >= (ulong)folder.Inside.Count) return FileStatus.NotFound;
        InitialNode node = folder.Inside[(int)position++];
        name = node.Name;
        return Describe(node, out facts);
    }

    public FileStatus Change(InitialNode node, in FileChange change) => FileStatus.ReadOnly;

    public FileStatus Read(InitialNode file, ulong at, Span<byte> into, out int count)
    {
        count = 0;
        if (file.IsFolder) return FileStatus.IsAFolder;
        if (at >= file.Size) return FileStatus.Ok;
        into = into.Slice(0, (int)Math.Min((ulong)into.Length, file.Size - at));
        if (Kernel.ReadMemory(file.Memory, at, into) != Status.Ok) return FileStatus.DeviceFailed;
        count = into.Length;
        return FileStatus.Ok;
    }

    public FileStatus Write(InitialNode file, ulong at, ReadOnlySpan<byte> from, out int count)
    {
        count = 0;
        return FileStatus.ReadOnly;
    }

    public FileStatus Resize(InitialNode file, ulong size) => FileStatus.ReadOnly;
    public FileStatus Sync() => FileStatus.Ok;

    /// <summary>Nothing is changed.</summary>
    public void Number(ulong once) { }

    public bool WasMade(ulong once, out ulong at)
    {
        at = 0;
        return false;
    }

    public FileStatus Settle() => FileStatus.Ok;

    public FileStatus OpenMemory(InitialNode file, out Handle<MemoryObject> memory)
    {
        memory = default;
        if (file.IsFolder) return FileStatus.IsAFolder;
        if (Kernel.Clone(file.Memory, Given, 0, out Handle clone) != Status.Ok) return FileStatus.NoSpace;
        memory = new(clone);
        return FileStatus.Ok;
    }
}
