using System;
using System.Buffers.Binary;
using System.Numerics;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Fat;

/// <summary>Where everything is on a FAT32 volume, in bytes from its beginning.</summary>
/// <remarks>
/// Microsoft, FAT32 File System Specification 1.03 ("FAT"), "Boot Sector and BPB".
///
///   boot sector, information sector, their copies    file allocation table, perhaps twice    clusters: the first has number 2
///   0                                                FatAt                                    DataAt                      DataAt + Clusters · ClusterBytes
/// </remarks>
public readonly record struct FatGeometry
{
    public const uint FirstCluster = 2;

    // FAT, "Boot Sector and BPB Structure" and "BPB for FAT32": offsets in the boot sector.
    private const int BytesPerSectorAt = 11, SectorsPerClusterAt = 13, ReservedSectorsAt = 14, FatsAt = 16, RootEntriesAt = 17, TotalSectors16At = 19,
        FatSectors16At = 22, TotalSectors32At = 32, FatSectors32At = 36, FlagsAt = 40, VersionAt = 42, RootClusterAt = 44, InformationAt = 48, SignatureAt = 510;

    /// <summary>FAT, BPB_ExtFlags: bit 7 says that one table alone is used, bits 0 to 3 which.</summary>
    private const ushort OneTable = 1 << 7, ActiveTable = 0xF;

    private const ushort Signature = 0xAA55;

    public int ClusterBytes { get; private init; }

    /// <summary>Of clusters that there are; the highest number is one more.</summary>
    public uint Clusters { get; private init; }

    /// <summary>The first table that is used.</summary>
    public ulong FatAt { get; private init; }

    /// <summary>Of one table.</summary>
    public ulong FatBytes { get; private init; }

    /// <summary>How many tables are kept alike.</summary>
    public int FatCopies { get; private init; }

    public ulong DataAt { get; private init; }
    public uint RootCluster { get; private init; }

    /// <summary>The sector with the count of free clusters; 0 if there is none.</summary>
    public ulong InformationAtByte { get; private init; }

    /// <summary>The place of a cluster that <see cref="IsCluster"/>.</summary>
    public ulong AtOf(uint cluster) => DataAt + (ulong)(cluster - FirstCluster) * (uint)ClusterBytes;

    /// <summary>Whether a number is that of a cluster of this volume.</summary>
    public bool IsCluster(uint cluster) => cluster >= FirstCluster && cluster - FirstCluster < Clusters;

    /// <summary>Reads a boot sector, and checks that all of what it says fits together and onto the store.</summary>
    /// <param name="sector">The first 512 bytes.</param>
    /// <param name="storeBytes">Of the store.</param>
    /// <returns><see cref="FileStatus.NotSupported"/>: this is no FAT32; <see cref="FileStatus.Damaged"/>: it was one once.</returns>
    public static FileStatus Read(ReadOnlySpan<byte> sector, ulong storeBytes, out FatGeometry geometry)
    {
        geometry = default;
        if (Word(sector, SignatureAt) != Signature) return FileStatus.NotSupported;
        uint sectorBytes = Word(sector, BytesPerSectorAt), perCluster = sector[SectorsPerClusterAt], fats = sector[FatsAt];
        uint reserved = Word(sector, ReservedSectorsAt), fatSectors = Double(sector, FatSectors32At);
        // FAT, "FAT Type Determination" has the count of clusters decide; but what has these two fields can be nothing else, and small FAT32 volumes exist.
        bool isFat32 = BitOperations.IsPow2(sectorBytes) && sectorBytes is >= 512 and <= 4096 && BitOperations.IsPow2(perCluster)
            && Word(sector, FatSectors16At) == 0 && Word(sector, RootEntriesAt) == 0 && Word(sector, VersionAt) == 0 && fatSectors != 0;
        if (!isFat32) return FileStatus.NotSupported;
        if (fats is 0 or > 2 || reserved == 0) return FileStatus.Damaged;

        ulong total = Word(sector, TotalSectors16At);
        if (total == 0) total = Double(sector, TotalSectors32At);
        ulong dataSector = reserved + (ulong)fatSectors * fats;
        if (dataSector >= total || total * sectorBytes > storeBytes) return FileStatus.Damaged;
        // The table has an entry for each cluster, and two more; the four highest bits of an entry are not part of a number.
        ulong clusters = Math.Min((total - dataSector) / perCluster, (ulong)fatSectors * sectorBytes / sizeof(uint) - FirstCluster);
        if (clusters == 0 || clusters > FatEntry.MostClusters) return FileStatus.Damaged;

        ushort flags = Word(sector, FlagsAt);
        uint active = (flags & OneTable) != 0 ? (uint)flags & ActiveTable : 0;
        ushort information = Word(sector, InformationAt);
        if (active >= fats) return FileStatus.Damaged;
        geometry = new()
        {
            ClusterBytes = (int)(sectorBytes * perCluster), Clusters = (uint)clusters,
            FatAt = (reserved + (ulong)fatSectors * active) * sectorBytes, FatBytes = (ulong)fatSectors * sectorBytes,
            FatCopies = (flags & OneTable) != 0 ? 1 : (int)fats, DataAt = dataSector * sectorBytes, RootCluster = Double(sector, RootClusterAt),
            InformationAtByte = information == 0 || information >= reserved ? 0 : (ulong)information * sectorBytes,
        };
        return geometry.IsCluster(geometry.RootCluster) ? FileStatus.Ok : FileStatus.Damaged;
    }

    private static ushort Word(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt16LittleEndian(sector.Slice(at));
    private static uint Double(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt32LittleEndian(sector.Slice(at));
}
