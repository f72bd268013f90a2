namespace Diesis.Machines;

/// <summary>I/O ports that follow each other.</summary>
/// <param name="first">At most 65,535.</param>
/// <param name="count">Such that the last is at most that, too.</param>
public readonly struct PortRange(uint first, uint count)
{
    public uint First { get; } = first;
    public uint Count { get; } = count;

    /// <summary>One past the last.</summary>
    public uint End => First + Count;

    public bool Contains(PortRange other) => other.First >= First && other.End <= End;
}
