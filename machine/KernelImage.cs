namespace Diesis.Machines;

/// <summary>The parts of the kernel's image as it lies in the address space; each begins on a page.</summary>
public struct KernelImage
{
    /// <summary>Code: read and executed.</summary>
    public VirtualAddress Text;

    /// <summary>Constants: read.</summary>
    public VirtualAddress ReadOnly;

    /// <summary>Data: read and written.</summary>
    public VirtualAddress Data;

    /// <summary>One past the last byte, rounded up to a page.</summary>
    public VirtualAddress End;

    /// <summary>The page below the stack on which the boot core starts. It lies in the data and is to be left unmapped.</summary>
    public VirtualAddress BootStackGuard;

    /// <summary>One past the last byte of that stack.</summary>
    public VirtualAddress BootStackTop;

    /// <summary>The linker's list of words that hold addresses: its first byte, and one past its last.</summary>
    public VirtualAddress Relocations, RelocationsEnd;

    /// <summary>The table of symbols (<c>Symbols</c>): its first byte, and one past its last.</summary>
    public VirtualAddress Symbols, SymbolsEnd;
}
