using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Kernel.Objects;

/// <summary>Where callers and receivers meet. At most one of its two queues is not empty.</summary>
// SAFETY: threads in the queues leave them before they end.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct Endpoint : IKernelObject
{
    public static ObjectType Type => ObjectType.Endpoint;

    public ObjectHeader Header;

    /// <summary>Threads that wait for a call; the last to come is the first to be taken, for its caches are warm.</summary>
    public ThreadQueue Receivers;

    /// <summary>Threads that wait for a receiver, in the order in which they came.</summary>
    public ThreadQueue Callers;

    /// <summary>Strong handles by which it can be called, and by which it can be served. What is left when one falls to 0 learns that the other side is gone.</summary>
    public uint CallHandles, ServeHandles;
}
