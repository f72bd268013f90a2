using System;

namespace Diesis.Storage.Partitions;

/// <summary>A part of a disk, as the disk's table has it: within the disk, and in no other part.</summary>
public sealed record Partition
{
    /// <summary>As people count them: from 1; in an MBR the logical ones from 5 on.</summary>
    public required int Number { get; init; }

    public required ulong FirstBlock { get; init; }
    public required ulong Blocks { get; init; }

    /// <summary>What it is for: in a GPT. All zeros in an MBR.</summary>
    public Guid Type { get; init; }

    /// <summary>In a GPT its own, on whatever disk a copy of it is.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is for: in an MBR. 0 in a GPT.</summary>
    public byte MbrType { get; init; }

    /// <summary>In a GPT, if it was given one.</summary>
    public string Name { get; init; } = "";
}
