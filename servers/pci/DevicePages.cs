using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Devices;

namespace Diesis.Servers.Pci;

/// <summary>Registers of devices, by their physical addresses.</summary>
internal static unsafe class DevicePages
{
    /// <summary>Makes an object of them that can be mapped.</summary>
    /// <param name="start">Of a page.</param>
    public static Status Open(ulong start, ulong pages, out Handle<MemoryObject> memory)
        => Kernel.CreateDeviceMemory(Startup.Block.Budget, Startup.Block.DeviceMemory, start / MemoryLayout.PageSize, pages, CachePolicy.Device, out memory);

    /// <summary>Maps them here for good.</summary>
    public static Status Map(ulong start, ulong pages, out MappedRegisters? registers)
    {
        registers = null;
        Status status = Open(start, pages, out Handle<MemoryObject> memory);
        if (status != Status.Ok) return status;
        ulong at = AddressRanges.Take(pages);
        status = at == 0 ? Status.OutOfMemory : Kernel.Map(Startup.Block.Space, memory, at, 0, pages, Protection.ReadWrite);
        // SAFETY: mapped just now, at addresses that are nobody else's; the mapping stays, and so does the handle that it was made by.
        if (status == Status.Ok) registers = new((void*)at, (int)(pages * MemoryLayout.PageSize));
        return status;
    }
}
