using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>Page tables, and what is mapped in them.</summary>
/// <remarks>
/// Invariant: below the root, there are tables only for regions in which something is mapped. So the number of mappings bounds
/// what goes when a space ends, and a table that goes need not be searched for what is left in it.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public struct AddressSpace : IKernelObject
{
    public static ObjectType Type => ObjectType.AddressSpace;

    public ObjectHeader Header;

    /// <summary>The root of its page tables.</summary>
    public PhysicalAddress Root;

    /// <summary>
    /// Other cores that may use its page tables: processes of theirs do (<see cref="Pins"/>), or system calls that are made there for
    /// processes here (<see cref="Visits"/>). Empty again when both are 0.
    /// </summary>
    public CoreSet Users;
    public uint Pins, Visits;

    public readonly bool IsUsedElsewhere => (Pins | Visits) != 0;

    /// <summary>Its mappings by address; they never overlap.</summary>
    public Treap Mappings;

    /// <summary>Tables that no core's hardware finds any more, to be given back: <see cref="Memory.CutOffTables"/>.</summary>
    public Memory.CutOffTables CutOff;

    public Memory.LeafTable Leaves;
}
