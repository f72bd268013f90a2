using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;

namespace Diesis.Kernel.Objects;

/// <summary>A stand-in for another object that can be taken back. Leased handles lead to it, and through it to the object.</summary>
// SAFETY: it holds a reference to its object until it is over.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct Lease : IKernelObject
{
    public static ObjectType Type => ObjectType.Lease;

    public ObjectHeader Header;

    /// <summary>When it is over, if it has a duration.</summary>
    public Deadline End;

    /// <summary>Null when it is over.</summary>
    public ObjectHeader* Target;

    /// <summary>The first mapping that was made through it; the others follow by <see cref="Mapping.NextOfHolder"/>.</summary>
    public Mapping* Mappings;
}
