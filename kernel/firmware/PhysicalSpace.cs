using Diesis.Machines;

namespace Diesis.Kernel.Firmware;

/// <summary>What an address in a table of the firmware can be at all.</summary>
internal static class PhysicalSpace
{
    /// <summary>One past the highest address: x86-64 and AArch64 (without LPA2's further bits) have 52 bits.
    /// Intel SDM 3A, 4.1.4; Arm ARM DDI 0487, D8.1.</summary>
    public const ulong End = 1UL << 52;

    public static bool Holds(ulong start, ulong length) => start < End && length <= End - start;

    public static bool HoldsDevice(ulong start) => start != 0 && Holds(start, Page.Size);
}
