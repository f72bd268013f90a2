using System;
using System.Collections.Generic;
using Diesis.Contracts.Files;

namespace Diesis.Storage.Partitions;

/// <summary>What kind of table divides a disk.</summary>
public enum PartitionScheme : byte
{
    /// <summary>None: the whole disk may be one volume.</summary>
    None,

    /// <summary>The table of the first PCs.</summary>
    Mbr,

    /// <summary>That of UEFI.</summary>
    Gpt,
}

/// <summary>How a disk is divided.</summary>
public sealed class PartitionTable
{
    private PartitionTable(PartitionScheme scheme, List<Partition> partitions, bool isRepaired)
    {
        Scheme = scheme;
        Partitions = partitions;
        UsedTheCopy = isRepaired;
    }

    public PartitionScheme Scheme { get; }
    public IReadOnlyList<Partition> Partitions { get; }

    /// <summary>Whether the table at the beginning of the disk is damaged, and the copy at its end was read.</summary>
    public bool UsedTheCopy { get; }

    /// <summary>Reads the table of a disk. Nothing is written, even where it is damaged.</summary>
    /// <returns><see cref="FileStatus.Damaged"/>: there is a table, and neither it nor its copy makes sense; <see cref="FileStatus.DeviceFailed"/>.</returns>
    public static FileStatus Read(IBlockStore disk, out PartitionTable? table)
    {
        table = null;
        if (disk.Blocks == 0) return FileStatus.OutOfRange;
        byte[] first = new byte[disk.BlockBytes];
        FileStatus status = disk.Read(0, first);
        if (status != FileStatus.Ok) return status;

        var partitions = new List<Partition>();
        bool usedTheCopy = false;
        PartitionScheme scheme = MbrTable.SchemeOf(first);
        status = scheme switch
        {
            PartitionScheme.Gpt => GptTable.Read(disk, partitions, out usedTheCopy),
            PartitionScheme.Mbr => MbrTable.Read(disk, first, partitions),
            _ => FileStatus.Ok,
        };
        if (status == FileStatus.Ok && Overlap(partitions)) status = FileStatus.Damaged;
        if (status == FileStatus.Ok) table = new(scheme, partitions, usedTheCopy);
        return status;
    }

    private static bool Overlap(List<Partition> partitions)
    {
        Partition[] sorted = partitions.ToArray();
        Array.Sort(sorted, (one, other) => one.FirstBlock.CompareTo(other.FirstBlock));
        for (int i = 1; i < sorted.Length; i++) if (sorted[i].FirstBlock < sorted[i - 1].FirstBlock + sorted[i - 1].Blocks) return true;
        return false;
    }
}
