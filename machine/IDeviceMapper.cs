namespace Diesis.Machines;

/// <summary>Makes the registers of devices visible to the kernel while it starts.</summary>
public unsafe interface IDeviceMapper
{
    /// <returns>
    /// Where the range is now readable and writable, uncached; null when it cannot be mapped. A range that is mapped
    /// already is given again.
    /// </returns>
    void* MapDevice(PhysicalAddress start, ulong length);

    /// <summary>
    /// A page of memory that is mapped, executable, at its own physical address too, in page tables that hold the
    /// kernel's half besides: for code that runs while a core turns its paging on. It may be asked for again; it is one.
    /// </summary>
    /// <param name="below">The page ends at or below this address, and the root of those tables at or below 4 GiB.</param>
    /// <param name="root">The root of the page tables, for the half where physical addresses lie.</param>
    /// <returns>False when there is no such memory.</returns>
    bool TryMakeStartPage(PhysicalAddress below, out Frame page, out PhysicalAddress root);
}
