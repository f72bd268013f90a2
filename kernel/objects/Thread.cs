using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;

namespace Diesis.Kernel.Objects;

/// <summary>What a thread does, or waits for.</summary>
public enum ThreadState : byte
{
    /// <summary>Made, and not started.</summary>
    New = 0,

    /// <summary>It runs, or would if it had the processor, time and nobody had suspended it.</summary>
    Ready,

    /// <summary>Waits for a call at the endpoint in <see cref="Thread.WaitsFor"/>.</summary>
    Receiving,

    /// <summary>Waits for a receiver at the endpoint in <see cref="Thread.WaitsFor"/>, its message still in its registers.</summary>
    Calling,

    /// <summary>Waits for the answer to a call; <see cref="Thread.WaitsFor"/> is the thread or the kept reply that owes it.</summary>
    AwaitingReply,

    /// <summary>Waits for the notification in <see cref="Thread.WaitsFor"/>.</summary>
    Waiting,

    /// <summary>Its system call is made on another core: <see cref="ThreadMore.RemoteCore"/>.</summary>
    Elsewhere,

    /// <summary>Its system call is done as soon as other cores know what it has taken out of page tables.</summary>
    Flushing,

    /// <summary>It has ended, and waits for its parts to be given back.</summary>
    Ended,
}

/// <summary>What besides its state decides whether a thread can run, and how its wait goes.</summary>
[System.Flags]
public enum ThreadFlags : byte
{
    None = 0,
    Suspended = 1 << 0,

    /// <summary>It is in a run queue.</summary>
    Queued = 1 << 1,

    /// <summary>Its wait ends at <see cref="ThreadMore.Deadline"/>.</summary>
    HasDeadline = 1 << 2,

    /// <summary>Its call is a fault's: the reply is a <see cref="FaultVerdict"/> and not a message to it.</summary>
    FaultCall = 1 << 3,

    /// <summary>A notification is bound to it, and ends its receives.</summary>
    Bound = 1 << 4,

    /// <summary>It stands for a thread of another core, and never runs: <see cref="Intercore.Visitor"/>.</summary>
    Visitor = 1 << 5,

    /// <summary>It holds a reference to the time that it runs on, which was lent to it by who waits for it no more.</summary>
    KeepsTime = 1 << 6,
}

/// <summary>Registers that are run on a scheduling context. Its core alone runs it.</summary>
/// <remarks>
/// <code>
///   New ──► Ready ──► Receiving ──► Ready
///             ├─────► Calling ──► AwaitingReply ──► Ready
///             ├─────► Waiting ──► Ready
///             └─────► Ended   ◄── from anywhere
/// </code>
/// A call lends <see cref="Running"/> to who serves it, until the reply. A thread can run when it is ready, not suspended, and
/// <see cref="Running"/> has time left.
/// </remarks>
// SAFETY: what it points to it holds a reference to, or is told of the end of.
[StructLayout(LayoutKind.Explicit, Size = ObjectHeader.SlotBytes)]
public unsafe struct Thread : IKernelObject
{
    public static ObjectType Type => ObjectType.Thread;

    [FieldOffset(0)] public ObjectHeader Header;

    [FieldOffset(32)] public ThreadState State;
    [FieldOffset(33)] public ThreadFlags Flags;

    /// <summary>Both in one word, for the fast paths.</summary>
    [FieldOffset(32)] private readonly ushort _condition;

    /// <summary>Is it in this state, with nothing special about it: not suspended, no deadline, nothing bound?</summary>
    public readonly bool IsPlain(ThreadState state) => _condition == (ushort)state;

    /// <summary>How it ended, once its page is given back.</summary>
    [FieldOffset(36)] public ExitKind ExitKind;
    [FieldOffset(40)] public ulong ExitStatus;

    /// <summary>Its registers, at the start of its <see cref="ThreadPage"/>.</summary>
    [FieldOffset(48)] public ThreadContext* Context;

    [FieldOffset(56)] public Process* Process;
    [FieldOffset(64)] public AddressSpace* Space;

    /// <summary>The scheduling context that it was given, and the one it runs on now: its own, a caller's, or none.</summary>
    [FieldOffset(72)] public SchedulingContext* Own;
    [FieldOffset(80)] public SchedulingContext* Running;

    /// <summary>Whose call it received last and has not answered yet.</summary>
    [FieldOffset(88)] public Thread* Caller;

    /// <summary>What its state says that it waits for.</summary>
    [FieldOffset(96)] public ObjectHeader* WaitsFor;

    /// <summary>Neighbours in the one queue that it is in, if it is in any.</summary>
    [FieldOffset(104)] public Thread* Next;
    [FieldOffset(112)] public Thread* Previous;
}
