using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Kernel.Objects;

/// <summary>64 bits that events set and a waiting thread takes.</summary>
/// <remarks>Invariant: when bits are set nobody waits.</remarks>
// SAFETY: threads that wait leave the queue before they end; the bound thread unbinds itself.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct Notification : IKernelObject
{
    public static ObjectType Type => ObjectType.Notification;

    public ObjectHeader Header;
    public ulong Bits;
    public ThreadQueue Waiters;

    /// <summary>The thread whose receives it ends, or null.</summary>
    public Thread* Bound;
}
