namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The four letters a table begins with, as a number of the byte order they lie in. ACPI 6.5, table
/// 5.5.</summary>
public static class AcpiSignature
{
    /// <summary>"RSD ": the first half of the root pointer's eight letters.</summary>
    public const uint RootPointer = 'R' | 'S' << 8 | 'D' << 16 | ' ' << 24;
    public const uint RootPointerRest = 'P' | 'T' << 8 | 'R' << 16 | ' ' << 24;
    public const uint Rsdt = 'R' | 'S' << 8 | 'D' << 16 | 'T' << 24;
    public const uint Xsdt = 'X' | 'S' << 8 | 'D' << 16 | 'T' << 24;
    public const uint Madt = 'A' | 'P' << 8 | 'I' << 16 | 'C' << 24;
    public const uint Srat = 'S' | 'R' << 8 | 'A' << 16 | 'T' << 24;
    public const uint Fadt = 'F' | 'A' << 8 | 'C' << 16 | 'P' << 24;
    public const uint Hpet = 'H' | 'P' << 8 | 'E' << 16 | 'T' << 24;
    public const uint Mcfg = 'M' | 'C' << 8 | 'F' << 16 | 'G' << 24;
    public const uint Spcr = 'S' | 'P' << 8 | 'C' << 16 | 'R' << 24;
    public const uint Gtdt = 'G' | 'T' << 8 | 'D' << 16 | 'T' << 24;
}
