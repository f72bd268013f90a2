using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;
using Diesis.FileSystems;

namespace Diesis.Servers.Tmpfs;

/// <summary>A volume in memory: gone with its process. Names are told apart by every letter.</summary>
/// <param name="capacity">What contents, and nodes by what they are taken for, may take up in bytes.</param>
/// <param name="now">The time of day, in universal time.</param>
public sealed class MemoryVolume(ulong capacity, Func<DateTime> now) : IVolume<MemoryNode>
{
    /// <summary>What a node is taken for, name and places in tables included.</summary>
    public const ulong NodeBytes = 512;

    /// <summary>No offset overflows below it.</summary>
    private const ulong MostSize = 1UL << 60;

    private ulong _used;
    private ulong _lastIdentity = 1;

    public MemoryNode Root { get; } = new(FileKind.Folder, 1) { Uses = 1, CreatedTicks = now().Ticks, ModifiedTicks = now().Ticks, AccessedTicks = now().Ticks };

    public VolumeFacts Facts
        => new() { Capacity = capacity, Free = capacity - Math.Min(_used, capacity), LongestName = FilePath.MostNameLength, Access = FolderAccess.Change };

    public bool IsFolder(MemoryNode node) => node.IsFolder;
    public MemoryNode? ParentOf(MemoryNode node) => node.Parent;
    public void Keep(MemoryNode node) => node.Uses++;

    public FileStatus Release(MemoryNode node)
    {
        node.Uses--;
        GiveBack(node);
        return FileStatus.Ok;
    }

    /// <summary>What has no name and nobody who uses it is not there any more.</summary>
    private void GiveBack(MemoryNode node)
    {
        if (node.Uses != 0 || node.Parent is not null) return;
        _used -= NodeBytes + (node.Content?.Bytes ?? 0);
    }

    public FileStatus Find(MemoryNode folder, string name, out MemoryNode? node)
    {
        node = null;
        if (folder.Names is not { } names) return FileStatus.NotAFolder;
        if (!names.TryGetValue(name, out node)) return FileStatus.NotFound;
        Keep(node);
        return FileStatus.Ok;
    }

    public FileStatus Create(MemoryNode folder, string name, FileKind kind, out MemoryNode? node)
    {
        node = null;
        FileStatus status = CheckNew(folder);
        if (status != FileStatus.Ok) return status;
        if (folder.Names!.ContainsKey(name)) return FileStatus.AlreadyThere;
        if (capacity - _used < NodeBytes) return FileStatus.NoSpace;
        _used += NodeBytes;
        long time = now().Ticks;
        node = new(kind, ++_lastIdentity) { Uses = 1, CreatedTicks = time, ModifiedTicks = time, AccessedTicks = time };
        Add(folder, name, node);
        return FileStatus.Ok;
    }

    /// <summary>Whether something can come into a folder: into one that was removed, nothing.</summary>
    private FileStatus CheckNew(MemoryNode folder)
        => !folder.IsFolder ? FileStatus.NotAFolder : folder != Root && folder.Parent is null ? FileStatus.NotFound : FileStatus.Ok;

    private void Add(MemoryNode folder, string name, MemoryNode node)
    {
        node.Parent = folder;
        node.Name = name;
        node.Place = folder.NextPlace++;
        folder.Names!.Add(name, node);
        folder.InOrder.Add(node);
        folder.ModifiedTicks = now().Ticks;
    }

    private void TakeOut(MemoryNode node)
    {
        MemoryNode folder = node.Parent!;
        _ = folder.Names!.Remove(node.Name);
        folder.InOrder.RemoveAt(folder.IndexOf(node.Place));
        folder.ModifiedTicks = now().Ticks;
        node.Parent = null;
    }

    public FileStatus Remove(MemoryNode folder, string name)
    {
        if (folder.Names is not { } names) return FileStatus.NotAFolder;
        if (!names.TryGetValue(name, out MemoryNode? node)) return FileStatus.NotFound;
        FileStatus status = CheckRemovable(node);
        if (status != FileStatus.Ok) return status;
        TakeOut(node);
        GiveBack(node);
        return FileStatus.Ok;
    }

    private static FileStatus CheckRemovable(MemoryNode node)
        => (node.Attributes & FileAttributes.ReadOnly) != 0 ? FileStatus.ReadOnly : node.InOrder.Count != 0 ? FileStatus.NotEmpty : FileStatus.Ok;

    public FileStatus Move(MemoryNode folder, string name, MemoryNode to, string newName, MoveMode mode)
    {
        if (folder.Names is not { } names) return FileStatus.NotAFolder;
        if (!names.TryGetValue(name, out MemoryNode? node)) return FileStatus.NotFound;
        FileStatus status = CheckNew(to);
        if (status != FileStatus.Ok) return status;
        for (MemoryNode? above = to; above is not null; above = above.Parent)
            if (above == node) return FileStatus.IntoItself;
        if (to.Names!.TryGetValue(newName, out MemoryNode? replaced) && replaced != node)
        {
            status = CheckReplaceable(node, replaced, mode);
            if (status != FileStatus.Ok) return status;
            TakeOut(replaced);
            GiveBack(replaced);
        }
        else if (replaced == node && name == newName)
        {
            return FileStatus.Ok;
        }
        TakeOut(node);
        Add(to, newName, node);
        return FileStatus.Ok;
    }

    private static FileStatus CheckReplaceable(MemoryNode node, MemoryNode replaced, MoveMode mode)
    {
        if (mode != MoveMode.Replace) return FileStatus.AlreadyThere;
        if (replaced.IsFolder != node.IsFolder) return replaced.IsFolder ? FileStatus.IsAFolder : FileStatus.NotAFolder;
        return CheckRemovable(replaced);
    }

    public FileStatus Describe(MemoryNode node, out FileFacts facts)
    {
        facts = new()
        {
            Size = node.Content?.Size ?? 0, ModifiedTicks = node.ModifiedTicks, CreatedTicks = node.CreatedTicks, AccessedTicks = node.AccessedTicks,
            Identity = node.Identity, Kind = node.Kind, Attributes = node.Attributes, Links = node == Root || node.Parent is not null ? 1u : 0,
        };
        return FileStatus.Ok;
    }

    public FileStatus Next(MemoryNode folder, ref ulong position, out string name, out FileFacts facts)
    {
        name = "";
        facts = default;
        if (!folder.IsFolder) return FileStatus.NotAFolder;
        int index = folder.IndexOf(position);
        if (index == folder.InOrder.Count) return FileStatus.NotFound;
        MemoryNode node = folder.InOrder[index];
        position = node.Place + 1;
        name = node.Name;
        return Describe(node, out facts);
    }

    public FileStatus Change(MemoryNode node, in FileChange change)
    {
        if ((change.What & FileChanges.Attributes) != 0) node.Attributes = change.Attributes;
        if ((change.What & FileChanges.Modified) != 0) node.ModifiedTicks = change.ModifiedTicks;
        if ((change.What & FileChanges.Accessed) != 0) node.AccessedTicks = change.AccessedTicks;
        return FileStatus.Ok;
    }

    public FileStatus Read(MemoryNode file, ulong at, Span<byte> into, out int count)
    {
        count = 0;
        if (file.Content is not { } content) return FileStatus.IsAFolder;
        count = content.Read(at, into);
        return FileStatus.Ok;
    }

    public FileStatus Write(MemoryNode file, ulong at, ReadOnlySpan<byte> from, out int count)
    {
        count = 0;
        FileStatus status = CheckContent(file);
        if (status != FileStatus.Ok || from.IsEmpty) return status;
        if (at > MostSize || (uint)from.Length > MostSize - at) return FileStatus.TooLarge;
        ulong before = file.Content!.Bytes;
        count = file.Content.Write(at, from, capacity - _used);
        _used += file.Content.Bytes - before;
        if (count != 0) file.ModifiedTicks = now().Ticks;
        return count == from.Length ? FileStatus.Ok : FileStatus.NoSpace;
    }

    private static FileStatus CheckContent(MemoryNode file)
        => file.IsFolder ? FileStatus.IsAFolder : (file.Attributes & FileAttributes.ReadOnly) != 0 ? FileStatus.ReadOnly : FileStatus.Ok;

    public FileStatus Resize(MemoryNode file, ulong size)
    {
        FileStatus status = CheckContent(file);
        if (status != FileStatus.Ok) return status;
        if (size > MostSize) return FileStatus.TooLarge;
        ulong before = file.Content!.Bytes;
        file.Content.Resize(size);
        _used -= before - file.Content.Bytes;
        file.ModifiedTicks = now().Ticks;
        return FileStatus.Ok;
    }

    /// <summary>No loss of power leaves anything of it.</summary>
    public FileStatus Sync() => FileStatus.Ok;

    /// <summary>The next process has nothing of it, and makes each change.</summary>
    public void Number(ulong once) { }

    public bool WasMade(ulong once, out ulong at)
    {
        at = 0;
        return false;
    }

    public FileStatus Settle() => FileStatus.Ok;

    public FileStatus OpenMemory(MemoryNode file, out Handle<MemoryObject> memory)
    {
        memory = default;
        return FileStatus.NotSupported;
    }
}
