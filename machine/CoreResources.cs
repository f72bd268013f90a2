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

    /// <summary>What <see cref="IMachine.CoreLocal"/> is to be.</summary>
    public nuint CoreLocal;

    /// <summary>One past the last byte of the stack that the core runs on.</summary>
    public VirtualAddress StackTop;

    /// <summary>One past the last byte of each of the <see cref="IMachine.FaultStackCount"/> stacks for faults that cannot trust the other.</summary>
    public FaultStackTops FaultStackTops;

    /// <summary>The page tables of the kernel.</summary>
    public PhysicalAddress PageTableRoot;
}

[InlineArray(4)]
public struct FaultStackTops { private VirtualAddress _first; }
