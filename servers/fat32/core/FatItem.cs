using System;

namespace Diesis.Servers.Fat;

/// <summary>What a folder says of something in it.</summary>
public readonly struct FatItem
{
    public string Name { get; init; }
    public bool IsFolder { get; init; }

    /// <summary>Of a file, in bytes.</summary>
    public uint Size { get; init; }

    public FatAttributes Attributes { get; init; }

    /// <summary>The beginning of time where the disk has none that makes sense.</summary>
    public DateTime Modified { get; init; }
    public DateTime Created { get; init; }

    /// <summary>The day.</summary>
    public DateTime Accessed { get; init; }
}
