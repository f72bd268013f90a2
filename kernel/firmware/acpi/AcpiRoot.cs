using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The root pointer (RSDP): where the list of tables is. ACPI 6.5, 5.2.5.3.</summary>
/// <remarks>
/// <code>
///   0            8         9       15        16      20      24    32                 33         36
///   "RSD PTR "   checksum  OEM id  revision  RSDT    length  XSDT  extended checksum  reserved   end
/// </code>
/// The first checksum covers the 20 bytes of ACPI 1.0, the extended one all of <c>length</c> (revision 2 on).
/// </remarks>
internal readonly struct AcpiRoot
{
    private const int FirstLength = 20;
    private const int ExtendedLength = 36;
    private const uint MostLength = 4096;

    private AcpiRoot(ulong rsdt, ulong xsdt)
    {
        Rsdt = new PhysicalAddress(rsdt);
        Xsdt = new PhysicalAddress(xsdt);
    }

    /// <summary>The list of 32-bit addresses, or zero.</summary>
    public PhysicalAddress Rsdt { get; }

    /// <summary>The list of 64-bit addresses, which goes before the other; or zero.</summary>
    public PhysicalAddress Xsdt { get; }

    public static bool TryRead<TMemory>(TMemory memory, PhysicalAddress at, out AcpiRoot root,
        ref FirmwareErrors errors) where TMemory : struct, IPhysicalReader
    {
        root = default;
        var fault = Check(memory, at, out root);
        if (fault != FirmwareFault.None) errors.Add(AcpiSignature.RootPointer, fault);
        return fault == FirmwareFault.None;
    }

    private static FirmwareFault Check<TMemory>(TMemory memory, PhysicalAddress at, out AcpiRoot root)
        where TMemory : struct, IPhysicalReader
    {
        root = default;
        if (at.IsZero || !memory.TryView(at, FirstLength, out var first)) return FirmwareFault.Unreadable;
        if (first.Little32(0) != AcpiSignature.RootPointer || first.Little32(4) != AcpiSignature.RootPointerRest)
            return FirmwareFault.BadSignature;
        if (!AcpiTable.SumsToZero(first)) return FirmwareFault.BadChecksum;

        uint rsdt = first.Little32(16);
        byte revision = first[15];
        if (revision < 2)
        {
            root = new AcpiRoot(rsdt, 0);
            return rsdt == 0 ? FirmwareFault.Missing : FirmwareFault.None;
        }

        if (!memory.TryView(at, ExtendedLength, out var extended)) return FirmwareFault.Unreadable;
        uint length = extended.Little32(20);
        if (length < ExtendedLength) return FirmwareFault.TooShort;
        if (length > MostLength) return FirmwareFault.TooLong;
        if (!memory.TryView(at, length, out var whole)) return FirmwareFault.Unreadable;
        if (!AcpiTable.SumsToZero(whole)) return FirmwareFault.BadChecksum;

        ulong xsdt = extended.Little64(24);
        root = new AcpiRoot(rsdt, xsdt);
        return rsdt == 0 && xsdt == 0 ? FirmwareFault.Missing : FirmwareFault.None;
    }
}
