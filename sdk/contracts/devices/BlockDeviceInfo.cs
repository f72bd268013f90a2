using System.Runtime.CompilerServices;

namespace Diesis.Contracts.Devices;

/// <summary>What a device that keeps blocks says of itself.</summary>
public struct BlockDeviceInfo
{
    public const int SerialLength = 20;

    [InlineArray(SerialLength)]
    public struct SerialBytes { private byte _first; }

    /// <summary>How many there are.</summary>
    public ulong Blocks;

    /// <summary>A power of two from 512 to 4096.</summary>
    public uint BlockBytes;

    /// <summary>In one request.</summary>
    public uint MostBlocks;

    /// <summary>By what its maker, or whoever set it up, calls this one; filled up with zeros, and perhaps nothing else.</summary>
    public SerialBytes Serial;

    public bool IsReadOnly;

    /// <summary>What is written may be lost with the power until <see cref="IBlockDevice.Flush"/>.</summary>
    public bool IsVolatile;

    /// <summary>So many requests can be under way at a time; others wait for their turn.</summary>
    public ushort MostUnderWay;
}
