using System;

namespace Diesis.Boot.Elf;

/// <summary>A piece of an ELF file and where it goes. gABI 5.1, "Program Header".</summary>
public readonly struct ElfProgramHeader
{
    public readonly ElfSegmentKind Kind;
    public readonly ElfSegmentFlags Flags;
    public readonly ulong Offset;
    public readonly ulong VirtualAddress;
    public readonly ulong PhysicalAddress;
    public readonly ulong FileSize;
    public readonly ulong MemorySize;
    public readonly ulong Alignment;
}

/// <summary>p_type, as far as a kernel may use it or must not.</summary>
public enum ElfSegmentKind : uint
{
    Load = 1,
    Dynamic = 2,
    Interpreter = 3,
    Note = 4,
    ThreadLocal = 7,
}

/// <summary>p_flags.</summary>
[Flags]
public enum ElfSegmentFlags : uint
{
    None = 0,
    Execute = 1,
    Write = 2,
    Read = 4,
}
