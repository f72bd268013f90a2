using System.Runtime.CompilerServices;

namespace Diesis.Machines;

/// <summary>What a core is given before it starts; all of it is mapped in the kernel's half, and nobody else's.</summary>
public unsafe struct CoreResources
{
    public CoreNumber Number;

    /// <summary>What the hardware calls the core (<c>CoreDescription.HardwareId</c>).</summary>
    public ulong HardwareId;

    /// <summary>This core's GICv3 redistributor where the firmware names it per core, else zero.</summary>
    public PhysicalAddress Redistributor;

    /// <summary><see cref="IMachine.CoreBlockBytes"/> of zeroed memory for the machine's own use.</summary>
    public void* Block;

    /// <summary>What <c>Entry.CoreStart</c> is to be told besides the number.</summary>
    public void* Argument;

    /// <summary>One past the last byte of the stack that the core runs on.</summary>
    public VirtualAddress StackTop;

    /// <summary>One past the last byte of each of the <see cref="IMachine.FaultStackCount"/> stacks for faults that cannot trust the other.</summary>
    public FaultStackTops FaultStackTops;

    /// <summary>The page tables of the kernel.</summary>
    public PhysicalAddress PageTableRoot;

    /// <summary>
    /// Where <see cref="IMachine.StartPageLimit"/> asks for one: a page of memory for code that runs while a core turns its
    /// paging on. It is mapped, executable, at its own physical address in the page tables of <see cref="StartRoot"/>.
    /// </summary>
    public Frame StartPage;

    /// <summary>Below 4 GiB.</summary>
    public PhysicalAddress StartRoot;
}

[InlineArray(4)]
public struct FaultStackTops { private VirtualAddress _first; }
