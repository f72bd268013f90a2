using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Diesis.Contracts.Files;
using Diesis.Storage;

namespace Diesis.Servers.Fat;

// Finding files and folders, and who uses them.
public sealed partial class FatVolume
{
    /// <summary>FAT, "FAT Directory Structure": a folder is 2 MiB at most.</summary>
    internal const int MostSlots = 65536;

    /// <summary>The root's is 1.</summary>
    private ulong _lastIdentity = 1;

    private int SlotsPerCluster => _geometry.ClusterBytes / FatSlot.Bytes;

    /// <summary>Finds something in a folder by its name, long or short, in any case. Whoever has it calls <see cref="Release"/>.</summary>
    /// <returns><see cref="FileStatus.NotFound"/>, <see cref="FileStatus.NotAFolder"/>, <see cref="FileStatus.Damaged"/>, <see cref="FileStatus.DeviceFailed"/>.</returns>
    public FileStatus Find(FatNode folder, string name, out FatNode? node)
    {
        node = null;
        FileStatus status = FindPlace(folder, name, out FatPlace place);
        return status == FileStatus.Ok ? Use(folder, place, out node) : status;
    }

    /// <summary>One more user of a node.</summary>
    public void Keep(FatNode node) => node.Uses++;

    /// <summary>One user less. What was removed meanwhile gives its clusters back with the last.</summary>
    public FileStatus Release(FatNode node)
    {
        FileStatus status = FileStatus.Ok;
        while (--node.Uses == 0)
        {
            if (node.Note >= 0)
            {
                _ = _removed.Remove(node);
                status = GiveBackNoted(node.Note);
            }
            if (node.Parent is not { } parent) break;
            _ = _nodes.Remove((parent.FirstCluster, node.Slot));
            node = parent;
        }
        return status;
    }

    /// <summary>What there is in a folder, one after the other.</summary>
    /// <param name="position">0 at first. It stays right for what stays: entries are not moved.</param>
    /// <returns><see cref="FileStatus.NotFound"/>: there are no more.</returns>
    public FileStatus Next(FatNode folder, ref int position, out FatItem item)
    {
        item = default;
        if (!folder.IsFolder) return FileStatus.NotAFolder;
        var entries = new Entries(this, folder, position);
        FileStatus status = entries.Next();
        if (status != FileStatus.Ok) return status;
        item = entries.Item;
        position = entries.Place.Slot + 1;
        return FileStatus.Ok;
    }

    /// <summary>What is known of a file or folder.</summary>
    public FileStatus Describe(FatNode node, out FatItem item)
    {
        item = new() { Name = "", IsFolder = node.IsFolder, Size = node.Size, Attributes = node.Attributes };
        if (node.Parent is not { } parent) return FileStatus.Ok;
        var entries = new Entries(this, parent, node.Slot - (node.Slots - 1));
        FileStatus status = entries.Next();
        if (status == FileStatus.Ok) item = entries.Item;
        return status == FileStatus.NotFound ? FileStatus.Damaged : status;
    }

    private FileStatus FindPlace(FatNode folder, string name, out FatPlace place)
    {
        place = default;
        if (!folder.IsFolder) return FileStatus.NotAFolder;
        if (folder.Index is null && !folder.IsTooLarge)
        {
            FileStatus status = MakeIndex(folder);
            if (status != FileStatus.Ok) return status;
        }
        if (folder.Index is null) return SearchPlace(folder, name, out place);
        return folder.Index.TryGetValue(name, out place) ? FileStatus.Ok : FileStatus.NotFound;
    }

    private FileStatus SearchPlace(FatNode folder, string name, out FatPlace place)
    {
        place = default;
        var entries = new Entries(this, folder, 0);
        FileStatus status;
        while ((status = entries.Next()) == FileStatus.Ok)
        {
            if (!NameFolding.Comparer.Equals(entries.Item.Name, name) && !NameFolding.Comparer.Equals(entries.ShortName.ToString(), name)) continue;
            place = entries.Place;
            return FileStatus.Ok;
        }
        return status;
    }

    /// <summary>Names of all folders that are kept at a time: a disk cannot take up all memory by what stands on it. In a folder with more, names are looked for one by one.</summary>
    private int MostIndexed { get; init; }

    private const int MostFolders = 16;

    /// <summary>
    /// Folders whose names are kept, the first to go first. They are used by that: who goes through a folder again and again does not have it read again and again.
    /// </summary>
    private readonly List<FatNode> _indexed = [];

    /// <summary>Keeps a folder's names, in the place of others if need be.</summary>
    private FileStatus KeepIndex(FatNode folder)
    {
        // A folder that was removed stays no longer than for who uses it.
        if (folder.IsRemoved) return FileStatus.Ok;
        if (!_indexed.Contains(folder))
        {
            Keep(folder);
            _indexed.Add(folder);
        }
        int names = 0;
        foreach (FatNode each in _indexed) names += each.Index?.Count ?? 0;
        FileStatus status = FileStatus.Ok;
        while (_indexed.Count > 1 && (names > MostIndexed || _indexed.Count > MostFolders))
        {
            FatNode first = _indexed[0];
            _indexed.RemoveAt(0);
            names -= first.Index?.Count ?? 0;
            first.Index = null;
            FileStatus released = Release(first);
            if (released != FileStatus.Ok) status = released;
        }
        return status;
    }

    private FileStatus MakeIndex(FatNode folder)
    {
        var index = new Dictionary<string, FatPlace>(NameFolding.Comparer);
        var entries = new Entries(this, folder, 0);
        FileStatus status;
        while ((status = entries.Next()) == FileStatus.Ok)
        {
            _ = index.TryAdd(entries.Item.Name, entries.Place);
            _ = index.TryAdd(entries.ShortName.ToString(), entries.Place);
            folder.IsTooLarge = index.Count > MostIndexed;
            if (folder.IsTooLarge) return FileStatus.Ok;
        }
        if (status != FileStatus.NotFound) return status;
        folder.Index = index;
        return KeepIndex(folder);
    }

    private FileStatus Use(FatNode folder, FatPlace place, out FatNode? node)
    {
        if (_nodes.TryGetValue((folder.FirstCluster, place.Slot), out node))
        {
            Keep(node);
            return FileStatus.Ok;
        }
        Span<byte> bytes = stackalloc byte[FatSlot.Bytes];
        FileStatus status = ReadSlot(folder, place.Slot, bytes);
        if (status != FileStatus.Ok) return status;
        FatSlot slot = new(bytes);
        bool isFolder = (slot.Attributes & FatAttributes.Folder) != 0;
        if (slot.IsFree || (isFolder ? !IsFolderCluster(folder, slot.Cluster) : slot.Cluster != 0 && !_geometry.IsCluster(slot.Cluster))) return FileStatus.Damaged;
        node = new(folder, place.Slot, place.Slots)
        {
            IsFolder = isFolder, FirstCluster = slot.Cluster, Size = isFolder ? 0 : slot.Size, Attributes = slot.Attributes, Uses = 1,
            Identity = ++_lastIdentity,
        };
        Keep(folder);
        _nodes.Add((folder.FirstCluster, place.Slot), node);
        return FileStatus.Ok;
    }

    /// <summary>Whether a folder can begin there: not where one of those begins that it is in, or there would be no end of it.</summary>
    private bool IsFolderCluster(FatNode parent, uint cluster)
    {
        for (FatNode? above = parent; above is not null; above = above.Parent) if (above.FirstCluster == cluster) return false;
        return _geometry.IsCluster(cluster);
    }

    /// <summary>Where a slot of a folder is on the store.</summary>
    /// <returns><see cref="FileStatus.OutOfRange"/>: the folder ends before it.</returns>
    private FileStatus Locate(FatNode folder, int slot, out ulong at)
    {
        at = 0;
        uint cluster = (uint)(slot / SlotsPerCluster);
        FileStatus status = folder.Chain.Follow(_table, folder.FirstCluster, cluster + 1, _geometry.Clusters, 0);
        if (status != FileStatus.Ok) return status;
        if (cluster >= folder.Chain.Known || slot >= MostSlots) return FileStatus.OutOfRange;
        at = _geometry.AtOf(folder.Chain.At(cluster).Cluster) + (ulong)(slot % SlotsPerCluster * FatSlot.Bytes);
        return FileStatus.Ok;
    }

    private FileStatus ReadSlot(FatNode folder, int slot, Span<byte> bytes)
    {
        FileStatus status = Locate(folder, slot, out ulong at);
        return status == FileStatus.Ok ? _journal.Read(at, bytes) : status;
    }

    /// <summary>Goes through the entries of a folder.</summary>
    private ref struct Entries(FatVolume volume, FatNode folder, int first)
    {
        private const int SlotsPerSector = Journal.SectorBytes / FatSlot.Bytes;

        [InlineArray(Journal.SectorBytes)]
        private struct Sector { private byte _first; }

        private int _next = first;
        private LongName _longName;

        /// <summary>The sector that was read last, and which of the folder's it is.</summary>
        private Sector _sector;
        private int _number = -1;

        public FatItem Item { get; private set; }
        public ShortName ShortName { get; private set; }
        public FatPlace Place { get; private set; }

        /// <returns><see cref="FileStatus.NotFound"/> at the end.</returns>
        public FileStatus Next()
        {
            Span<byte> sector = _sector;
            while (true)
            {
                FileStatus status = Read(sector);
                if (status != FileStatus.Ok) return status == FileStatus.OutOfRange ? FileStatus.NotFound : status;
                Span<byte> bytes = sector.Slice(_next % SlotsPerSector * FatSlot.Bytes, FatSlot.Bytes);
                FatSlot slot = new(bytes);
                if (slot.IsEnd) return FileStatus.NotFound;
                _next++;
                if (slot.IsFree || slot.IsVolumeLabel) _longName.Clear();
                else if (slot.IsLongName) _longName.Add(bytes);
                else if (TryTake(slot)) return FileStatus.Ok;
            }
        }

        /// <summary>Sees to it that the sector is here in which the next slot is.</summary>
        private FileStatus Read(scoped Span<byte> sector)
        {
            int number = _next / SlotsPerSector;
            if (number == _number) return FileStatus.Ok;
            FileStatus status = volume.Locate(folder, number * SlotsPerSector, out ulong at);
            if (status == FileStatus.Ok) status = volume._journal.Read(at, sector);
            _number = status == FileStatus.Ok ? number : -1;
            return status;
        }

        private bool TryTake(scoped FatSlot slot)
        {
            ShortName = slot.ShortName;
            bool isLong = _longName.TryGet(ShortName.CheckSum, out string name);
            if (!isLong) name = ShortName.ToString();
            int slots = isLong ? _longName.Parts + 1 : 1;
            _longName.Clear();
            // "." and "..", and names that nobody could use.
            if (LongName.Check(name) != FileStatus.Ok) return false;
            _ = slot.Modified.TryGet(out DateTime modified);
            _ = slot.Created.TryGet(out DateTime created);
            _ = slot.Accessed.TryGet(out DateTime accessed);
            bool isFolder = (slot.Attributes & FatAttributes.Folder) != 0;
            Item = new()
            {
                Name = name, IsFolder = isFolder, Size = isFolder ? 0 : slot.Size, Attributes = slot.Attributes, Modified = modified, Created = created, Accessed = accessed,
            };
            Place = new(_next - 1, slots);
            return true;
        }
    }
}
