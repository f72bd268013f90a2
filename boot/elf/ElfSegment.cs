using System;
using Diesis.Machines;
using Diesis.Abi;

namespace Diesis.Boot.Elf;

/// <summary>A loadable segment of a checked image, placed relative to the image's first page.</summary>
public readonly ref struct ElfSegment(ReadOnlySpan<byte> content, int fileOffset, int offset, int size, Protection protection)
{
    /// <summary>What the file has for it; the rest up to <see cref="Size"/> is zeros.</summary>
    public ReadOnlySpan<byte> Content { get; } = content;

    /// <summary>Where in the file that is.</summary>
    public int FileOffset { get; } = fileOffset;

    /// <summary>Bytes from the first page of the image.</summary>
    public int Offset { get; } = offset;

    public int Size { get; } = size;
    public Protection Protection { get; } = protection;

    /// <summary>The first page of the segment, as bytes from the first page of the image.</summary>
    public int FirstPage => Offset & ~(int)Page.OffsetMask;

    /// <summary>The end of its last page.</summary>
    public int EndOfPages => (int)(((uint)(Offset + Size) + (uint)Page.OffsetMask) & ~(uint)Page.OffsetMask);
}
