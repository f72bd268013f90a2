namespace Diesis.Boot.Elf;

/// <summary>The head of a 64-bit ELF file. System V ABI (gABI) 4.1, "ELF Header".</summary>
public readonly struct ElfHeader
{
    public const uint Magic = 0x464C_457F;
    public const byte Class64 = 2;
    public const byte LittleEndian = 1;
    public const byte CurrentVersion = 1;

    public readonly ElfIdentification Identification;
    public readonly ElfFileType Type;
    public readonly ElfProcessor Processor;
    public readonly uint Version;
    public readonly ulong Entry;
    public readonly ulong ProgramHeaders;
    public readonly ulong SectionHeaders;
    public readonly uint Flags;
    public readonly ushort HeaderSize;
    public readonly ushort ProgramHeaderSize;
    public readonly ushort ProgramHeaderCount;
    public readonly ushort SectionHeaderSize;
    public readonly ushort SectionHeaderCount;
    public readonly ushort SectionNames;
}

/// <summary>The first 16 bytes: e_ident.</summary>
public readonly struct ElfIdentification
{
    public readonly uint Magic;
    public readonly byte Class;
    public readonly byte ByteOrder;
    public readonly byte Version;
    public readonly byte OsAbi;
    public readonly ulong Padding;
}

public enum ElfFileType : ushort
{
    Executable = 2,
    PositionIndependent = 3,
}

/// <summary>e_machine.</summary>
public enum ElfProcessor : ushort
{
    X86_64 = 62,
    AArch64 = 183,
}
