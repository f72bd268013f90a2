using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;

namespace Diesis.Kernel.Objects;

/// <summary>Signals a notification at a time.</summary>
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public struct Timer : IKernelObject
{
    public static ObjectType Type => ObjectType.Timer;

    public ObjectHeader Header;
    public Deadline Deadline;
    public SignalLink Signal;
}
