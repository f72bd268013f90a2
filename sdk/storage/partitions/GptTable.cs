using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO.Hashing;
using System.Text;
using Diesis.Contracts.Files;

namespace Diesis.Storage.Partitions;

/// <summary>The table of UEFI: at the beginning of a disk, and once more at its end.</summary>
/// <remarks>UEFI 2.10, 5.3 "GUID Partition Table (GPT) Disk Layout".</remarks>
internal static class GptTable
{
    // UEFI 2.10, table 5-5, "GPT Header".
    private const int RevisionAt = 8, HeaderSizeAt = 12, HeaderSumAt = 16, OwnBlockAt = 24, FirstUsableAt = 40, LastUsableAt = 48,
        EntriesBlockAt = 72, EntryCountAt = 80, EntryBytesAt = 84, EntriesSumAt = 88, LeastHeaderBytes = 92;

    private const uint Revision1 = 0x0001_0000;

    // UEFI 2.10, table 5-6, "GPT Partition Entry".
    private const int TypeAt = 0, IdAt = 16, FirstBlockAt = 32, LastBlockAt = 40, NameAt = 56, NameBytes = 72, LeastEntryBytes = 128;

    private const int GuidBytes = 16;

    /// <summary>More are not believed; tables have 128.</summary>
    private const uint MostEntries = 4096, MostEntryBytes = 4096;

    public static FileStatus Read(IBlockStore disk, List<Partition> partitions, out bool usedTheCopy)
    {
        usedTheCopy = false;
        FileStatus status = Read(disk, 1, partitions);
        if (status != FileStatus.Damaged) return status;
        usedTheCopy = true;
        partitions.Clear();
        return Read(disk, disk.Blocks - 1, partitions);
    }

    private static FileStatus Read(IBlockStore disk, ulong at, List<Partition> partitions)
    {
        byte[] header = new byte[disk.BlockBytes];
        FileStatus status = disk.Read(at, header);
        if (status != FileStatus.Ok) return status == FileStatus.OutOfRange ? FileStatus.Damaged : status;
        if (!IsSound(header, at, disk.Blocks)) return FileStatus.Damaged;

        uint count = Double(header, EntryCountAt), entryBytes = Double(header, EntryBytesAt);
        byte[] entries = new byte[(count * entryBytes + (uint)disk.BlockBytes - 1) / (uint)disk.BlockBytes * (uint)disk.BlockBytes];
        status = disk.Read(Quad(header, EntriesBlockAt), entries);
        if (status != FileStatus.Ok) return status == FileStatus.OutOfRange ? FileStatus.Damaged : status;
        ReadOnlySpan<byte> bytes = entries.AsSpan(0, (int)(count * entryBytes));
        if (Crc32.HashToUInt32(bytes) != Double(header, EntriesSumAt)) return FileStatus.Damaged;

        ulong firstUsable = Quad(header, FirstUsableAt), lastUsable = Quad(header, LastUsableAt);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = bytes.Slice(i * (int)entryBytes, (int)entryBytes);
            if (!entry.Slice(TypeAt, GuidBytes).ContainsAnyExcept((byte)0)) continue;
            ulong first = Quad(entry, FirstBlockAt), last = Quad(entry, LastBlockAt);
            if (first < firstUsable || last > lastUsable || first > last) return FileStatus.Damaged;
            partitions.Add(new()
            {
                Number = i + 1, FirstBlock = first, Blocks = last - first + 1, Type = new(entry.Slice(TypeAt, GuidBytes)), Id = new(entry.Slice(IdAt, GuidBytes)),
                Name = NameOf(entry.Slice(NameAt, NameBytes)),
            });
        }
        return FileStatus.Ok;
    }

    private static bool IsSound(Span<byte> header, ulong at, ulong blocks)
    {
        uint size = Double(header, HeaderSizeAt), sum = Double(header, HeaderSumAt), count = Double(header, EntryCountAt), entryBytes = Double(header, EntryBytesAt);
        if (!header.StartsWith("EFI PART"u8) || Double(header, RevisionAt) < Revision1 || size < LeastHeaderBytes || size > header.Length) return false;
        header.Slice(HeaderSumAt, sizeof(uint)).Clear();
        if (Crc32.HashToUInt32(header.Slice(0, (int)size)) != sum) return false;
        return Quad(header, OwnBlockAt) == at && count <= MostEntries && entryBytes is >= LeastEntryBytes and <= MostEntryBytes && entryBytes % 8 == 0
            && Quad(header, LastUsableAt) < blocks && Quad(header, EntriesBlockAt) < blocks;
    }

    /// <summary>UTF-16 up to a zero.</summary>
    private static string NameOf(ReadOnlySpan<byte> bytes)
    {
        var name = new StringBuilder();
        for (int i = 0; i < bytes.Length; i += 2)
        {
            char c = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(i));
            if (c == '\0') break;
            name.Append(c);
        }
        return name.ToString();
    }

    private static uint Double(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(at));
    private static ulong Quad(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(at));
}
