using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Kernel.Objects;

/// <summary>One interrupt of a device, or a range of them to take single ones from.</summary>
// SAFETY: it holds references to the notification and to the range.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct Interrupt : IKernelObject
{
    public static ObjectType Type => ObjectType.Interrupt;

    public ObjectHeader Header;

    /// <summary>The machine's numbers that it stands for.</summary>
    public uint First, Count;

    /// <summary>It is of one interrupt that the machine routes here, not a range.</summary>
    public bool IsRouted;

    /// <summary>It is raised by a write of the device.</summary>
    public bool IsMessage;

    /// <summary>The machine's own number for a routed interrupt (x86_64: the vector).</summary>
    public uint Vector;

    public Notification* Notification;
    public ulong Bits;
}
