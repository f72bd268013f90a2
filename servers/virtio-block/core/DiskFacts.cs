using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Diesis.Devices;
using Diesis.Devices.Virtio;

namespace Diesis.VirtioBlock;

/// <summary>What a disk says of itself. VIRTIO 1.2, 5.2.3 and 5.2.4.</summary>
public sealed class DiskFacts
{
    /// <summary>Requests count in these, whatever the blocks of the disk are.</summary>
    public const int SectorBytes = 512;

    /// <summary>Of what a disk is called. VIRTIO 1.2, 5.2.6.</summary>
    public const int SerialBytes = 20;

    private const int MostBlockBytes = 4096;

    private const ulong LimitsBytes = 1 << 1, LimitsBuffers = 1 << 2, ReadOnly = 1 << 5, TellsBlockBytes = 1 << 6, Flushes = 1 << 9;
    private const int CapacityAt = 0, MostBytesAt = 8, MostBuffersAt = 12, BlockBytesAt = 20;

    /// <summary>The registers up to the end of what is read.</summary>
    private const int LeastBytes = 24;

    /// <summary>What the driver makes use of.</summary>
    public const ulong Wanted = LimitsBytes | LimitsBuffers | ReadOnly | TellsBlockBytes | Flushes | VirtioFeature.Events;

    public int BlockBytes { get; private init; }
    public ulong Blocks { get; private init; }
    public bool IsReadOnly { get; private init; }

    /// <summary>Else what was written is on the medium when it is done.</summary>
    public bool MustFlush { get; private init; }

    /// <summary>How many buffers a request may have, and how many bytes each.</summary>
    public int MostBuffers { get; private init; }
    public uint MostBytes { get; private init; }

    /// <returns>False: it says what no disk is like.</returns>
    public static bool TryRead<TRegisters>(VirtioDevice<TRegisters> device, [NotNullWhen(true)] out DiskFacts? facts) where TRegisters : IRegisterBlock
    {
        facts = null;
        ulong features = device.Features;
        if (device.Device.Bytes < LeastBytes || !device.TryReadTogether(registers => Read(registers, features), out DiskFacts read)) return false;
        bool isSound = BitOperations.IsPow2(read.BlockBytes) && read.BlockBytes is >= SectorBytes and <= MostBlockBytes
            && read.Blocks <= ulong.MaxValue / (ulong)read.BlockBytes && read.MostBuffers > 0 && read.MostBytes >= (uint)read.BlockBytes;
        facts = isSound ? read : null;
        return isSound;
    }

    private static DiskFacts Read<TRegisters>(TRegisters registers, ulong features) where TRegisters : IRegisterBlock
    {
        // What it need not say has these values.
        uint blockBytes = (features & TellsBlockBytes) != 0 ? registers.Read32(BlockBytesAt) : SectorBytes;
        ulong sectors = registers.Read32(CapacityAt) | (ulong)registers.Read32(CapacityAt + sizeof(uint)) << 32;
        uint buffers = (features & LimitsBuffers) != 0 ? registers.Read32(MostBuffersAt) : 1;
        return new()
        {
            BlockBytes = (int)Math.Min(blockBytes, int.MaxValue), Blocks = blockBytes < SectorBytes ? 0 : sectors / (blockBytes / SectorBytes),
            IsReadOnly = (features & ReadOnly) != 0, MustFlush = (features & Flushes) != 0, MostBuffers = (int)Math.Min(buffers, DiskRequests.MostBuffers),
            MostBytes = (features & LimitsBytes) != 0 ? registers.Read32(MostBytesAt) : uint.MaxValue,
        };
    }
}
