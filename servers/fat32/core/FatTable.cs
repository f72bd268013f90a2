using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Diesis.Contracts.Files;
using Diesis.Storage;

namespace Diesis.Servers.Fat;

/// <summary>The file allocation table: which clusters are free, and which follows which. Changes are gathered in the journal; the caller commits them.</summary>
/// <remarks>
/// FAT, "FAT Data Structure" and "FSInfo Sector Structure and Backup Boot Sector". The information sector's count and hint are kept up if they make sense when the volume is opened, else
/// they are counted.
/// </remarks>
internal sealed class FatTable(FatGeometry geometry, BlockCache cache, Journal journal)
{
    // FAT, FSInfo: signatures, the count of free clusters and where to look for the next one.
    private const int LeadAt = 0, StructureAt = 484, FreeAt = 488, NextFreeAt = 492, TrailAt = 508;
    private const uint Lead = 0x4161_5252, Structure = 0x6141_7272, Trail = 0xAA55_0000;

    /// <summary>FAT, "FAT Data Structure": of entry 1, whether the volume was left in order, and without errors of the device.</summary>
    private const uint LeftInOrder = 1 << 27, WithoutErrors = 1 << 26;

    private const int EntriesPerSector = Journal.SectorBytes / sizeof(uint);

    /// <summary>Sectors of the journal that a change may need beyond those of entries: information, notes, and two of a folder.</summary>
    private const int OtherSectors = 6;

    private uint _next = FatGeometry.FirstCluster;
    private bool _hasInformation;

    /// <summary>Clusters that belong to nothing.</summary>
    public uint Free { get; private set; }

    /// <summary>Whether the volume was in order when it was opened.</summary>
    public bool WasInOrder { get; private set; }

    /// <summary>Reads the counts, or counts.</summary>
    /// <param name="isOurs">A former instance had the volume in use, and all that it did is known.</param>
    public FileStatus Open(bool isOurs)
    {
        Span<byte> sector = stackalloc byte[Journal.SectorBytes];
        FileStatus status = Read(1, out FatEntry one);
        WasInOrder = isOurs || (one.Raw & (LeftInOrder | WithoutErrors)) == (LeftInOrder | WithoutErrors);
        if (status == FileStatus.Ok && geometry.InformationAtByte != 0)
        {
            status = journal.Read(geometry.InformationAtByte, sector);
            _hasInformation = status == FileStatus.Ok && Double(sector, LeadAt) == Lead && Double(sector, StructureAt) == Structure && Double(sector, TrailAt) == Trail;
        }
        if (status != FileStatus.Ok) return status;
        if (_hasInformation && WasInOrder && Double(sector, FreeAt) <= geometry.Clusters)
        {
            Free = Double(sector, FreeAt);
            if (geometry.IsCluster(Double(sector, NextFreeAt))) _next = Double(sector, NextFreeAt);
            return FileStatus.Ok;
        }
        return Count();
    }

    private static uint Double(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt32LittleEndian(sector.Slice(at));

    /// <summary>Counts the free clusters, for a volume that does not say how many there are, or was not closed.</summary>
    private FileStatus Count()
    {
        byte[] part = new byte[16 * BlockCache.PageBytes];
        Free = 0;
        for (uint entry = FatGeometry.FirstCluster, end = geometry.Clusters + FatGeometry.FirstCluster; entry < end;)
        {
            uint count = Math.Min(end - entry, (uint)part.Length / sizeof(uint));
            Span<byte> bytes = part.AsSpan(0, (int)count * sizeof(uint));
            FileStatus status = cache.Read(geometry.FatAt + (ulong)entry * sizeof(uint), bytes);
            if (status != FileStatus.Ok) return status;
            foreach (uint raw in MemoryMarshal.Cast<byte, uint>(bytes)) if (new FatEntry(raw).IsFree) Free++;
            entry += count;
        }
        return FileStatus.Ok;
    }

    /// <summary>What the table says of a cluster.</summary>
    public FileStatus Read(uint cluster, out FatEntry entry)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        FileStatus status = journal.Read(geometry.FatAt + (ulong)cluster * sizeof(uint), bytes);
        entry = new(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        return status;
    }

    /// <summary>The cluster after one of a chain.</summary>
    /// <param name="next">0 at the end of the chain.</param>
    /// <returns><see cref="FileStatus.Damaged"/>: the chain leads to what is no cluster, or one that is free or bad.</returns>
    public FileStatus Follow(uint cluster, out uint next)
    {
        next = 0;
        FileStatus status = Read(cluster, out FatEntry entry);
        if (status != FileStatus.Ok || entry.IsLast) return status;
        next = entry.Next;
        return geometry.IsCluster(next) ? FileStatus.Ok : FileStatus.Damaged;
    }

    /// <summary>Takes a free cluster, as the last of a chain.</summary>
    /// <param name="after">The last until now; 0 for the first of a new chain.</param>
    /// <returns><see cref="FileStatus.NoSpace"/>; the journal's room is checked by <see cref="HasRoom"/>.</returns>
    public FileStatus Extend(uint after, out uint cluster)
    {
        FileStatus status = Find(after == 0 ? _next : after + 1, out cluster);
        if (status == FileStatus.Ok) status = Change(cluster, FatEntry.Last);
        if (status == FileStatus.Ok && after != 0) status = Change(after, cluster);
        if (status == FileStatus.Ok) status = SetFree(Free - 1, cluster + 1);
        return status;
    }

    /// <summary>Whether one more cluster of a chain can be changed before the journal is full.</summary>
    public bool HasRoom => journal.Room >= OtherSectors + 2;

    /// <summary>Gives clusters of a chain back, until all are or the journal is full.</summary>
    /// <param name="rest">Where to go on; 0 when all is done.</param>
    /// <returns><see cref="FileStatus.Damaged"/>: the chain runs into what is free or no cluster; what was up to there is given back.</returns>
    public FileStatus GiveBack(uint first, out uint rest)
    {
        rest = first;
        uint freed = 0, lowest = _next;
        FileStatus status = FileStatus.Ok;
        while (rest != 0 && HasRoom)
        {
            uint cluster = rest;
            status = Follow(cluster, out rest);
            if (status == FileStatus.Damaged) rest = 0;
            else if (status != FileStatus.Ok) return status;
            FileStatus read = Read(cluster, out FatEntry entry);
            if (read == FileStatus.Ok && !entry.IsFree) { read = Change(cluster, FatEntry.Free); freed++; }
            if (read != FileStatus.Ok) return read;
            if (cluster < lowest) lowest = cluster;
        }
        FileStatus counted = SetFree(Math.Min(Free + freed, geometry.Clusters), lowest);
        return counted == FileStatus.Ok ? status : counted;
    }

    /// <summary>Makes a cluster the last of its chain: what comes after it has to be given back.</summary>
    public FileStatus End(uint cluster) => Change(cluster, FatEntry.Last);

    /// <summary>Says whether the volume is in order, for whoever uses it next.</summary>
    public FileStatus SetInOrder(bool isInOrder)
    {
        FileStatus status = Edit(1, out Span<byte> bytes);
        if (status != FileStatus.Ok) return status;
        uint raw = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, isInOrder ? raw | LeftInOrder : raw & ~LeftInOrder);
        return FileStatus.Ok;
    }

    /// <summary>The counts are what the journal's commit makes of them; when it is cancelled they are read again.</summary>
    public void Restore(uint free) => Free = free;

    /// <param name="number">The cluster that is to come after it, or what an entry says in its place.</param>
    private FileStatus Change(uint cluster, uint number)
    {
        FileStatus status = Edit(cluster, out Span<byte> bytes);
        if (status != FileStatus.Ok) return status;
        FatEntry entry = new(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, entry.With(number).Raw);
        return FileStatus.Ok;
    }

    private FileStatus Edit(uint cluster, out Span<byte> bytes)
    {
        ulong at = geometry.FatAt + (ulong)cluster * sizeof(uint);
        FileStatus status = journal.Edit(at & ~(ulong)(Journal.SectorBytes - 1), out bytes, geometry.FatCopies, geometry.FatBytes);
        if (status == FileStatus.Ok) bytes = bytes.Slice((int)(at % Journal.SectorBytes), sizeof(uint));
        return status;
    }

    private FileStatus SetFree(uint free, uint next)
    {
        Free = free;
        _next = geometry.IsCluster(next) ? next : FatGeometry.FirstCluster;
        if (!_hasInformation) return FileStatus.Ok;
        FileStatus status = journal.Edit(geometry.InformationAtByte, out Span<byte> sector);
        if (status != FileStatus.Ok) return status;
        BinaryPrimitives.WriteUInt32LittleEndian(sector.Slice(FreeAt), Free);
        BinaryPrimitives.WriteUInt32LittleEndian(sector.Slice(NextFreeAt), _next);
        return FileStatus.Ok;
    }

    /// <summary>Looks for a free cluster, from one on and around.</summary>
    private FileStatus Find(uint from, out uint cluster)
    {
        cluster = 0;
        if (Free == 0) return FileStatus.NoSpace;
        if (!geometry.IsCluster(from)) from = FatGeometry.FirstCluster;
        uint end = geometry.Clusters + FatGeometry.FirstCluster;
        FileStatus status = Find(from, end, out cluster);
        if (status == FileStatus.NoSpace) status = Find(FatGeometry.FirstCluster, from, out cluster);
        return status;
    }

    private FileStatus Find(uint from, uint end, out uint cluster)
    {
        cluster = 0;
        Span<byte> sector = stackalloc byte[Journal.SectorBytes];
        for (uint entry = from; entry < end;)
        {
            uint count = Math.Min(EntriesPerSector - entry % EntriesPerSector, end - entry);
            Span<byte> bytes = sector.Slice(0, (int)count * sizeof(uint));
            FileStatus status = journal.Read(geometry.FatAt + (ulong)entry * sizeof(uint), bytes);
            if (status != FileStatus.Ok) return status;
            ReadOnlySpan<uint> entries = MemoryMarshal.Cast<byte, uint>(bytes);
            for (int i = 0; i < entries.Length; i++)
            {
                if (!new FatEntry(entries[i]).IsFree) continue;
                cluster = entry + (uint)i;
                return FileStatus.Ok;
            }
            entry += count;
        }
        return FileStatus.NoSpace;
    }
}
