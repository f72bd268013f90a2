using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>Page tables, and what is mapped in them.</summary>
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public struct AddressSpace : IKernelObject
{
    public static ObjectType Type => ObjectType.AddressSpace;

    public ObjectHeader Header;

    /// <summary>The root of its page tables.</summary>
    public PhysicalAddress Root;
}
