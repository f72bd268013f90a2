using Diesis.Machines;

namespace Diesis.Boot.Uefi.Handover;

/// <summary>What the processor needs to know for its jump into the kernel.</summary>
public struct KernelEntry
{
    /// <summary>Page tables of the upper half, or of everything.</summary>
    public PhysicalAddress UpperTables;

    /// <summary>Page tables of the lower half: the same ones where it has none of its own.</summary>
    public PhysicalAddress LowerTables;

    /// <summary>The kernel's first instruction.</summary>
    public VirtualAddress Start;

    /// <summary>The end of its first stack.</summary>
    public VirtualAddress StackTop;

    /// <summary>
    /// A page that is mapped at its own address before and after, executable after: the code of the change.
    /// </summary>
    public PhysicalAddress Gate;

    /// <summary>The same page in the direct map.</summary>
    public VirtualAddress GateInDirectMap;

    /// <summary>The base revision by which the kernel is loaded.</summary>
    public ulong Revision;
}
