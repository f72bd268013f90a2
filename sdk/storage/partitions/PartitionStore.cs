using System;
using Diesis.Contracts.Files;

namespace Diesis.Storage.Partitions;

/// <summary>A part of a disk as a store of its own: nothing outside of it can be reached through this.</summary>
public sealed class PartitionStore(IBlockStore disk, Partition partition) : IBlockStore
{
    public int BlockBytes => disk.BlockBytes;
    public ulong Blocks => partition.Blocks;
    public bool IsReadOnly => disk.IsReadOnly;

    public FileStatus Read(ulong block, Span<byte> into)
        => IsWithin(block, into.Length) ? disk.Read(partition.FirstBlock + block, into) : FileStatus.OutOfRange;

    public FileStatus Write(ulong block, ReadOnlySpan<byte> from)
        => IsWithin(block, from.Length) ? disk.Write(partition.FirstBlock + block, from) : FileStatus.OutOfRange;

    public FileStatus Flush() => disk.Flush();

    private bool IsWithin(ulong block, int bytes) => block <= Blocks && (ulong)(bytes / BlockBytes) <= Blocks - block;
}
