using System;

namespace Diesis.Archives;

/// <summary>
/// The files of a tar archive, one after the other. Read is what POSIX calls ustar and what GNU tar writes for short names; links, devices and
/// the extensions of both are refused, since nothing that is started from an archive needs them.
/// </summary>
/// <remarks>
/// IEEE Std 1003.1-2017, pax, "ustar Interchange Format". A header of 512 bytes, the content, zeros up to the next 512; two blocks of zeros end it.
///
///   0      100   108   116   124    136     148        156    157         257     263       …   345       500   512
///   name   mode  user  group size   time    check sum  kind   link name   magic   version       prefix
/// </remarks>
public ref struct TarReader(ReadOnlySpan<byte> archive)
{
    private const int BlockBytes = 512;
    private const int NameLength = 100, SizeAt = 124, SizeLength = 12, CheckSumAt = 148, CheckSumLength = 8, KindAt = 156, MagicAt = 257,
        PrefixAt = 345, PrefixLength = 155;
    private const byte RegularFile = (byte)'0', OldRegularFile = 0, Folder = (byte)'5';

    private ReadOnlySpan<byte> _rest = archive;

    /// <summary>What was wrong when <see cref="TryNext"/> came to an end.</summary>
    public ArchiveProblem Problem { get; private set; } = ArchiveProblem.None;

    /// <summary>Goes on to the next file; folders are passed over.</summary>
    /// <returns>False at the end, and when something is wrong with the archive.</returns>
    public bool TryNext(out TarFile file)
    {
        file = default;
        while (Problem == ArchiveProblem.None)
        {
            if (_rest.Length < BlockBytes) return Fail(ArchiveProblem.CutOff);
            ReadOnlySpan<byte> header = _rest.Slice(0, BlockBytes);
            if (!header.ContainsAnyExcept((byte)0)) return End();
            Problem = ReadHeader(header, out ulong size, out TarPath path);
            if (Problem != ArchiveProblem.None) return false;
            if (size > (ulong)(_rest.Length - BlockBytes)) return Fail(ArchiveProblem.CutOff);
            ReadOnlySpan<byte> content = _rest.Slice(BlockBytes, (int)size);
            int blocks = (int)((size + BlockBytes - 1) / BlockBytes);
            if (blocks * BlockBytes > _rest.Length - BlockBytes) return Fail(ArchiveProblem.CutOff);
            _rest = _rest.Slice(BlockBytes + blocks * BlockBytes);
            if (header[KindAt] == Folder) continue;
            file = new TarFile(path, content);
            return true;
        }
        return false;
    }

    private bool Fail(ArchiveProblem problem)
    {
        Problem = problem;
        return false;
    }

    /// <summary>Two blocks of zeros, and as many more as there are.</summary>
    private bool End()
    {
        if (_rest.Length < 2 * BlockBytes) return Fail(ArchiveProblem.CutOff);
        if (_rest.ContainsAnyExcept((byte)0)) return Fail(ArchiveProblem.Trailing);
        return false;
    }

    private static ArchiveProblem ReadHeader(ReadOnlySpan<byte> header, out ulong size, out TarPath path)
    {
        size = 0;
        path = default;
        if (!header.Slice(MagicAt).StartsWith("ustar\0"u8) && !header.Slice(MagicAt).StartsWith("ustar  \0"u8)) return ArchiveProblem.UnknownFormat;
        if (!TryReadOctal(header.Slice(CheckSumAt, CheckSumLength), out ulong sum)) return ArchiveProblem.BadNumber;
        if (sum != CheckSum(header)) return ArchiveProblem.WrongCheckSum;
        byte kind = header[KindAt];
        if (kind is not (RegularFile or OldRegularFile or Folder)) return ArchiveProblem.NotAFile;
        if (!TryReadOctal(header.Slice(SizeAt, SizeLength), out size)) return ArchiveProblem.BadNumber;
        if (kind == Folder && size != 0) return ArchiveProblem.WrongSize;
        // GNU's own format has times where ustar has its prefix.
        bool hasPrefix = header[MagicAt + 5] == 0;
        ReadOnlySpan<byte> prefix = hasPrefix ? UpToZero(header.Slice(PrefixAt, PrefixLength)) : default;
        return TarPath.TryMake(prefix, UpToZero(header.Slice(0, NameLength)), kind == Folder, out path) ? ArchiveProblem.None : ArchiveProblem.BadPath;
    }

    /// <summary>Of all bytes, those of the sum itself taken as spaces.</summary>
    private static ulong CheckSum(ReadOnlySpan<byte> header)
    {
        ulong sum = CheckSumLength * (ulong)' ';
        foreach (byte value in header.Slice(0, CheckSumAt)) sum += value;
        foreach (byte value in header.Slice(CheckSumAt + CheckSumLength)) sum += value;
        return sum;
    }

    /// <summary>Octal digits, spaces before them perhaps, up to a space or a zero.</summary>
    private static bool TryReadOctal(ReadOnlySpan<byte> field, out ulong value)
    {
        value = 0;
        int at = 0, digits = 0;
        while (at < field.Length && field[at] == ' ') at++;
        for (; at < field.Length && field[at] is >= (byte)'0' and <= (byte)'7'; at++, digits++) value = value << 3 | (uint)(field[at] - '0');
        bool isEnded = at == field.Length || field[at] is 0 or (byte)' ';
        return digits > 0 && isEnded && !field.Slice(at).ContainsAnyExcept("\0 "u8);
    }

    private static ReadOnlySpan<byte> UpToZero(ReadOnlySpan<byte> field)
    {
        int length = field.IndexOf((byte)0);
        return length < 0 ? field : field.Slice(0, length);
    }
}

/// <summary>A file of an archive.</summary>
public readonly ref struct TarFile(TarPath path, ReadOnlySpan<byte> content)
{
    public TarPath Path { get; } = path;
    public ReadOnlySpan<byte> Content { get; } = content;
}
