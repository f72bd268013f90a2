using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Intercore;

/// <summary>A thread of the sender makes a system call on objects of the receiver. What it asks stands in its registers, which wait there.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct RemoteCall(Thread* caller, int slot) : IRequest<RemoteCallTaken>
{
    public static MessageKind Kind => MessageKind.RemoteCall;

    public readonly Thread* Caller = caller;

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
