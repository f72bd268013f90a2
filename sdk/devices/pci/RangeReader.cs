using System.Collections.Generic;
using System.Numerics;

namespace Diesis.Devices.Pci;

/// <summary>Reads where a function answers, and how much room it needs there.</summary>
internal static class RangeReader
{
    private const int BytesPerRegister = sizeof(uint);

    /// <summary>Ports have 16 bits, and a function need not tell of more (PCI Local Bus Specification 3.0, 6.2.5.1).</summary>
    private const uint PortMask = 0xFFFF;

    /// <param name="count">How many registers there are.</param>
    /// <remarks>The function answers at none of its ranges meanwhile.</remarks>
    public static List<PciRange> Read(IConfigurationSpace space, PciAddress function, int count, List<PciProblem> problems)
    {
        List<PciRange> ranges = [];
        PciCommand command = PciCommand.Read(space, function);
        command.Deaf().Write(space, function);
        for (int index = 0; index < count; index++)
        {
            int register = ConfigurationRegister.FirstRange + index * BytesPerRegister;
            bool isSound = TryRead(space, function, register, isLast: index == count - 1, out bool isWide, out PciRange range);
            if (!isSound) problems.Add(new(function, PciFault.BadRange, register));
            else if (range.Bytes != 0) ranges.Add(range with { Index = index });
            if (isWide) index++;
        }
        command.Write(space, function);
        return ranges;
    }

    /// <param name="range">Of no bytes when there is none.</param>
    /// <param name="isWide">It took the next register, too.</param>
    private static bool TryRead(IConfigurationSpace space, PciAddress function, int register, bool isLast, out bool isWide, out PciRange range)
    {
        range = default;
        var (word, mask) = Measure(space, function, register);
        var low = new RangeRegister(word);
        isWide = low.HasUpperHalf && mask != 0;
        if (mask == 0) return true;
        if (!low.IsKnownKind || isWide && isLast) return false;

        ulong start = low.Address, addresses = new RangeRegister(mask).Address;
        if (isWide)
        {
            var (upper, upperMask) = Measure(space, function, register + BytesPerRegister);
            start |= (ulong)upper << 32;
            addresses |= (ulong)upperMask << 32;
        }
        else
        {
            // What the mask does not reach up to counts as ones.
            addresses |= 0xFFFF_FFFF_0000_0000;
            if (low.IsPorts && (mask & ~PortMask) == 0) addresses |= ~(ulong)PortMask;
        }
        ulong bytes = unchecked(0 - addresses);
        if (!BitOperations.IsPow2(bytes) || (start & bytes - 1) != 0 || start > ulong.MaxValue - bytes) return false;
        range = new(0, low.IsPorts ? PciRangeKind.Ports : PciRangeKind.Memory, start, bytes, low.IsPrefetchable);
        return true;
    }

    /// <summary>What a register says, and which of its bits can be changed.</summary>
    private static (uint Word, uint Mask) Measure(IConfigurationSpace space, PciAddress function, int register)
    {
        uint word = space.Read(function, register);
        space.Write(function, register, uint.MaxValue);
        uint mask = space.Read(function, register);
        space.Write(function, register, word);
        return (word, mask);
    }
}
