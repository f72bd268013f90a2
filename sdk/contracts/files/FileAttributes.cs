using System;

namespace Diesis.Contracts.Files;

/// <summary>What a file system keeps of a file for those who use it. One that cannot keep something says <see cref="FileStatus.NotSupported"/> when it is set.</summary>
[Flags]
public enum FileAttributes : byte
{
    None = 0,

    /// <summary>Its content does not change, nor does it go, until this is taken from it.</summary>
    ReadOnly = 1 << 0,

    /// <summary>Lists made for people leave it out.</summary>
    Hidden = 1 << 1,

    /// <summary>It belongs to the system.</summary>
    System = 1 << 2,

    /// <summary>It was changed since somebody took this from it, after having kept a copy.</summary>
    Archive = 1 << 3,
}
