using System;
using Diesis.Contracts.Files;

namespace Diesis.Virtio9p.Protocol;

/// <summary>What the answer to a question for a file's attributes says. 9P2000.L, <c>getattr</c>; numbers as in Linux, stat(2) and inode(7).</summary>
internal readonly struct FileDescription
{
    /// <summary>Kind, links, times, size: <c>P9_GETATTR_BASIC</c>.</summary>
    public const ulong Wanted = 0x7FF;

    private const uint KindMask = 0xF000, FolderKind = 0x4000, FileKindBits = 0x8000, LinkKind = 0xA000;

    /// <summary>Ticks up to 1970, when seconds begin; seconds from then to the end of the year 9999.</summary>
    private const long FirstTicks = 621_355_968_000_000_000;
    private const ulong LastSecond = 253_402_300_799;
    private const ulong NanosecondsPerSecond = 1_000_000_000, NanosecondsPerTick = 100;

    public FileIdentity Identity { get; private init; }
    public FileKind Kind { get; private init; }
    public uint Links { get; private init; }
    public ulong Size { get; private init; }
    public long AccessedTicks { get; private init; }
    public long ModifiedTicks { get; private init; }

    public static FileDescription Read(ref MessageReader reader)
    {
        _ = reader.Long(); // Which of them are said: one that is not is zero.
        FileIdentity identity = reader.Identity();
        uint mode = reader.Number();
        _ = reader.Long(); // Owner and group.
        ulong links = reader.Long();
        _ = reader.Long(); // What device it is.
        ulong size = reader.Long();
        _ = reader.Bytes(2 * sizeof(ulong)); // Blocks.
        long accessed = Ticks(ref reader), modified = Ticks(ref reader);
        _ = reader.Bytes(6 * sizeof(ulong)); // Changed, made (which nobody says), generation, version.
        FileKind kind = (mode & KindMask) switch { FolderKind => FileKind.Folder, FileKindBits => FileKind.File, LinkKind => FileKind.Link, _ => FileKind.Other };
        return new()
        {
            Identity = identity, Kind = kind, Links = (uint)Math.Min(links, uint.MaxValue), Size = kind is FileKind.File or FileKind.Link ? size : 0,
            AccessedTicks = accessed, ModifiedTicks = modified,
        };
    }

    /// <summary>0, which is "not known", for what lies before 1970 or behind all years.</summary>
    private static long Ticks(ref MessageReader reader)
    {
        ulong seconds = reader.Long(), nanoseconds = reader.Long();
        if (seconds > LastSecond || nanoseconds >= NanosecondsPerSecond) return 0;
        return FirstTicks + (long)seconds * TimeSpan.TicksPerSecond + (long)(nanoseconds / NanosecondsPerTick);
    }
}
