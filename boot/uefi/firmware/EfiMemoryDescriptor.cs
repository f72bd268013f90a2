using Diesis.Machines;

namespace Diesis.Boot.Uefi.Firmware;

/// <summary>A range of memory and what the firmware holds it for. UEFI 2.10, 7.2.3, EFI_MEMORY_DESCRIPTOR.</summary>
public readonly struct EfiMemoryDescriptor(EfiMemoryType type, PhysicalAddress start, ulong pages)
{
    public readonly EfiMemoryType Type = type;
    public readonly uint Padding;
    public readonly PhysicalAddress Start = start;
    public readonly ulong VirtualStart;
    public readonly ulong Pages = pages;
    public readonly ulong Attributes;

    public PhysicalAddress End => Start + (Pages << Page.Shift);
}

/// <summary>UEFI 2.10, 7.2.1, EFI_MEMORY_TYPE.</summary>
public enum EfiMemoryType : uint
{
    Reserved = 0,
    LoaderCode = 1,
    LoaderData = 2,
    BootServicesCode = 3,
    BootServicesData = 4,
    RuntimeServicesCode = 5,
    RuntimeServicesData = 6,
    Conventional = 7,
    Unusable = 8,
    AcpiReclaim = 9,
    AcpiNvs = 10,
    MemoryMappedIo = 11,
    MemoryMappedIoPorts = 12,
    PalCode = 13,
    Persistent = 14,
    Unaccepted = 15,
}
