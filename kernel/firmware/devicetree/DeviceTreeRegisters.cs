using System;

namespace Diesis.Kernel.Firmware.DeviceTrees;

/// <summary>The pairs of address and length that a node's "reg" lists. Devicetree specification 0.4, 2.3.6.</summary>
internal ref struct DeviceTreeRegisters(ReadOnlySpan<byte> value, uint addressCells, uint sizeCells)
{
    private ReadOnlySpan<byte> _rest = value;

    public ulong Start { get; private set; } = 0;
    public ulong Length { get; private set; } = 0;

    /// <summary>Goes on to the next pair; each takes at least four bytes, so the list ends.</summary>
    public bool MoveNext()
    {
        if (addressCells == 0) return false;
        if (!TryTakeCells(ref _rest, addressCells, out ulong start)
            || !TryTakeCells(ref _rest, sizeCells, out ulong length)) return false;
        Start = start;
        Length = length;
        return true;
    }

    /// <summary>Takes a number off the front. Three cells and more are addresses of buses that are no memory.</summary>
    public static bool TryTakeCells(ref ReadOnlySpan<byte> value, uint cells, out ulong number)
    {
        number = 0;
        if (cells > 2 || value.Length < (int)cells * sizeof(uint)) return false;
        number = cells switch { 0 => 0, 1 => value.Big32(0), _ => value.Big64(0) };
        value = value.Slice((int)cells * sizeof(uint));
        return true;
    }
}
