using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Boot.Elf;

/// <summary>What a dynamic section says, as far as a kernel may say anything there.</summary>
internal struct ElfDynamicSummary
{
    public ulong Relocations { get; private set; }

    /// <summary>In bytes: a multiple of an <see cref="ElfRelocation"/>'s size, and 0 when there are none.</summary>
    public ulong RelocationSize { get; private set; }

    public Problem Read(ReadOnlySpan<byte> section)
    {
        int size = Unsafe.SizeOf<ElfDynamicEntry>();
        for (; section.Length >= size; section = section.Slice(size))
        {
            ElfDynamicEntry entry = MemoryMarshal.Read<ElfDynamicEntry>(section);
            if (entry.Tag == ElfDynamicTag.End) break;
            Problem problem = Take(entry);
            if (!problem.IsNone) return problem;
        }
        return RelocationSize % (ulong)Unsafe.SizeOf<ElfRelocation>() == 0
            ? Problem.None
            : Problem.Because("has relocations of an unknown size"u8);
    }

    private Problem Take(scoped in ElfDynamicEntry entry)
    {
        switch (entry.Tag)
        {
            case ElfDynamicTag.Rela:
                Relocations = entry.Value;
                break;
            case ElfDynamicTag.RelaSize:
                RelocationSize = entry.Value;
                break;
            case ElfDynamicTag.RelaEntrySize when entry.Value != (ulong)Unsafe.SizeOf<ElfRelocation>():
                return Problem.Because("has relocations of an unknown size"u8);
            case ElfDynamicTag.Rel or ElfDynamicTag.Relr:
                return Problem.Because("has relocations other than RELA"u8);
            case ElfDynamicTag.ProcedureLinkageSize when entry.Value != 0:
                return Problem.Because("has a procedure linkage table"u8);
            case ElfDynamicTag.Needed:
                return Problem.Because("needs a shared library"u8);
        }
        return Problem.None;
    }
}
