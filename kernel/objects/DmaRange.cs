using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;

namespace Diesis.Kernel.Objects;

/// <summary>
/// Memory that devices may reach: as long as this is there, it stays where it is. It is charged to the space's budget, and ends with the space
/// at the latest.
/// </summary>
// SAFETY: it holds a reference to the memory, and leaves its space's tree before its slot is given back.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct DmaRange : IKernelObject
{
    /// <summary>No handle leads to one: its number is not of <see cref="ObjectType"/>.</summary>
    public static ObjectType Type => (ObjectType)65;

    public ObjectHeader Header;

    /// <summary>Its place in <see cref="DmaSpace.Ranges"/>; the key is the address that devices use.</summary>
    public TreeNode Node;

    public MemoryObject* Memory;

    /// <summary>The range whose node this is.</summary>
    public static DmaRange* Of(TreeNode* node) => (DmaRange*)((byte*)node - sizeof(ObjectHeader));
}
