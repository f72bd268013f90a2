using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>A range of I/O ports.</summary>
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public struct IoPorts : IKernelObject
{
    public static ObjectType Type => ObjectType.IoPorts;

    public ObjectHeader Header;
    public PortRange Range;
}
