using System;

namespace Diesis.Contracts.Files;

/// <summary>What a file is opened for, and what is done when it is there, or is not.</summary>
[Flags]
public enum OpenMode : byte
{
    Read = 1 << 0,
    Write = 1 << 1,

    /// <summary>When there is nothing by that name, an empty file is made.</summary>
    Create = 1 << 2,

    /// <summary>When there is something by that name, it is <see cref="FileStatus.AlreadyThere"/>. With <see cref="Create"/> only.</summary>
    New = 1 << 3,

    /// <summary>The content that is there goes. With <see cref="Write"/> only.</summary>
    Empty = 1 << 4,
}
