using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Kernel.Objects;

/// <summary>What memory a device may reach.</summary>
// SAFETY: it holds references to the memory in it.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct DmaSpace : IKernelObject
{
    public static ObjectType Type => ObjectType.DmaSpace;

    public ObjectHeader Header;

    /// <summary>The first of the ranges that devices may reach.</summary>
    public void* Ranges;
}
