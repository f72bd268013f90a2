using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Kernel.Objects;

/// <summary>A call that was received, and that whoever holds this is to answer.</summary>
// SAFETY: the caller takes itself out of it before it ends or waits no more.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct Reply : IKernelObject
{
    public static ObjectType Type => ObjectType.Reply;

    public ObjectHeader Header;

    /// <summary>Null when it has been answered, or waits no more.</summary>
    public Thread* Caller;

    /// <summary>What the caller lent, which the thread that received the call runs on no more.</summary>
    public SchedulingContext* Lent;
}
