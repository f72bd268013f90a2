using System;

namespace Diesis.Contracts.Files;

/// <summary>What is known of a file or a folder.</summary>
/// <remarks>
///   0      8          16         24         32         40     41           42     44
///   size   modified   created    accessed   identity   kind   attributes   (0)    links
/// </remarks>
public struct FileFacts
{
    /// <summary>Of a file's content, in bytes; 0 for a folder.</summary>
    public ulong Size;

    /// <summary>Universal time in units of 100 ns since the year 1, as <see cref="DateTime.Ticks"/>; 0: not known.</summary>
    public long ModifiedTicks, CreatedTicks, AccessedTicks;

    /// <summary>The same for as long as somebody has it open, under whatever name; no two of a volume that are open have the same. 0: not told, as in lists.</summary>
    public ulong Identity;

    public FileKind Kind;
    public FileAttributes Attributes;

    /// <summary>Zeros.</summary>
    public ushort Reserved;

    /// <summary>Names that lead to it: 1 where a file has one.</summary>
    public uint Links;

    public readonly bool IsFolder => Kind == FileKind.Folder;
    public readonly bool IsReadOnly => (Attributes & FileAttributes.ReadOnly) != 0;
    public readonly DateTime Modified => TimeOf(ModifiedTicks);
    public readonly DateTime Created => TimeOf(CreatedTicks);
    public readonly DateTime Accessed => TimeOf(AccessedTicks);

    /// <summary>Whoever keeps files may say anything.</summary>
    private static DateTime TimeOf(long ticks) => (ulong)ticks > (ulong)DateTime.MaxValue.Ticks ? default : new(ticks, DateTimeKind.Utc);
}
