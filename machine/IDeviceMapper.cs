namespace Diesis.Machines;

/// <summary>Makes the registers of devices visible to the kernel while it starts.</summary>
public unsafe interface IDeviceMapper
{
    /// <returns>
    /// Where the range is now readable and writable, uncached; null when it cannot be mapped. A range that is mapped
    /// already is given again.
    /// </returns>
    void* MapDevice(PhysicalAddress start, ulong length);
}
