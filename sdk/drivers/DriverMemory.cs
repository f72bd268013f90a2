using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Drivers;

/// <summary>Memory of a driver's own that its device sees, too: for queues and the like.</summary>
public readonly unsafe struct DriverMemory
{
    private DriverMemory(byte* start, ulong address)
    {
        Start = start;
        Address = address;
    }

    /// <summary>Aligned to a page, and zeros at first.</summary>
    public byte* Start { get; }

    /// <summary>By which the device addresses it.</summary>
    public ulong Address { get; }

    /// <summary>Makes it, for as long as the process lives.</summary>
    public static Status Make(PciDevice device, int bytes, out DriverMemory made)
    {
        made = default;
        ulong pages = ((ulong)bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize, at = AddressRanges.Take(pages);
        if (at == 0) return Status.OutOfMemory;
        Status status = Kernel.CreateMemory(Startup.Block.Budget, pages, MemoryOptions.Contiguous, out Handle<MemoryObject> memory);
        if (status == Status.Ok) status = Kernel.Map(Startup.Block.Space, memory, at, 0, pages, Protection.ReadWrite);
        ShownMemory shown = default;
        if (status == Status.Ok) status = device.Show(memory, out shown);
        // SAFETY: mapped just now, at addresses that are nobody else's; the mapping stays, and so does the handle that it was made by.
        if (status == Status.Ok) made = new((byte*)at, shown.Address);
        return status;
    }
}
