using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;
using Diesis.FileSystems;

namespace Diesis.Servers.Fat;

/// <summary>A FAT32 volume, as what all file systems have in common asks for it. It is wider than FAT: what does not fit is refused here.</summary>
public sealed class FatFiles(FatVolume volume) : IVolume<FatNode>
{
    public FatNode Root => volume.Root;

    public VolumeFacts Facts => new()
    {
        Capacity = volume.Capacity, Free = volume.FreeBytes, LongestName = LongName.MostCharacters, Access = volume.IsReadOnly ? FolderAccess.Read : FolderAccess.Change,
    };

    public bool IsFolder(FatNode node) => node.IsFolder;
    public FatNode? ParentOf(FatNode node) => node.Parent;
    public FileStatus Find(FatNode folder, string name, out FatNode? node) => volume.Find(folder, name, out node);
    public void Keep(FatNode node) => volume.Keep(node);
    public FileStatus Release(FatNode node) => volume.Release(node);
    public FileStatus Create(FatNode folder, string name, FileKind kind, out FatNode? node) => volume.Create(folder, name, kind == FileKind.Folder, out node);
    public FileStatus Remove(FatNode folder, string name) => volume.Remove(folder, name);

    public FileStatus Move(FatNode folder, string name, FatNode to, string newName, MoveMode mode) => volume.Rename(folder, name, to, newName, mode == MoveMode.Replace);

    public FileStatus Describe(FatNode node, out FileFacts facts)
    {
        FileStatus status = volume.Describe(node, out FatItem item);
        facts = FactsOf(in item);
        facts.Size = node.Size;
        facts.Identity = node.Identity;
        facts.Links = node.IsRemoved ? 0u : 1;
        return status;
    }

    private static FileFacts FactsOf(in FatItem item) => new()
    {
        Size = item.Size, ModifiedTicks = item.Modified.Ticks, CreatedTicks = item.Created.Ticks, AccessedTicks = item.Accessed.Ticks,
        Kind = item.IsFolder ? FileKind.Folder : FileKind.File, Attributes = AttributesOf(item.Attributes), Links = 1,
    };

    private static FileAttributes AttributesOf(FatAttributes attributes)
        => ((attributes & FatAttributes.ReadOnly) != 0 ? FileAttributes.ReadOnly : 0) | ((attributes & FatAttributes.Hidden) != 0 ? FileAttributes.Hidden : 0)
            | ((attributes & FatAttributes.System) != 0 ? FileAttributes.System : 0) | ((attributes & FatAttributes.Archive) != 0 ? FileAttributes.Archive : 0);

    private static FatAttributes AttributesOf(FileAttributes attributes)
        => ((attributes & FileAttributes.ReadOnly) != 0 ? FatAttributes.ReadOnly : 0) | ((attributes & FileAttributes.Hidden) != 0 ? FatAttributes.Hidden : 0)
            | ((attributes & FileAttributes.System) != 0 ? FatAttributes.System : 0) | ((attributes & FileAttributes.Archive) != 0 ? FatAttributes.Archive : 0);

    /// <summary>A folder has 65,536 slots at most.</summary>
    public FileStatus Next(FatNode folder, ref ulong position, out string name, out FileFacts facts)
    {
        int slot = (int)Math.Min(position, FatVolume.MostSlots);
        FileStatus status = volume.Next(folder, ref slot, out FatItem item);
        name = item.Name;
        facts = default;
        if (status != FileStatus.Ok) return status;
        position = (uint)slot;
        facts = FactsOf(in item);
        return FileStatus.Ok;
    }

    public FileStatus Change(FatNode node, in FileChange change)
    {
        FatAttributes? attributes = (change.What & FileChanges.Attributes) != 0 ? AttributesOf(change.Attributes) : null;
        DateTime? modified = null, accessed = null;
        if ((change.What & FileChanges.Modified) != 0) modified = new FileFacts { ModifiedTicks = change.ModifiedTicks }.Modified;
        if ((change.What & FileChanges.Accessed) != 0) accessed = new FileFacts { AccessedTicks = change.AccessedTicks }.Accessed;
        return volume.Change(node, attributes, modified, accessed);
    }

    public FileStatus Read(FatNode file, ulong at, Span<byte> into, out int count)
    {
        count = 0;
        return at > uint.MaxValue ? FileStatus.Ok : volume.Read(file, (uint)at, into, out count);
    }

    public FileStatus Write(FatNode file, ulong at, ReadOnlySpan<byte> from, out int count)
    {
        count = 0;
        return at > uint.MaxValue ? FileStatus.TooLarge : volume.Write(file, (uint)at, from, out count);
    }

    public FileStatus Resize(FatNode file, ulong size) => size > uint.MaxValue ? FileStatus.TooLarge : volume.Resize(file, (uint)size);

    public void Number(ulong once) => volume.Number(once);
    public bool WasMade(ulong once, out ulong at) => volume.WasMade(once, out at);

    public FileStatus Sync() => volume.Sync();
    public FileStatus Settle() => volume.Close();

    public FileStatus OpenMemory(FatNode file, out Handle<MemoryObject> memory)
    {
        memory = default;
        return FileStatus.NotSupported;
    }
}
