using System;
using System.Buffers.Binary;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Services;
using Diesis.Storage;
using Diesis.Storage.Partitions;

namespace Diesis.Servers.Fat;

/// <summary>Finds a disk by its number.</summary>
/// <returns><see cref="FileStatus.NotFound"/>: there is none.</returns>
public delegate FileStatus DiskOpener(uint number, out IBlockStore? disk);

/// <summary>
/// The volumes of the process, each with a part of the memory that outlives it: what one instance had not brought to the disk yet the next finds there. So there are as many as have room in it.
/// </summary>
/// <remarks>
///   0: for each part, whose it is (8 bytes; 0: nobody's)       4096: the parts, of the same size
/// A part is somebody's as soon as it is zeros.
/// </remarks>
public sealed class FatVolumes(StateMemory memory, DiskOpener disks, Func<DateTime> now)
{
    public const int Most = 2;

    private const int HeaderBytes = BlockCache.PageBytes;

    public const int LeastMemoryBytes = HeaderBytes + Most * FatVolume.LeastMemoryBytes;

    private int PartBytes => (memory.Bytes.Length - HeaderBytes) / Most / BlockCache.PageBytes * BlockCache.PageBytes;

    /// <summary>Opens a volume by what <c>/etc/fstab</c> calls it.</summary>
    /// <returns><see cref="FileStatus.NotFound"/>: there is no such disk or partition. <see cref="FileStatus.TooLarge"/>: so many are open already. As <see cref="FatVolume.Open"/>.</returns>
    public FileStatus Open(string text, out IVolume<FatNode>? opened)
    {
        opened = null;
        if (!FatSource.TryParse(text, out FatSource source)) return FileStatus.NotFound;
        FileStatus status = disks(source.Disk, out IBlockStore? disk);
        if (status == FileStatus.Ok && source.Partition != 0) status = FindPartition(disk!, source.Partition, out disk);
        if (status != FileStatus.Ok) return status;
        ulong owner = OwnerOf(source);
        bool isNew = !TryFindPart(owner, out int part);
        if (isNew && !TryFindPart(0, out part)) return FileStatus.TooLarge;
        StateMemory own = memory.Part(HeaderBytes + part * PartBytes, PartBytes);
        if (isNew) own.Bytes.Clear();
        SetOwner(part, owner);
        status = FatVolume.Open(disk!, own, now, out FatVolume? volume);
        if (status == FileStatus.Ok) opened = new FatFiles(volume!);
        else if (isNew) SetOwner(part, 0);
        return status;
    }

    private static FileStatus FindPartition(IBlockStore disk, int number, out IBlockStore? found)
    {
        found = null;
        FileStatus status = PartitionTable.Read(disk, out PartitionTable? table);
        if (status != FileStatus.Ok) return status;
        foreach (Partition partition in table!.Partitions)
            if (partition.Number == number) found = new PartitionStore(disk, partition);
        return found is null ? FileStatus.NotFound : FileStatus.Ok;
    }

    /// <summary>Not 0.</summary>
    private static ulong OwnerOf(FatSource source) => (ulong)source.Disk << 32 | (uint)source.Partition << 1 | 1;

    private bool TryFindPart(ulong owner, out int part)
    {
        for (part = 0; part < Most; part++)
            if (BinaryPrimitives.ReadUInt64LittleEndian(memory.Bytes.Slice(part * sizeof(ulong))) == owner) return true;
        return false;
    }

    private void SetOwner(int part, ulong owner) => BinaryPrimitives.WriteUInt64LittleEndian(memory.Bytes.Slice(part * sizeof(ulong)), owner);
}
