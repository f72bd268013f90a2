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

    /// <summary>To have an endpoint's server told of its fault: <see cref="Objects.ThreadMore.Handler"/>.</summary>
    Report,

    /// <summary>To have its call served by a thread there that it has met at an endpoint elsewhere: <see cref="Objects.ThreadMore.Server"/>.</summary>
    Serve,
}

/// <summary>The result of a call is not wanted any more, for its thread has ended: handles that it was to be given are to be given up.</summary>
public readonly struct RemoteRefusal(int slot) : IRequest<RemoteRefused>
{
    public static MessageKind Kind => MessageKind.RemoteRefusal;
    public readonly int Slot = slot;
}

/// <summary>They are given up, and the slot may be used again.</summary>
public readonly struct RemoteRefused(int slot) : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteRefused;
    public readonly int Slot = slot;
}

/// <summary>If a call still waits, its wait is to end.</summary>
/// <param name="visitor">Who makes it, when it is in no slot.</param>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteCancel(int slot, Visitor* visitor, Thread* caller) : IRequest<RemoteCancelTaken>
{
    public static MessageKind Kind => MessageKind.RemoteCancel;
    public readonly int Slot = slot;
    public readonly Visitor* Visitor = visitor;
    public readonly Thread* Caller = caller;
}

public readonly struct RemoteCancelTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteCancelTaken;
}

/// <summary>Others wait for the slot of a call: if it waits, it is to leave it.</summary>
public readonly struct RemotePark(int slot) : IRequest<RemoteParked>
{
    public static MessageKind Kind => MessageKind.RemotePark;
    public readonly int Slot = slot;
}

/// <summary>It is left, and the visitor waits without one; or it was over, or did not wait, and there is no visitor.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteParked(int slot, Visitor* visitor) : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteParked;
    public readonly int Slot = slot;
    public readonly Visitor* Visitor = visitor;
}

/// <summary>The result is there of a call that is in no slot.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteResult(Visitor* visitor) : IRequest<RemoteResultTaken>
{
    public static MessageKind Kind => MessageKind.RemoteResult;
    public readonly Visitor* Visitor = visitor;
    public readonly Thread* Caller = visitor->Caller;
}

/// <summary>It is fetched; or nobody is there any more who wants it.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteResultTaken(Visitor* visitor, bool isRefused) : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteResultTaken;
    public readonly Visitor* Visitor = visitor;
    public readonly bool IsRefused = isRefused;
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

/// <summary>A handle is gone by which there may be mappings on the receiver.</summary>
/// <param name="token">Its <see cref="HandleEntry.Token"/>.</param>
public readonly struct RemoteUnmap(ulong token) : IRequest<RemoteUnmapTaken>
{
    public static MessageKind Kind => MessageKind.RemoteUnmap;
    public readonly ulong Token = token;
}

public readonly struct RemoteUnmapTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteUnmapTaken;
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

/// <summary>Bits of a notification of the receiver are to be set, to which something of the sender leads.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteSignal(Notification* to, ulong bits) : IRequest<RemoteSignalTaken>
{
    public static MessageKind Kind => MessageKind.RemoteSignal;
    public readonly Notification* To = to;
    public readonly ulong Bits = bits;
}

public readonly struct RemoteSignalTaken : IMessage
{
    public static MessageKind Kind => MessageKind.RemoteSignalTaken;
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
