using System;
using System.Buffers.Binary;

namespace Diesis.Servers.Fat;

/// <summary>One of the 32-byte slots that folders are made of, seen as the entry of a file or folder.</summary>
/// <remarks>FAT, "FAT Directory Structure". All numbers are little-endian.</remarks>
internal readonly ref struct FatSlot(Span<byte> bytes)
{
    public const int Bytes = 32;

    /// <summary>FAT, DIR_Name[0]: nothing here; nothing here and behind; and what stands for a first byte of 0xE5.</summary>
    private const byte Deleted = 0xE5, End = 0, StandsForE5 = 0x05;

    private const int NameBytes = 11, AttributesAt = 11, CaseAt = 12, CreatedTenthsAt = 13, CreatedTimeAt = 14, CreatedDateAt = 16, AccessedDateAt = 18,
        ClusterHighAt = 20, ModifiedTimeAt = 22, ModifiedDateAt = 24, ClusterLowAt = 26, SizeAt = 28;

    private readonly Span<byte> _bytes = bytes;

    public bool IsEnd => _bytes[0] == End;
    public bool IsFree => _bytes[0] is Deleted or End;

    public FatAttributes Attributes
    {
        get => (FatAttributes)_bytes[AttributesAt];
        set => _bytes[AttributesAt] = (byte)value;
    }

    /// <summary>FAT, "Long Directory Entries": this is a part of a long name.</summary>
    public bool IsLongName => (Attributes & FatAttributes.LongNameMask) == FatAttributes.LongName;

    public bool IsVolumeLabel => !IsLongName && (Attributes & FatAttributes.VolumeLabel) != 0;

    public uint Cluster
    {
        get => (uint)Word(ClusterHighAt) << 16 | Word(ClusterLowAt);
        set { SetWord(ClusterHighAt, (ushort)(value >> 16)); SetWord(ClusterLowAt, (ushort)value); }
    }

    public uint Size
    {
        get => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(SizeAt));
        set => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.Slice(SizeAt), value);
    }

    public FatTime Modified
    {
        get => new(Word(ModifiedDateAt), Word(ModifiedTimeAt));
        set { SetWord(ModifiedDateAt, value.Date); SetWord(ModifiedTimeAt, value.Time); }
    }

    public FatTime Created
    {
        get => new(Word(CreatedDateAt), Word(CreatedTimeAt));
        set { SetWord(CreatedDateAt, value.Date); SetWord(CreatedTimeAt, value.Time); _bytes[CreatedTenthsAt] = 0; }
    }

    /// <summary>A day only.</summary>
    public FatTime Accessed
    {
        get => new(Word(AccessedDateAt), 0);
        set => SetWord(AccessedDateAt, value.Date);
    }

    /// <summary>The name of eight and three characters, and in which case it is shown.</summary>
    public ShortName ShortName
    {
        get
        {
            ShortName name = new(_bytes.Slice(0, NameBytes), _bytes[CaseAt]);
            if (_bytes[0] == StandsForE5) name.SetFirst(Deleted);
            return name;
        }
        set
        {
            value.Bytes.CopyTo(_bytes);
            if (_bytes[0] == Deleted) _bytes[0] = StandsForE5;
            _bytes[CaseAt] = value.Case;
        }
    }

    public void Delete() => _bytes[0] = Deleted;
    public void MarkEnd() => _bytes[0] = End;

    private ushort Word(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(at));
    private void SetWord(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(_bytes.Slice(at), value);
}
