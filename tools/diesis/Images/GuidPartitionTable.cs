using System.Buffers.Binary;
using System.Text;

namespace Diesis.Tools.Images;

/// <summary>A partition to be written into a table.</summary>
internal sealed record DiskPartition(string Name, Guid Type, Guid Id, long FirstSector, long LastSector);

/// <summary>Writes GUID partition tables. UEFI 2.10, 5.2 and 5.3.</summary>
/// <remarks>
///   sector 0         1        2 … 33      34 …  end - 34   end - 33 … end - 2   end - 1
///   protective MBR   header   entries     partitions       entries              header
/// </remarks>
internal static class GuidPartitionTable
{
    public static readonly Guid EfiSystem = new("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
    public static readonly Guid BiosBoot = new("21686148-6449-6e6f-744e-656564454649");

    public const int SectorBytes = 512;

    /// <summary>What the table takes at each end of the disk, without the protective MBR.</summary>
    public const int Sectors = 1 + EntrySectors;

    private const int EntryBytes = 128;
    private const int EntryCount = 128;
    private const int EntrySectors = EntryCount * EntryBytes / SectorBytes;
    private const int HeaderBytes = 92;

    public static void Write(Stream disk, Guid id, IReadOnlyList<DiskPartition> partitions)
    {
        var last = disk.Length / SectorBytes - 1;
        var entries = Entries(partitions);
        Put(disk, 0, ProtectiveMbr(last));
        Put(disk, 1, Header(id, self: 1, other: last, firstEntry: 2, last, entries));
        Put(disk, 2, entries);
        Put(disk, last - EntrySectors, entries);
        Put(disk, last, Header(id, self: last, other: 1, firstEntry: last - EntrySectors, last, entries));
    }

    /// <summary>One old-style partition over everything, so that old programs keep their hands off.</summary>
    private static byte[] ProtectiveMbr(long last)
    {
        var mbr = new byte[SectorBytes];
        var entry = mbr.AsSpan(446);
        ReadOnlySpan<byte> start = [0x00, 0x00, 0x02, 0x00, 0xee, 0xff, 0xff, 0xff];
        start.CopyTo(entry);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], (uint)Math.Min(last, uint.MaxValue));
        mbr[510] = 0x55;
        mbr[511] = 0xaa;
        return mbr;
    }

    private static byte[] Header(Guid id, long self, long other, long firstEntry, long last, byte[] entries)
    {
        var header = new byte[SectorBytes];
        "EFI PART"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), 0x0001_0000); // revision 1.0
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), HeaderBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), self);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), other);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(40), 1 + Sectors);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(48), last - Sectors);
        _ = id.TryWriteBytes(header.AsSpan(56));
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(72), firstEntry);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(80), EntryCount);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(84), EntryBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(88), Crc32(entries));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), Crc32(header.AsSpan(0, HeaderBytes)));
        return header;
    }

    private static byte[] Entries(IReadOnlyList<DiskPartition> partitions)
    {
        var entries = new byte[EntryCount * EntryBytes];
        for (var i = 0; i < partitions.Count; i++)
        {
            var entry = entries.AsSpan(i * EntryBytes, EntryBytes);
            _ = partitions[i].Type.TryWriteBytes(entry);
            _ = partitions[i].Id.TryWriteBytes(entry[16..]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[32..], partitions[i].FirstSector);
            BinaryPrimitives.WriteInt64LittleEndian(entry[40..], partitions[i].LastSector);
            _ = Encoding.Unicode.GetBytes(partitions[i].Name, entry[56..]);
        }
        return entries;
    }

    private static void Put(Stream disk, long sector, byte[] content)
    {
        disk.Position = sector * SectorBytes;
        disk.Write(content);
    }

    /// <summary>The CRC of Ethernet and zip files, polynomial 0x04C11DB7 with its bits reversed.</summary>
    internal static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1;
        }
        return ~crc;
    }
}
