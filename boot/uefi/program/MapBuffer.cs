using Diesis.Boot.Uefi.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

/// <summary>Memory for the firmware's memory map, which is read again and again.</summary>
// SAFETY: the memory was just taken from the firmware, which maps it one to one.
internal unsafe struct MapBuffer
{
    /// <summary>What the loader still takes of the firmware makes the map longer.</summary>
    private const int SpareDescriptors = 128;

    private readonly byte* _start;
    private readonly nuint _room;
    private nuint _used;
    private nuint _descriptorSize;

    private MapBuffer(byte* start, nuint room)
    {
        _start = start;
        _room = room;
    }

    /// <summary>The map as read last.</summary>
    public readonly FirmwareMemory Memory => new(_start, (int)_used, (int)_descriptorSize);

    /// <summary>Descriptors that there is room for.</summary>
    public readonly int Capacity => _descriptorSize == 0 ? 0 : (int)(_room / _descriptorSize);

    public static Problem Take(EfiBootServices* services, scoped ref PageStore store, out MapBuffer buffer)
    {
        buffer = default;
        nuint size = 0;

        // SAFETY: with no room, the firmware writes nothing but the size.
        EfiStatus status = services->GetMemoryMap(ref size, null, out _, out nuint descriptorSize);
        if (status != EfiStatus.BufferTooSmall)
            return Problem.Because("cannot be had: the firmware has no memory map"u8);
        bool isSane = descriptorSize >= (nuint)sizeof(EfiMemoryDescriptor) && descriptorSize <= Page.Size;
        if (!isSane || size > int.MaxValue / 2)
            return Problem.Because("cannot be had: the firmware's memory map makes no sense"u8);
        ulong room = Page.CountFor(size + SpareDescriptors * descriptorSize) << Page.Shift;
        Problem problem = store.Take(room, EfiMemoryType.LoaderData, out PhysicalAddress start);
        if (problem.IsNone) buffer = new((byte*)start.Value, (nuint)room);
        return problem;
    }

    /// <param name="key">Names this state of the map.</param>
    public Problem Read(EfiBootServices* services, out nuint key)
    {
        _used = _room;

        // SAFETY: the room is the buffer's own.
        return services->GetMemoryMap(ref _used, _start, out key, out _descriptorSize).Problem;
    }
}
