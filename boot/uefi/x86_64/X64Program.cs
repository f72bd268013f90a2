using System.Runtime;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Boot.Uefi.Program;

namespace Diesis.Boot.Uefi.X86_64;

/// <summary>Where the firmware enters the loader on x86_64. UEFI 2.10, 4.1.</summary>
internal static class X64Program
{
    [RuntimeExport("EfiMain")]
    private static unsafe ulong EfiMain(EfiHandle image, EfiSystemTable* system)
        => BootLoader<X64Processor, X64HandoverFormat>.Run(image, system).Value;
}
