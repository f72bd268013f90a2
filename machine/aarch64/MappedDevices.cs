using Diesis.Kernel;

namespace Diesis.Machines.AArch64;

/// <summary>Devices that the boot core mapped while it could: they are where they were put.</summary>
internal readonly unsafe struct A64MappedDevices : IDeviceMapper
{
    public void* MapDevice(PhysicalAddress start, ulong length) => (KernelLayout.Devices + start.Value).Pointer;
}
