using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Kernel.Objects;

/// <summary>What concerns the machine as a whole. There is one.</summary>
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public struct SystemControl : IKernelObject
{
    public static ObjectType Type => ObjectType.SystemControl;

    public ObjectHeader Header;

    /// <summary>Ordinary memory that the machine has.</summary>
    public ulong MemoryBytes;
}
