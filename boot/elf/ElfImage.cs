using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Machines;

namespace Diesis.Boot.Elf;

/// <summary>
/// A kernel's ELF file that has been checked from end to end: it can be loaded and relocated without further questions.
/// </summary>
/// <remarks>
/// Invariants: every loadable segment lies inside the file and inside <see cref="Size"/>; no two share a page, and they
/// stand in ascending order; none is writable and executable; the entry is in an executable one; every relocation is
/// relative and writes a whole word inside the pages of a segment that is not executable; they stand in ascending order, too.
/// </remarks>
public readonly ref partial struct ElfImage
{
    /// <summary>
    /// Larger images are refused: they would not fit beside each other in the kernel's two gigabytes.
    /// </summary>
    public const int LargestSize = 256 * 1024 * 1024;

    private const int MostProgramHeaders = 64;

    private readonly ReadOnlySpan<byte> _file;
    private readonly ReadOnlySpan<byte> _programHeaders;
    private readonly ReadOnlySpan<byte> _relocations;
    private readonly ulong _base;
    private readonly ulong _entry;

    private ElfImage(
        ReadOnlySpan<byte> file, scoped in ElfHeader header, ReadOnlySpan<byte> programHeaders,
        ReadOnlySpan<byte> relocations,
        ulong start, int size)
    {
        _file = file;
        _programHeaders = programHeaders;
        _relocations = relocations;
        _base = start;
        Size = size;
        _entry = header.Entry;
        IsRelocatable = header.Type == ElfFileType.PositionIndependent;
    }

    /// <summary>Bytes from the start of the first page to the end of the last.</summary>
    public int Size { get; }

    /// <summary>The first instruction, from the start of the first page.</summary>
    public int EntryOffset => (int)(_entry - _base);

    /// <summary>May be put at any page of the kernel's half; otherwise only at <see cref="LinkedBase"/>.</summary>
    public bool IsRelocatable { get; }

    /// <summary>The page that the image was linked for.</summary>
    public VirtualAddress LinkedBase => new(_base);

    public ElfSegments Segments => new(this);

    /// <summary>
    /// Fills <paramref name="memory"/>, <see cref="Size"/> bytes, with the image as it has to be when that memory is
    /// seen at <paramref name="at"/>.
    /// </summary>
    public void Load(Span<byte> memory, VirtualAddress at)
    {
        memory.Clear();
        foreach (ElfSegment segment in Segments) segment.Content.CopyTo(memory.Slice(segment.Offset));
        for (int i = 0; TryFindRelocation(ref i, at, out int place, out ulong word); i++) MemoryMarshal.Write(memory.Slice(place, sizeof(ulong)), in word);
    }

    /// <summary>Finds a word of the image that depends on where that lies: the first of an index or behind it, in ascending order of their places.</summary>
    /// <param name="index">Where to look, and where it was found.</param>
    /// <param name="place">Where the word is, from the first page on: inside a page of one of the segments.</param>
    /// <param name="word">What it has to be when the image is seen at <paramref name="at"/>.</param>
    /// <returns>False when there is no further one.</returns>
    public bool TryFindRelocation(ref int index, VirtualAddress at, out int place, out ulong word)
    {
        for (; index < RelocationCount; index++)
        {
            ElfRelocation relocation = Relocation(index);
            if (relocation.Type == 0) continue;
            place = (int)(relocation.Place - _base);
            word = unchecked(relocation.Addend + (at.Value - _base));
            return true;
        }
        place = 0;
        word = 0;
        return false;
    }

    private int RelocationCount => _relocations.Length / Unsafe.SizeOf<ElfRelocation>();

    private ElfRelocation Relocation(int index)
        => MemoryMarshal.Read<ElfRelocation>(_relocations.Slice(index * Unsafe.SizeOf<ElfRelocation>()));

    private int ProgramHeaderCount => _programHeaders.Length / Unsafe.SizeOf<ElfProgramHeader>();

    private ElfProgramHeader ProgramHeader(int index)
        => MemoryMarshal.Read<ElfProgramHeader>(_programHeaders.Slice(index * Unsafe.SizeOf<ElfProgramHeader>()));

    /// <summary>Goes over the loadable segments in ascending order.</summary>
    public ref struct ElfSegments(ElfImage image)
    {
        private readonly ElfImage _image = image;
        private int _index = -1;

        public readonly ElfSegments GetEnumerator() => this;

        public readonly ElfSegment Current
        {
            get
            {
                ElfProgramHeader header = _image.ProgramHeader(_index);
                return new(
                    _image._file.Slice((int)header.Offset, (int)header.FileSize),
                    (int)header.Offset,
                    (int)(header.VirtualAddress - _image._base),
                    (int)header.MemorySize,
                    ProtectionOf(header.Flags));
            }
        }

        public bool MoveNext()
        {
            while (++_index < _image.ProgramHeaderCount)
                if (IsLoaded(_image.ProgramHeader(_index))) return true;
            return false;
        }
    }

    private static bool IsLoaded(scoped in ElfProgramHeader header)
        => header.Kind == ElfSegmentKind.Load && header.MemorySize != 0;

    private static Protection ProtectionOf(ElfSegmentFlags flags)
        => (flags & ElfSegmentFlags.Execute) != 0 ? Protection.ReadExecute
            : (flags & ElfSegmentFlags.Write) != 0 ? Protection.ReadWrite
            : Protection.Read;
}
