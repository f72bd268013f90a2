using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// The kernel's half of every address space. It is made at boot and is the same on every core; what each core
/// adds later it adds below its own area, whose tables only it writes.
/// </summary>
/// <remarks>
///   FFFF_8000_0000_0000   direct map       physical address + this, all of the boot map's memory
///   FFFF_C000_0000_0000   devices          physical address + this, registers and framebuffers
///   FFFF_E000_0000_0000   core areas       1 GiB for each core: see <see cref="CoreArea"/>
///   FFFF_F000_0000_0000   clock page       read by everybody: see <see cref="Abi.ClockPage"/>
///   FFFF_FFFF_8000_0000   kernel image     where it is linked, plus the loader's random slide
/// </remarks>
public static class KernelLayout
{
    /// <summary>One past the largest physical address that has a place in the direct map and in the device window: 32 TiB.</summary>
    public const ulong PhysicalLimit = 1UL << 45;

    public static VirtualAddress DirectMap => new(0xFFFF_8000_0000_0000);
    public static VirtualAddress Devices => new(0xFFFF_C000_0000_0000);
    public static VirtualAddress CoreAreas => new(0xFFFF_E000_0000_0000);
}
