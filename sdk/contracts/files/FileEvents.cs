using System;

namespace Diesis.Contracts.Files;

/// <summary>What happens to a folder, or to a file, that somebody watches. Who hears of it looks what it was: events add up until then.</summary>
[Flags]
public enum FileEvents : byte
{
    /// <summary>There is something in the folder that was not there, by this name, before.</summary>
    Added = 1 << 0,

    /// <summary>Something in the folder is not there any more, or not by its name of before.</summary>
    Removed = 1 << 1,

    /// <summary>The content of the file, or of a file in the folder, has changed, or its size.</summary>
    Written = 1 << 2,

    /// <summary>Attributes or times were set.</summary>
    Changed = 1 << 3,

    /// <summary>What is watched is gone itself.</summary>
    Gone = 1 << 4,
}
