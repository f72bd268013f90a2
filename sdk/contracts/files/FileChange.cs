using System;

namespace Diesis.Contracts.Files;

/// <summary>What of a file's facts is to be set.</summary>
[Flags]
public enum FileChanges : byte
{
    None = 0,
    Attributes = 1 << 0,
    Modified = 1 << 1,
    Accessed = 1 << 2,
}

/// <summary>New facts of a file or folder: those that <see cref="What"/> names.</summary>
public struct FileChange
{
    /// <summary>As in <see cref="FileFacts"/>.</summary>
    public long ModifiedTicks, AccessedTicks;

    public FileChanges What;
    public FileAttributes Attributes;

    /// <summary>Zeros.</summary>
    public ushort Reserved;
    public uint ReservedToo;
}
