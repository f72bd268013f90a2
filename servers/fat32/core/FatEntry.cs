namespace Diesis.Servers.Fat;

/// <summary>What the table says of a cluster: which one comes after it, that it is the last, that it is free, or that it is bad.</summary>
/// <remarks>FAT, "FAT Data Structure": 28 bits; the four above are kept as they are found.</remarks>
public readonly record struct FatEntry(uint Raw)
{
    /// <summary>Numbers from 0x0FFFFFF7 on mean something else.</summary>
    public const uint MostClusters = 0x0FFF_FFF5;

    private const uint NumberBits = 0x0FFF_FFFF;
    private const uint Bad = 0x0FFF_FFF7, LeastLast = 0x0FFF_FFF8;

    /// <summary>In place of a number: the cluster is free; it is the last of its chain.</summary>
    public const uint Free = 0, Last = 0x0FFF_FFFF;

    private uint Number => Raw & NumberBits;

    public bool IsFree => Number == 0;
    public bool IsLast => Number >= LeastLast;
    public bool IsBad => Number == Bad;

    /// <summary>The cluster after this one, if none of the others is true: not yet known to be on the volume.</summary>
    public uint Next => Number;

    public FatEntry With(uint number) => new(Raw & ~NumberBits | number);
}
