using Diesis.Machines;

namespace Diesis.Boot.Limine;

/// <summary>
/// A range of physical memory and what it is. Ranges of the kinds Usable and BootloaderReclaimable are whole pages and
/// overlap nothing; of others neither is promised. "Memory Map Feature".
/// </summary>
public struct LimineMemoryMapEntry
{
    public PhysicalAddress Base;
    public ulong Length;
    public LimineMemoryKind Kind;
}

public enum LimineMemoryKind : ulong
{
    /// <summary>Free memory.</summary>
    Usable = 0,

    /// <summary>Hands off; not in the direct map.</summary>
    Reserved = 1,

    /// <summary>ACPI tables; free once nobody reads them any more.</summary>
    AcpiReclaimable = 2,

    /// <summary>The firmware's own, kept over sleep.</summary>
    AcpiNvs = 3,

    /// <summary>Broken memory.</summary>
    Bad = 4,

    /// <summary>The loader's: responses, page tables, first stack. Free once the kernel needs none.</summary>
    BootloaderReclaimable = 5,

    /// <summary>The kernel's image and the modules.</summary>
    ExecutableAndModules = 6,

    /// <summary>Where the screen is.</summary>
    Framebuffer = 7,

    /// <summary>As <see cref="Reserved"/>, but in the direct map: firmware tables. Base revision 4 and later.</summary>
    ReservedMapped = 8,
}
