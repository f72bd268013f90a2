using Diesis.Machines;

namespace Diesis.Kernel.Firmware;

/// <summary>What an address in a table of the firmware can be at all.</summary>
internal static class PhysicalSpace
{
    public static bool Holds(ulong start, ulong length)
        => start < PhysicalAddress.SpaceEnd && length <= PhysicalAddress.SpaceEnd - start;

    public static bool HoldsDevice(ulong start) => start != 0 && Holds(start, Page.Size);
}
