using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Diesis.Contracts.Files;

namespace Diesis.Storage.Partitions;

/// <summary>The table in the first block of a disk.</summary>
/// <remarks>
/// UEFI 2.10, 5.2.1 "Legacy Master Boot Record". Four entries of 16 bytes from 446 on, 0x55 0xAA at 510. One of the entries may be an extended
/// partition: a chain of further tables, each with one logical partition and the place of the next table.
/// </remarks>
internal static class MbrTable
{
    private const int EntriesAt = 446, EntryBytes = 16, Entries = 4, SignatureAt = 510;
    private const int TypeAt = 4, FirstAt = 8, CountAt = 12, StatusAt = 0;
    private const ushort Signature = 0xAA55;

    /// <summary>UEFI 2.10, 5.2.3: the whole disk belongs to a GPT.</summary>
    private const byte ProtectiveType = 0xEE;

    /// <summary>UEFI 2.10, 5.2.2: a partition that firmware starts from has 0x80 there, others 0.</summary>
    private const byte Active = 0x80;

    private const byte EmptyType = 0, ExtendedType = 0x05, ExtendedLbaType = 0x0F, LinuxExtendedType = 0x85;

    /// <summary>A longer chain is taken for one that has no end.</summary>
    private const int MostLogical = 128;

    private const int FirstLogicalNumber = 5;

    private readonly record struct Entry(byte Type, uint First, uint Count)
    {
        public bool IsExtended => Type is ExtendedType or ExtendedLbaType or LinuxExtendedType;
    }

    private static Entry EntryOf(ReadOnlySpan<byte> block, int index)
    {
        ReadOnlySpan<byte> entry = block.Slice(EntriesAt + index * EntryBytes, EntryBytes);
        return new(entry[TypeAt], BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(FirstAt)), BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(CountAt)));
    }

    private static bool HasSignature(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt16LittleEndian(block.Slice(SignatureAt)) == Signature;

    /// <summary>
    /// What the first block says. The boot sector of a volume has the same signature at its end: it is a table only if each entry looks like one.
    /// </summary>
    public static PartitionScheme SchemeOf(ReadOnlySpan<byte> block)
    {
        if (!HasSignature(block)) return PartitionScheme.None;
        bool isTable = false;
        for (int i = 0; i < Entries; i++)
        {
            Entry entry = EntryOf(block, i);
            if (entry.Type == ProtectiveType) return PartitionScheme.Gpt;
            if (block[EntriesAt + i * EntryBytes + StatusAt] is not (0 or Active)) return PartitionScheme.None;
            if (entry.Type == EmptyType) continue;
            if (entry.First == 0 || entry.Count == 0) return PartitionScheme.None;
            isTable = true;
        }
        return isTable ? PartitionScheme.Mbr : PartitionScheme.None;
    }

    public static FileStatus Read(IBlockStore disk, ReadOnlySpan<byte> block, List<Partition> partitions)
    {
        for (int i = 0; i < Entries; i++)
        {
            Entry entry = EntryOf(block, i);
            if (entry.Type == EmptyType) continue;
            FileStatus status = entry.IsExtended ? ReadLogical(disk, entry, partitions) : Add(disk, i + 1, entry.First, entry, partitions);
            if (status != FileStatus.Ok) return status;
        }
        return FileStatus.Ok;
    }

    private static FileStatus Add(IBlockStore disk, int number, ulong first, Entry entry, List<Partition> partitions)
    {
        if (first >= disk.Blocks || entry.Count > disk.Blocks - first) return FileStatus.Damaged;
        partitions.Add(new() { Number = number, FirstBlock = first, Blocks = entry.Count, MbrType = entry.Type });
        return FileStatus.Ok;
    }

    /// <summary>A logical partition is counted from its own table, the next table from the beginning of the extended partition.</summary>
    private static FileStatus ReadLogical(IBlockStore disk, Entry extended, List<Partition> partitions)
    {
        byte[] block = new byte[disk.BlockBytes];
        uint next = 0;
        for (int i = 0; i < MostLogical; i++)
        {
            if (next >= extended.Count) return FileStatus.Damaged;
            ulong at = (ulong)extended.First + next;
            FileStatus status = disk.Read(at, block);
            if (status != FileStatus.Ok) return status == FileStatus.OutOfRange ? FileStatus.Damaged : status;
            if (!HasSignature(block)) return FileStatus.Damaged;
            Entry logical = EntryOf(block, 0), link = EntryOf(block, 1);
            if (logical.Type != EmptyType)
            {
                ulong end = (ulong)next + logical.First + logical.Count;
                if (logical.First == 0 || logical.IsExtended || end > extended.Count) return FileStatus.Damaged;
                status = Add(disk, FirstLogicalNumber + i, at + logical.First, logical, partitions);
                if (status != FileStatus.Ok) return status;
            }
            if (link.Type == EmptyType) return FileStatus.Ok;
            if (!link.IsExtended || link.First <= next) return FileStatus.Damaged;
            next = link.First;
        }
        return FileStatus.Damaged;
    }
}
