using System;
using System.Diagnostics;
using Diesis.Contracts.Files;
using Diesis.Storage;

namespace Diesis.Servers.Fat;

// Changes of folders: what is made, removed, renamed.
public sealed partial class FatVolume
{
    /// <summary>FAT, "FAT Directory Structure": the first two slots of a folder are itself and the one that it is in.</summary>
    private const int SelfSlot = 0, ParentSlot = 1;

    /// <summary>Makes an empty file or folder. Whoever has it calls <see cref="Release"/>.</summary>
    /// <returns><see cref="FileStatus.AlreadyThere"/>, <see cref="FileStatus.BadName"/>, <see cref="FileStatus.NoSpace"/>, <see cref="FileStatus.TooLarge"/>,
    /// <see cref="FileStatus.ReadOnly"/>, and as <see cref="Find"/>.</returns>
    public FileStatus Create(FatNode folder, string name, bool isFolder, out FatNode? node)
    {
        node = null;
        FileStatus status = CheckNew(folder, name);
        if (status == FileStatus.Ok) status = Begin();
        if (status != FileStatus.Ok) return status;

        uint free = _table.Free, first = 0;
        if (isFolder) status = MakeFolder(folder, out first);
        NewEntry entry = default;
        if (status == FileStatus.Ok) status = TakeSlots(folder, name, out entry);
        Span<byte> bytes = default;
        if (status == FileStatus.Ok) status = EditSlot(folder, entry.Place.Slot, out bytes);
        if (status == FileStatus.Ok) Fill(bytes, entry.ShortName, isFolder, first);
        status = EndFolders(status, free, folder);
        if (status != FileStatus.Ok) return status;
        Enter(folder, entry);
        return Use(folder, entry.Place, out node);
    }

    private void Fill(Span<byte> bytes, ShortName name, bool isFolder, uint first)
    {
        FatTime now = FatTime.From(_now());
        bytes.Clear();
        _ = new FatSlot(bytes)
        {
            ShortName = name, Attributes = isFolder ? FatAttributes.Folder : FatAttributes.Archive, Cluster = first, Created = now, Modified = now, Accessed = now,
        };
    }

    /// <summary>Removes a file, or a folder that is empty. Who uses it may go on; it is gone with the last of them.</summary>
    /// <returns><see cref="FileStatus.NotEmpty"/>; <see cref="FileStatus.InUse"/>: too many removed files are still used; and as <see cref="Create"/>.</returns>
    public FileStatus Remove(FatNode folder, string name)
    {
        FileStatus status = Find(folder, name, out FatNode? node);
        if (status != FileStatus.Ok || node is null) return status;
        uint free = _table.Free;
        status = CheckRemovable(node);
        if (status == FileStatus.Ok) status = Begin();
        Names names = default;
        if (status == FileStatus.Ok) status = NamesOf(node, out names);
        int note = -1;
        if (status == FileStatus.Ok) status = Note(node.FirstCluster, out note);
        if (status == FileStatus.Ok) status = DeleteSlots(folder, new(node.Slot, node.Slots));
        status = EndFolders(status, free, folder);
        if (status == FileStatus.Ok) Detach(node, names, note);
        FileStatus released = Release(node);
        return status == FileStatus.Ok ? released : status;
    }

    /// <summary>Gives something another name, another folder, or both.</summary>
    /// <param name="mayReplace">Whether a file or empty folder by the new name goes, in the same step.</param>
    /// <returns><see cref="FileStatus.IntoItself"/>; of what would be replaced as <see cref="Remove"/>; and as <see cref="Create"/>.</returns>
    public FileStatus Rename(FatNode folder, string name, FatNode to, string newName, bool mayReplace)
    {
        FileStatus status = Find(folder, name, out FatNode? node);
        if (status != FileStatus.Ok || node is null) return status;
        FatNode? replaced = null;
        status = CheckNew(to, newName);
        if (status == FileStatus.AlreadyThere) status = Find(to, newName, out replaced);
        if (status == FileStatus.Ok) status = Rename(node, to, newName, replaced == node ? null : replaced, mayReplace);
        FileStatus ended = replaced is null ? FileStatus.Ok : Release(replaced);
        if (status == FileStatus.Ok) status = ended;
        ended = Release(node);
        return status == FileStatus.Ok ? ended : status;
    }

    private FileStatus Rename(FatNode node, FatNode to, string newName, FatNode? replaced, bool mayReplace)
    {
        FatNode from = node.Parent!;
        uint free = _table.Free;
        FileStatus status = IsWithin(to, node) ? FileStatus.IntoItself : FileStatus.Ok;
        if (status == FileStatus.Ok && replaced is not null) status = CheckReplaceable(node, replaced, mayReplace);
        if (status == FileStatus.Ok) status = Begin();
        Names names = default, replacedNames = default;
        if (status == FileStatus.Ok) status = NamesOf(node, out names);
        int note = -1;
        if (status == FileStatus.Ok && replaced is not null)
        {
            status = NamesOf(replaced, out replacedNames);
            if (status == FileStatus.Ok) status = Note(replaced.FirstCluster, out note);
            if (status == FileStatus.Ok) status = DeleteSlots(to, new(replaced.Slot, replaced.Slots));
        }
        Span<byte> old = stackalloc byte[FatSlot.Bytes];
        if (status == FileStatus.Ok) status = ReadSlot(from, node.Slot, old);
        if (status == FileStatus.Ok) status = DeleteSlots(from, new(node.Slot, node.Slots));
        NewEntry entry = default;
        if (status == FileStatus.Ok) status = TakeSlots(to, newName, out entry);
        Span<byte> bytes = default;
        if (status == FileStatus.Ok) status = EditSlot(to, entry.Place.Slot, out bytes);
        if (status == FileStatus.Ok)
        {
            old.CopyTo(bytes);
            _ = new FatSlot(bytes) { ShortName = entry.ShortName };
        }
        if (status == FileStatus.Ok && node.IsFolder && from != to) status = SetParent(node, to);
        status = EndFolders(status, free, from, to);
        if (status != FileStatus.Ok) return status;

        if (replaced is not null) Detach(replaced, replacedNames, note);
        Forget(from, names, node.Slot, node.Slots);
        _ = _nodes.Remove((from.FirstCluster, node.Slot));
        Keep(to);
        node.Parent = to;
        node.Slot = entry.Place.Slot;
        node.Slots = entry.Place.Slots;
        _nodes.Add((to.FirstCluster, node.Slot), node);
        Enter(to, entry);
        return Release(from);
    }

    /// <summary>Sets what is kept of a file besides its content. What is null stays.</summary>
    public FileStatus Change(FatNode node, FatAttributes? attributes, DateTime? modified, DateTime? accessed)
    {
        const FatAttributes Changeable = FatAttributes.ReadOnly | FatAttributes.Hidden | FatAttributes.System | FatAttributes.Archive;
        FileStatus status = Begin();
        if (status != FileStatus.Ok || node.Parent is not { } parent) return status;
        uint free = _table.Free;
        status = EditSlot(parent, node.Slot, out Span<byte> bytes);
        FatAttributes changed = node.Attributes;
        if (status == FileStatus.Ok)
        {
            FatSlot slot = new(bytes);
            if (attributes is { } wanted) slot.Attributes = changed = slot.Attributes & ~Changeable | wanted & Changeable;
            if (modified is { } written) slot.Modified = FatTime.From(written);
            if (accessed is { } read) slot.Accessed = FatTime.From(read);
        }
        status = End(status, free);
        if (status == FileStatus.Ok) node.Attributes = changed;
        return status;
    }

    private FileStatus CheckNew(FatNode folder, string name)
    {
        if (!folder.IsFolder) return FileStatus.NotAFolder;
        if (folder.IsRemoved) return FileStatus.NotFound;
        FileStatus status = LongName.Check(name);
        if (status == FileStatus.Ok) status = FindPlace(folder, name, out _);
        return status switch { FileStatus.NotFound => FileStatus.Ok, FileStatus.Ok => FileStatus.AlreadyThere, _ => status };
    }

    private FileStatus CheckRemovable(FatNode node)
    {
        if ((node.Attributes & FatAttributes.ReadOnly) != 0) return FileStatus.ReadOnly;
        if (!node.IsFolder) return FileStatus.Ok;
        var entries = new Entries(this, node, 0);
        FileStatus status = entries.Next();
        return status switch { FileStatus.NotFound => FileStatus.Ok, FileStatus.Ok => FileStatus.NotEmpty, _ => status };
    }

    private FileStatus CheckReplaceable(FatNode node, FatNode replaced, bool mayReplace)
    {
        if (!mayReplace) return FileStatus.AlreadyThere;
        if (replaced.IsFolder != node.IsFolder) return replaced.IsFolder ? FileStatus.IsAFolder : FileStatus.NotAFolder;
        return CheckRemovable(replaced);
    }

    /// <summary>Whether a folder is another one, or somewhere in it.</summary>
    private static bool IsWithin(FatNode folder, FatNode other)
    {
        for (FatNode? above = folder; above is not null; above = above.Parent) if (above == other) return true;
        return false;
    }

    /// <summary>The first cluster of a new folder: itself, the one above, and zeros.</summary>
    private FileStatus MakeFolder(FatNode parent, out uint cluster)
    {
        FileStatus status = _table.Extend(0, out cluster);
        if (status != FileStatus.Ok) return status;
        // Nobody reads the cluster before the journal says that it belongs to somebody.
        status = ClearCluster(cluster);
        Span<byte> slots = stackalloc byte[2 * FatSlot.Bytes];
        slots.Clear();
        FatTime now = FatTime.From(_now());
        Span<byte> name = stackalloc byte[ShortName.NameBytes];
        name.Fill((byte)' ');
        for (int i = SelfSlot; i <= ParentSlot; i++)
        {
            name[i] = (byte)'.';
            _ = new FatSlot(slots.Slice(i * FatSlot.Bytes))
            {
                ShortName = new(name, 0), Attributes = FatAttributes.Folder, Created = now, Modified = now, Accessed = now,
                Cluster = i == SelfSlot ? cluster : ClusterAsParent(parent),
            };
        }
        return status == FileStatus.Ok ? _cache.Write(_geometry.AtOf(cluster), slots) : status;
    }

    /// <summary>FAT, "FAT Directory Structure": the root is 0 there.</summary>
    private uint ClusterAsParent(FatNode parent) => parent == Root ? 0 : parent.FirstCluster;

    private FileStatus SetParent(FatNode folder, FatNode parent)
    {
        FileStatus status = EditSlot(folder, ParentSlot, out Span<byte> bytes);
        if (status != FileStatus.Ok) return status;
        FatSlot slot = new(bytes);
        if (slot.ShortName.ToString() != "..") return FileStatus.Damaged;
        slot.Cluster = ClusterAsParent(parent);
        return FileStatus.Ok;
    }

    private FileStatus ClearCluster(uint cluster)
    {
        FileStatus status = FileStatus.Ok;
        for (int at = 0; at < _geometry.ClusterBytes && status == FileStatus.Ok; at += BlockCache.PageBytes)
            status = _cache.Write(_geometry.AtOf(cluster) + (uint)at, Zeros.AsSpan(0, Math.Min(BlockCache.PageBytes, _geometry.ClusterBytes - at)));
        return status;
    }

    /// <summary>A name and the slots for it.</summary>
    private readonly record struct NewEntry(string Name, ShortName ShortName, FatPlace Place);

    /// <summary>Finds slots for a name in a folder, and writes its long form if it needs one.</summary>
    private FileStatus TakeSlots(FatNode folder, string name, out NewEntry entry)
    {
        bool isShort = ShortName.TryMake(name, out ShortName shortName);
        for (int attempt = 1; !isShort; attempt++)
        {
            shortName = ShortName.MakeAlias(name, attempt);
            if (FindPlace(folder, shortName.ToString(), out _) == FileStatus.NotFound) break;
        }
        int slots = isShort ? 1 : LongName.SlotsFor(name) + 1;
        FileStatus status = FindSlots(folder, slots, out int first);
        entry = new(name, shortName, new(first + slots - 1, slots));
        for (int i = 0; i < slots - 1 && status == FileStatus.Ok; i++)
        {
            status = EditSlot(folder, first + i, out Span<byte> bytes);
            if (status == FileStatus.Ok) LongName.Write(bytes, name, i, shortName.CheckSum);
        }
        return status;
    }

    /// <summary>Finds free slots one after the other; the folder grows if it has none.</summary>
    private FileStatus FindSlots(FatNode folder, int slots, out int first)
    {
        FileStatus status = SearchSlots(folder, folder.FreeFrom, slots, out first);
        if (status == FileStatus.OutOfRange && folder.FreeFrom > 0) status = SearchSlots(folder, 0, slots, out first);
        while (status == FileStatus.OutOfRange)
        {
            uint known = folder.Chain.Known;
            if (known * (uint)SlotsPerCluster >= MostSlots) return FileStatus.TooLarge;
            status = Extend(folder, known + 1);
            if (status == FileStatus.Ok) status = ClearCluster(folder.Chain.Last);
            if (status == FileStatus.Ok) status = SearchSlots(folder, first, slots, out first);
        }
        if (status == FileStatus.Ok) folder.FreeFrom = first + slots;
        return status;
    }

    /// <param name="first">Where free slots begin that go on to the end of the folder, if there are not enough.</param>
    private FileStatus SearchSlots(FatNode folder, int from, int slots, out int first)
    {
        Span<byte> bytes = stackalloc byte[FatSlot.Bytes];
        first = from;
        bool isBehindEnd = false;
        for (int slot = from; ; slot++)
        {
            FileStatus status = ReadSlot(folder, slot, bytes);
            if (status != FileStatus.Ok)
            {
                // What follows the slots that end the folder is one of them again.
                return status == FileStatus.OutOfRange && slot - first >= slots ? FileStatus.Ok : status;
            }
            FatSlot found = new(bytes);
            if (slot - first >= slots) return isBehindEnd ? EndAt(folder, slot) : FileStatus.Ok;
            isBehindEnd |= found.IsEnd;
            if (!isBehindEnd && !found.IsFree) first = slot + 1;
        }
    }

    /// <summary>Slots after the last one are not always empty: the new last one has to say that it is.</summary>
    private FileStatus EndAt(FatNode folder, int slot)
    {
        FileStatus status = EditSlot(folder, slot, out Span<byte> bytes);
        if (status == FileStatus.Ok) new FatSlot(bytes).MarkEnd();
        return status;
    }

    private FileStatus DeleteSlots(FatNode folder, FatPlace place)
    {
        FileStatus status = FileStatus.Ok;
        for (int slot = place.Slot - place.Slots + 1; slot <= place.Slot && status == FileStatus.Ok; slot++)
        {
            status = EditSlot(folder, slot, out Span<byte> bytes);
            if (status == FileStatus.Ok) new FatSlot(bytes).Delete();
        }
        return status;
    }

    /// <summary>As <see cref="End"/>; what was remembered of folders is forgotten if it did not come true.</summary>
    private FileStatus EndFolders(FileStatus status, uint free, params ReadOnlySpan<FatNode> folders)
    {
        if (status == FileStatus.Ok) status = NoteOnce(0);
        status = End(status, free);
        if (status == FileStatus.Ok) return status;
        foreach (FatNode folder in folders)
        {
            folder.Chain.Forget();
            folder.Index = null;
            folder.FreeFrom = 0;
        }
        return status;
    }

    /// <summary>The names by which something is found.</summary>
    private readonly record struct Names(string Name, string ShortName);

    private FileStatus NamesOf(FatNode node, out Names names)
    {
        var entries = new Entries(this, node.Parent!, node.Slot - (node.Slots - 1));
        FileStatus status = entries.Next();
        names = status == FileStatus.Ok ? new(entries.Item.Name, entries.ShortName.ToString()) : default;
        return status == FileStatus.NotFound ? FileStatus.Damaged : status;
    }

    private void Enter(FatNode folder, in NewEntry entry)
    {
        if (folder.Index is not { } index) return;
        _ = index.TryAdd(entry.Name, entry.Place);
        _ = index.TryAdd(entry.ShortName.ToString(), entry.Place);
        if (index.Count <= MostIndexed) return;
        folder.Index = null;
        folder.IsTooLarge = true;
    }

    private static void Forget(FatNode folder, in Names names, int slot, int slots)
    {
        _ = folder.Index?.Remove(names.Name);
        _ = folder.Index?.Remove(names.ShortName);
        folder.FreeFrom = Math.Min(folder.FreeFrom, slot - slots + 1);
    }

    /// <summary>What was removed has users, but no place any more.</summary>
    private void Detach(FatNode node, in Names names, int note)
    {
        FatNode parent = node.Parent!;
        Forget(parent, names, node.Slot, node.Slots);
        _ = _nodes.Remove((parent.FirstCluster, node.Slot));
        node.Parent = null;
        node.Note = note;
        _removed.Add(node);
        if (_indexed.Remove(node))
        {
            node.Index = null;
            node.Uses--;
        }
        // The folder has this node's use of it no more; it has others, since somebody named it just now.
        parent.Uses--;
        Debug.Assert(parent.Uses > 0, "a folder is used by who removes something from it");
    }
}
