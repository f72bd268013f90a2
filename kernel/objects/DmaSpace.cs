using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;

namespace Diesis.Kernel.Objects;

/// <summary>What memory devices may reach.</summary>
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public struct DmaSpace : IKernelObject
{
    public static ObjectType Type => ObjectType.DmaSpace;

    public ObjectHeader Header;

    /// <summary>The <see cref="DmaRange"/>s by address; several may begin at the same.</summary>
    public Treap Ranges;
}
