using System.Runtime;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Boot.Uefi.Program;
using Diesis.Machines.AArch64;

namespace Diesis.Boot.Uefi.AArch64;

/// <summary>
/// Where the firmware enters the loader on AArch64. UEFI 2.10, 4.1. The kernel's own page-table entries are what the
/// protocol wants: attribute 0 is memory, attribute 1 framebuffers.
/// </summary>
internal static class A64Program
{
    [RuntimeExport("EfiMain")]
    private static unsafe ulong EfiMain(EfiHandle image, EfiSystemTable* system)
        => BootLoader<A64Processor, A64PageTableFormat>.Run(image, system).Value;
}
