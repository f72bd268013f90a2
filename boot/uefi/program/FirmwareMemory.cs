using System;
using Diesis.Boot.Uefi.Memory;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

/// <summary>
/// Physical memory as the firmware maps it, each byte at its own address; only what its memory map tells of
/// can be read.
/// </summary>
/// <safety>The memory map must stay where it is.</safety>
internal readonly unsafe struct FirmwareMemory(byte* map, int length, int descriptorSize) : IPhysicalReader
{
    private readonly byte* _map = map;

    public EfiMemoryMap Map => new(new ReadOnlySpan<byte>(_map, length), descriptorSize);

    public bool TryView(PhysicalAddress start, ulong length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (length > int.MaxValue || !Map.Covers(start, length)) return false;

        // SAFETY: the firmware says that this is memory, and it maps all its memory.
        bytes = new((void*)start.Value, (int)length);
        return true;
    }
}
