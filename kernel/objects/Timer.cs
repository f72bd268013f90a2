using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;

namespace Diesis.Kernel.Objects;

/// <summary>Signals a notification at a time.</summary>
// SAFETY: it holds a reference to the notification.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct Timer : IKernelObject
{
    public static ObjectType Type => ObjectType.Timer;

    public ObjectHeader Header;
    public Deadline Deadline;
    public Notification* Notification;
    public ulong Bits;
}
