using System;
using System.Buffers.Binary;

namespace Diesis.Boot.Elf;

public readonly ref partial struct ElfImage
{
    /// <summary>
    /// Looks for a note: something that is said about the program, by somebody with a name. gABI 5.2, "Note Section".
    /// </summary>
    /// <remarks>Each is: length of the name, length of the content, type, 4 bytes each; name; content; both filled up to 4 bytes.</remarks>
    public bool TryFindNote(ReadOnlySpan<byte> name, uint type, out ReadOnlySpan<byte> content)
    {
        for (int i = 0; i < ProgramHeaderCount; i++)
        {
            ElfProgramHeader header = ProgramHeader(i);
            if (header.Kind != ElfSegmentKind.Note || !IsInside(_file, header.Offset, header.FileSize)) continue;
            if (TryFindNote(_file.Slice((int)header.Offset, (int)header.FileSize), name, type, out content)) return true;
        }
        content = default;
        return false;
    }

    private const int NoteHeaderSize = 12;

    private static bool TryFindNote(ReadOnlySpan<byte> notes, ReadOnlySpan<byte> name, uint type, out ReadOnlySpan<byte> content)
    {
        content = default;
        while (notes.Length >= NoteHeaderSize)
        {
            ulong nameLength = BinaryPrimitives.ReadUInt32LittleEndian(notes), contentLength = BinaryPrimitives.ReadUInt32LittleEndian(notes.Slice(4));
            ulong contentStart = NoteHeaderSize + FilledUp(nameLength);
            if (!IsInside(notes, contentStart, contentLength)) return false;
            ReadOnlySpan<byte> found = notes.Slice(NoteHeaderSize, (int)nameLength);
            if (BinaryPrimitives.ReadUInt32LittleEndian(notes.Slice(8)) == type && found.SequenceEqual(name))
            {
                content = notes.Slice((int)contentStart, (int)contentLength);
                return true;
            }
            ulong next = contentStart + FilledUp(contentLength);
            if (next >= (ulong)notes.Length) return false;
            notes = notes.Slice((int)next);
        }
        return false;
    }

    private static ulong FilledUp(ulong length) => length + 3 & ~3UL;
}
