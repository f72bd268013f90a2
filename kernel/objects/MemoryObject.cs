using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Kernel.Objects;

/// <summary>Physical memory.</summary>
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public struct MemoryObject : IKernelObject
{
    public static ObjectType Type => ObjectType.MemoryObject;

    public ObjectHeader Header;

    /// <summary>Its size.</summary>
    public ulong Pages;
}
