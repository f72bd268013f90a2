using System.Buffers.Binary;
using Diesis.Boot.Limine;

namespace Diesis.Boot.Elf;

/// <summary>
/// A small kernel's ELF file for tests: code, read-only data with relocations, data with the requests.
/// </summary>
/// <remarks>The file's offsets equal the distances in memory, which keeps tests readable.</remarks>
internal sealed class SampleElf
{
    public const ulong Base = 0xffff_ffff_8000_0000;
    public const int Code = 0x1000, ReadOnly = 0x2000, Data = 0x3000, FileEnd = 0x3800, ImageSize = 0x3000;
    private const int HeaderSize = 64, ProgramHeaderSize = 56;
    private const int Dynamic = ReadOnly + 0x100, Relocations = ReadOnly + 0x200;
    private int _headers;
    private int _relocations;

    public SampleElf(ElfProcessor processor = ElfProcessor.X86_64)
    {
        Put32(0, 0x464c_457f);
        Bytes[4] = 2;
        Bytes[5] = Bytes[6] = 1;
        Put16(16, (ushort)ElfFileType.PositionIndependent);
        Put16(18, (ushort)processor);
        Put32(20, 1);
        Put64(24, Base + 0x10);
        Put64(32, HeaderSize);
        Put16(54, ProgramHeaderSize);
        AddHeader(ElfSegmentKind.Load, ElfSegmentFlags.Read | ElfSegmentFlags.Execute, Code, 0x800, 0x800);
        AddHeader(ElfSegmentKind.Load, ElfSegmentFlags.Read, ReadOnly, 0x800, 0x800);
        AddHeader(ElfSegmentKind.Load, ElfSegmentFlags.Read | ElfSegmentFlags.Write, Data, 0x800, 0xa00);
        AddHeader(ElfSegmentKind.Dynamic, ElfSegmentFlags.Read, Dynamic, 0x40, 0x40);
        PutDynamic(0, ElfDynamicTag.Rela, Base + Relocations - Code);
        PutDynamic(1, ElfDynamicTag.RelaSize, 0);
        PutDynamic(2, ElfDynamicTag.RelaEntrySize, 24);

        LimineRequests requests = LimineRequests.Unanswered;
        System.Runtime.InteropServices.MemoryMarshal.Write(Bytes.AsSpan(Data + 0x40), in requests);
    }

    public byte[] Bytes { get; } = new byte[FileEnd];

    /// <summary>Where in the image a byte of the file goes.</summary>
    public static int InImage(int fileOffset) => fileOffset - Code;

    public SampleElf AddHeader(ElfSegmentKind kind, ElfSegmentFlags flags, int offset, ulong fileSize, ulong memorySize)
    {
        int at = HeaderSize + ProgramHeaderSize * _headers++;
        Put32(at, (uint)kind);
        Put32(at + 4, (uint)flags);
        Put64(at + 8, (ulong)offset);
        Put64(at + 16, Base + (ulong)InImage(offset));
        Put64(at + 24, 0x20_0000);
        Put64(at + 32, fileSize);
        Put64(at + 40, memorySize);
        Put64(at + 48, 0x1000);
        Put16(56, (ushort)_headers);
        return this;
    }

    public SampleElf AddRelocation(ulong place, ulong info, ulong addend)
    {
        int at = Relocations + 24 * _relocations++;
        Put64(at, place);
        Put64(at + 8, info);
        Put64(at + 16, addend);
        PutDynamic(1, ElfDynamicTag.RelaSize, (ulong)(24 * _relocations));
        return this;
    }

    /// <summary>
    /// Overwrites an entry of the dynamic section; there is room for four, the last of which ends it.
    /// </summary>
    public SampleElf PutDynamic(int index, ElfDynamicTag tag, ulong value)
    {
        Put64(Dynamic + 16 * index, (ulong)tag);
        Put64(Dynamic + 16 * index + 8, value);
        return this;
    }

    /// <summary>Overwrites a field of a program header.</summary>
    public SampleElf PutHeader(int index, int field, ulong value)
    {
        Put64(HeaderSize + ProgramHeaderSize * index + field, value);
        return this;
    }

    public SampleElf Put16(int at, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Bytes.AsSpan(at), value);
        return this;
    }

    public SampleElf Put32(int at, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Bytes.AsSpan(at), value);
        return this;
    }

    public SampleElf Put64(int at, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Bytes.AsSpan(at), value);
        return this;
    }
}
