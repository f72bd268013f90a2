using System;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Firmware;

namespace Diesis.Boot.Uefi.Memory;

/// <summary>
/// How the protocol sees the firmware's kinds of memory, and which it maps. Limine Boot Protocol, "EFI Memory Map Entry
/// Type to Limine Memory Map Type" and "Memory Layout at Entry".
/// </summary>
internal static class LimineMemoryKinds
{
    /// <summary>The kinds that come from the firmware's map, those that forbid least first.</summary>
    public static ReadOnlySpan<LimineMemoryKind> FromWeakest =>
    [
        LimineMemoryKind.Usable, LimineMemoryKind.BootloaderReclaimable, LimineMemoryKind.AcpiReclaimable,
        LimineMemoryKind.AcpiNvs, LimineMemoryKind.ReservedMapped, LimineMemoryKind.Reserved,
    ];

    public static LimineMemoryKind Of(EfiMemoryType type, ulong revision) => type switch
    {
        EfiMemoryType.LoaderCode or EfiMemoryType.LoaderData
            or EfiMemoryType.BootServicesCode or EfiMemoryType.BootServicesData
            => LimineMemoryKind.BootloaderReclaimable,
        EfiMemoryType.RuntimeServicesCode or EfiMemoryType.RuntimeServicesData
            => revision >= 5 ? LimineMemoryKind.ReservedMapped : LimineMemoryKind.Reserved,
        EfiMemoryType.AcpiReclaim => LimineMemoryKind.AcpiReclaimable,
        EfiMemoryType.AcpiNvs => LimineMemoryKind.AcpiNvs,
        EfiMemoryType.Conventional => LimineMemoryKind.Usable,
        _ => LimineMemoryKind.Reserved,
    };

    /// <summary>Is memory of this kind in the direct map?</summary>
    public static bool IsMapped(LimineMemoryKind kind, ulong revision) => kind switch
    {
        LimineMemoryKind.Usable or LimineMemoryKind.BootloaderReclaimable
            or LimineMemoryKind.ExecutableAndModules or LimineMemoryKind.Framebuffer => true,
        LimineMemoryKind.ReservedMapped or LimineMemoryKind.AcpiReclaimable or LimineMemoryKind.AcpiNvs
            => revision >= 4,
        _ => false,
    };
}
