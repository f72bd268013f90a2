using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Machines;

namespace Diesis.Boot.Elf;

public readonly ref partial struct ElfImage
{
    /// <summary>Checks everything that <see cref="Load"/> and the page tables will rely on.</summary>
    /// <param name="lowest">Where the first page of a program may lie that cannot be moved.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> file, ElfProcessor processor, VirtualAddress lowest, out ElfImage image, out Problem problem)
    {
        image = default;
        problem = CheckHeader(file, processor, out ElfHeader header);
        if (!problem.IsNone) return false;

        problem = FindProgramHeaders(file, header, out ReadOnlySpan<byte> programHeaders);
        if (!problem.IsNone) return false;

        ElfImage unrelocated = new(file, header, programHeaders, default, 0, 0);
        problem = unrelocated.CheckSegments(header.Entry, out ulong start, out ulong end);
        if (!problem.IsNone) return false;
        if (header.Type == ElfFileType.Executable && start < lowest.Value)
        {
            problem = Problem.Because("is linked for an address where programs of its kind may not be"u8);
            return false;
        }

        unrelocated = new(file, header, programHeaders, default, start, (int)(end - start));
        problem = unrelocated.FindRelocations(out ReadOnlySpan<byte> relocations);
        if (!problem.IsNone) return false;

        image = new(file, header, programHeaders, relocations, start, (int)(end - start));
        problem = image.CheckRelocations(processor);
        return problem.IsNone;
    }

    private static Problem CheckHeader(ReadOnlySpan<byte> file, ElfProcessor processor, out ElfHeader header)
    {
        header = default;
        if (file.Length < Unsafe.SizeOf<ElfHeader>()) return Problem.Because("is too short for an ELF file"u8);
        header = MemoryMarshal.Read<ElfHeader>(file);
        ref readonly ElfIdentification identification = ref header.Identification;
        if (identification.Magic != ElfHeader.Magic) return Problem.Because("is not an ELF file"u8);
        if (identification.Class != ElfHeader.Class64) return Problem.Because("is not a 64-bit ELF file"u8);
        if (identification.ByteOrder != ElfHeader.LittleEndian)
            return Problem.Because("is not a little-endian ELF file"u8);
        if (identification.Version != ElfHeader.CurrentVersion || header.Version != ElfHeader.CurrentVersion)
            return Problem.Because("is an ELF file of an unknown version"u8);
        if (header.Type is not (ElfFileType.Executable or ElfFileType.PositionIndependent))
            return Problem.Because("is an ELF file, but not a program"u8);
        if (header.Processor != processor) return Problem.Because("is a program for another processor"u8);
        return Problem.None;
    }

    private static Problem FindProgramHeaders(
        ReadOnlySpan<byte> file, scoped in ElfHeader header, out ReadOnlySpan<byte> found)
    {
        found = default;
        int size = Unsafe.SizeOf<ElfProgramHeader>();
        if (header.ProgramHeaderSize != size) return Problem.Because("has program headers of an unknown size"u8);
        if (header.ProgramHeaderCount is 0 or > MostProgramHeaders)
            return Problem.Because("has no program headers, or more than 64"u8);
        if (!IsInside(file, header.ProgramHeaders, (ulong)header.ProgramHeaderCount * (ulong)size))
            return Problem.Because("is cut off: its program headers lie outside the file"u8);
        found = file.Slice((int)header.ProgramHeaders, header.ProgramHeaderCount * size);
        return Problem.None;
    }

    /// <summary>Runs before the image's bounds are known: deals in linked addresses.</summary>
    private Problem CheckSegments(ulong entry, out ulong start, out ulong end)
    {
        start = end = 0;
        bool hasEntry = false, isFirst = true;
        for (int i = 0; i < ProgramHeaderCount; i++)
        {
            ElfProgramHeader header = ProgramHeader(i);
            if (header.Kind == ElfSegmentKind.Interpreter)
                return Problem.Because("wants to be loaded by another program"u8);
            if (header.Kind == ElfSegmentKind.ThreadLocal) return Problem.Because("uses thread-local storage"u8);
            if (!IsLoaded(header)) continue;

            Problem problem = CheckSegment(header);
            if (!problem.IsNone) return problem;
            ulong firstPage = header.VirtualAddress & ~Page.OffsetMask;
            if (isFirst) start = firstPage;
            else if (firstPage < end) return Problem.Because("has segments that share a page or are out of order"u8);
            isFirst = false;
            end = (header.VirtualAddress + header.MemorySize + Page.OffsetMask) & ~Page.OffsetMask;
            if (end - start > LargestSize) return Problem.Because("takes more than 256 MiB of memory"u8);
            hasEntry |= (header.Flags & ElfSegmentFlags.Execute) != 0
                && entry >= header.VirtualAddress && entry - header.VirtualAddress < header.FileSize;
        }
        if (isFirst) return Problem.Because("has nothing to load"u8);
        return hasEntry ? Problem.None : Problem.Because("has its entry point outside its code"u8);
    }

    private Problem CheckSegment(scoped in ElfProgramHeader header)
    {
        if (!IsInside(_file, header.Offset, header.FileSize))
            return Problem.Because("is cut off: a segment lies outside the file"u8);
        if (header.FileSize > header.MemorySize)
            return Problem.Because("has a segment larger in the file than in memory"u8);
        if (header.MemorySize > LargestSize) return Problem.Because("takes more than 256 MiB of memory"u8);

        // The last page stays free, so that no address computed from an end wraps.
        if (header.VirtualAddress > ulong.MaxValue - header.MemorySize - 2 * Page.Size)
            return Problem.Because("has a segment that passes the end of the address space"u8);
        const ElfSegmentFlags WriteAndExecute = ElfSegmentFlags.Write | ElfSegmentFlags.Execute;
        if ((header.Flags & WriteAndExecute) == WriteAndExecute)
            return Problem.Because("has a segment that is both writable and executable"u8);
        return Problem.None;
    }

    private Problem FindRelocations(out ReadOnlySpan<byte> relocations)
    {
        relocations = default;
        ElfDynamicSummary summary = default;
        for (int i = 0; i < ProgramHeaderCount; i++)
        {
            ElfProgramHeader header = ProgramHeader(i);
            if (header.Kind != ElfSegmentKind.Dynamic) continue;
            if (!IsInside(_file, header.Offset, header.FileSize))
                return Problem.Because("is cut off: its dynamic section lies outside the file"u8);
            Problem problem = summary.Read(_file.Slice((int)header.Offset, (int)header.FileSize));
            if (!problem.IsNone) return problem;
        }
        if (summary.RelocationSize == 0) return Problem.None;
        if (!IsRelocatable) return Problem.Because("has relocations, but is not position-independent"u8);
        if (!TryFindContent(summary.Relocations, summary.RelocationSize, out relocations))
            return Problem.Because("has its relocations outside its segments"u8);
        return Problem.None;
    }

    private Problem CheckRelocations(ElfProcessor processor)
    {
        // ELF psABI for x86-64, 4.4, R_X86_64_RELATIVE; ELF for the Arm 64-bit Architecture, 5.7, R_AARCH64_RELATIVE.
        uint relative = processor == ElfProcessor.AArch64 ? 1027u : 8u;
        ulong end = 0;
        for (int i = 0; i < RelocationCount; i++)
        {
            ElfRelocation relocation = Relocation(i);
            if (relocation.Type == 0) continue;
            if (relocation.Type != relative || relocation.Symbol != 0)
                return Problem.Because("has relocations other than relative ones"u8);
            ulong offset = unchecked(relocation.Place - _base);
            if (!IsInData(offset)) return Problem.Because("has a relocation outside its segments, or in its code"u8);
            if (offset % sizeof(ulong) != 0 || offset < end) return Problem.Because("has relocations off their alignment or out of order"u8);
            end = offset + sizeof(ulong);
        }
        return Problem.None;
    }

    private bool IsInData(ulong offset)
    {
        foreach (ElfSegment segment in Segments)
        {
            if (segment.Protection != Protection.ReadExecute && offset >= (ulong)segment.FirstPage && offset <= (ulong)segment.EndOfPages - sizeof(ulong))
                return true;
        }
        return false;
    }

    /// <summary>Translates linked addresses into bytes of the file.</summary>
    private bool TryFindContent(ulong address, ulong length, out ReadOnlySpan<byte> content)
    {
        content = default;
        ulong offset = unchecked(address - _base);
        foreach (ElfSegment segment in Segments)
        {
            if (offset < (ulong)segment.Offset || !IsInside(segment.Content, offset - (ulong)segment.Offset, length))
                continue;
            content = segment.Content.Slice((int)(offset - (ulong)segment.Offset), (int)length);
            return true;
        }
        return false;
    }

    private static bool IsInside(ReadOnlySpan<byte> whole, ulong offset, ulong length)
        => offset <= (ulong)whole.Length && length <= (ulong)whole.Length - offset;
}
