using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>What a thread wants of another core.</summary>
public enum RemoteErrand : byte
{
    /// <summary>To make its system call.</summary>
    Call,

    /// <summary>To hold the call's second object: <see cref="Intercore.Pin"/>.</summary>
    Pin,

    /// <summary>To have its space show the page that it touched.</summary>
    Fault,

    /// <summary>To have its space show a page of a buffer; then its system call is made again.</summary>
    BufferFault,
}

/// <summary>A thread of the sender makes a system call on objects of the receiver. What it asks stands in its registers, which wait there.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteCall(Thread* caller, RemoteErrand errand, int priority, int slot) : IRequest<RemoteCallTaken>
{
    public static MessageKind Kind => MessageKind.RemoteCall;

    public readonly Thread* Caller = caller;
    public readonly RemoteErrand Errand = errand;

    /// <summary>The caller's, at which it is served, too.</summary>
    public readonly int Priority = priority;

    /// <summary>Which of the sender's calls to the receiver it is; the result names it.</summary>
    public readonly int Slot = slot;
}

public readonly struct RemoteCallTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteCallTaken;
}

/// <summary>A system call is done. The registers that it left, and the handles that it gave, are to be fetched from the visitor.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteResult(Visitor* visitor, int slot) : IRequest<RemoteResultTaken>
{
    public static MessageKind Kind => MessageKind.RemoteResult;

    /// <summary>Null when there was no memory for one.</summary>
    public readonly Visitor* Visitor = visitor;
    public readonly int Slot = slot;
}

/// <summary>The result was fetched.</summary>
/// <param name="isUnwanted">Its thread has ended: handles that it was to be given are to be given up.</param>
public readonly struct RemoteResultTaken(int slot, bool isUnwanted) : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteResultTaken;
    public readonly int Slot = slot;
    public readonly bool IsUnwanted = isUnwanted;
}

/// <summary>If a call still waits, its wait is to end.</summary>
public readonly struct RemoteCancel(int slot) : IRequest<RemoteCancelTaken>
{
    public static MessageKind Kind => MessageKind.RemoteCancel;
    public readonly int Slot = slot;
}

public readonly struct RemoteCancelTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteCancelTaken;
}

/// <summary>A strong handle to an object of the receiver is gone.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteDrop(ObjectHeader* target, HandleMeaning meaning) : IRequest<RemoteDropTaken>
{
    public static MessageKind Kind => MessageKind.RemoteDrop;
    public readonly ObjectHeader* Target = target;
    public readonly HandleMeaning Meaning = meaning;
}

public readonly struct RemoteDropTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteDropTaken;
}

/// <summary>What was pinned on the receiver is not needed any more.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteUnpin(ObjectHeader* target, bool isTaken) : IRequest<RemoteUnpinTaken>
{
    public static MessageKind Kind => MessageKind.RemoteUnpin;
    public readonly ObjectHeader* Target = target;

    /// <summary>What it was pinned for was done.</summary>
    public readonly bool IsTaken = isTaken;
}

public readonly struct RemoteUnpinTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteUnpinTaken;
}

/// <summary>A view of the sender shows memory of the receiver that was pinned for it.</summary>
// SAFETY: the sender makes the view just now.
public readonly unsafe struct RemoteView(Mapping* far, MemoryObject* view) : IRequest<RemoteViewTaken>
{
    public static MessageKind Kind => MessageKind.RemoteView;
    public readonly Mapping* Far = far;
    public readonly MemoryObject* View = view;
    public readonly ulong Generation = view->Header.Generation;
}

public readonly struct RemoteViewTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteViewTaken;
}

/// <summary>A view of the receiver, if it is still there, is to leave the sender's memory.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteRevoke(MemoryObject* view, ulong generation) : IRequest<RemoteRevokeTaken>
{
    public static MessageKind Kind => MessageKind.RemoteRevoke;
    public readonly MemoryObject* View = view;
    public readonly ulong Generation = generation;
}

public readonly struct RemoteRevokeTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteRevokeTaken;
}

/// <summary>Translations of a space of the sender are to be forgotten.</summary>
/// <param name="root">The root of its page tables; 0 for all that there are.</param>
public readonly struct RemoteFlush(PhysicalAddress root, VirtualAddress start, ulong pages, ulong number) : IRequest<RemoteFlushed>
{
    public static MessageKind Kind => MessageKind.RemoteFlush;
    public readonly PhysicalAddress Root = root;
    public readonly VirtualAddress Start = start;
    public readonly ulong Pages = pages, Number = number;
}

/// <summary>They are forgotten, and nothing that was read through them is in use any more.</summary>
public readonly struct RemoteFlushed(ulong number) : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteFlushed;
    public readonly ulong Number = number;
}
