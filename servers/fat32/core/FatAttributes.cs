using System;

namespace Diesis.Servers.Fat;

/// <summary>FAT, DIR_Attr.</summary>
[Flags]
public enum FatAttributes : byte
{
    None = 0,
    ReadOnly = 1 << 0,
    Hidden = 1 << 1,
    System = 1 << 2,
    VolumeLabel = 1 << 3,
    Folder = 1 << 4,

    /// <summary>Changed since it was archived.</summary>
    Archive = 1 << 5,

    /// <summary>What no file has: a part of a long name.</summary>
    LongName = ReadOnly | Hidden | System | VolumeLabel,

    /// <summary>What is looked at to see that.</summary>
    LongNameMask = LongName | Folder | Archive,
}
