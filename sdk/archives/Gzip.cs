using System;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace Diesis.Archives;

/// <summary>A file that was compressed by gzip, of one member. RFC 1952.</summary>
public static class Gzip
{
    private const int HeaderBytes = 10, TrailerBytes = 8;
    private const byte FirstMagic = 0x1F, SecondMagic = 0x8B, Deflated = 8;

    [Flags]
    private enum Flags : byte
    {
        Text = 1,
        HeaderCheck = 1 << 1,
        Extra = 1 << 2,
        Name = 1 << 3,
        Comment = 1 << 4,
        Reserved = 0xE0,
    }

    /// <summary>What the file says of the size of its content. Nothing is allocated by it that the caller's own limit does not allow.</summary>
    public static ArchiveProblem ReadSize(ReadOnlySpan<byte> file, int most, out int size)
    {
        size = 0;
        if (file.Length < HeaderBytes + TrailerBytes) return ArchiveProblem.CutOff;
        uint said = BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(file.Length - 4));
        if (said > (uint)most) return ArchiveProblem.TooLarge;
        size = (int)said;
        return ArchiveProblem.None;
    }

    /// <summary>Expands the file into a buffer of the size that <see cref="ReadSize"/> told, and compares its check sum.</summary>
    public static ArchiveProblem Expand(ReadOnlySpan<byte> file, Span<byte> content)
    {
        ArchiveProblem problem = SkipHeader(file, out int start);
        if (problem != ArchiveProblem.None) return problem;
        problem = Inflate.Expand(file.Slice(start), content, out int used);
        if (problem != ArchiveProblem.None) return problem;
        ReadOnlySpan<byte> trailer = file.Slice(start + used);
        if (trailer.Length < TrailerBytes) return ArchiveProblem.CutOff;
        if (trailer.Length > TrailerBytes) return ArchiveProblem.Trailing;
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != Crc32.HashToUInt32(content)) return ArchiveProblem.WrongCheckSum;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer.Slice(4)) == (uint)content.Length ? ArchiveProblem.None : ArchiveProblem.WrongSize;
    }

    /// <summary>2.3.</summary>
    private static ArchiveProblem SkipHeader(ReadOnlySpan<byte> file, out int end)
    {
        end = HeaderBytes;
        if (file.Length < HeaderBytes) return ArchiveProblem.CutOff;
        var flags = (Flags)file[3];
        if (file[0] != FirstMagic || file[1] != SecondMagic || file[2] != Deflated || (flags & Flags.Reserved) != 0) return ArchiveProblem.UnknownFormat;
        if ((flags & Flags.Extra) != 0)
        {
            if (file.Length < end + 2) return ArchiveProblem.CutOff;
            end += 2 + BinaryPrimitives.ReadUInt16LittleEndian(file.Slice(end));
        }
        if ((flags & Flags.Name) != 0 && !TrySkipText(file, ref end)) return ArchiveProblem.CutOff;
        if ((flags & Flags.Comment) != 0 && !TrySkipText(file, ref end)) return ArchiveProblem.CutOff;
        if ((flags & Flags.HeaderCheck) != 0)
        {
            if (file.Length < end + 2) return ArchiveProblem.CutOff;
            if (BinaryPrimitives.ReadUInt16LittleEndian(file.Slice(end)) != (ushort)Crc32.HashToUInt32(file.Slice(0, end))) return ArchiveProblem.WrongCheckSum;
            end += 2;
        }
        return end <= file.Length ? ArchiveProblem.None : ArchiveProblem.CutOff;
    }

    /// <summary>Text ends with a zero.</summary>
    private static bool TrySkipText(ReadOnlySpan<byte> file, ref int at)
    {
        if (at > file.Length) return false;
        int length = file.Slice(at).IndexOf((byte)0);
        at += length + 1;
        return length >= 0;
    }
}
