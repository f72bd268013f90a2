using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Devices;

/// <summary>What is to be done to a <see cref="DeviceLine"/>.</summary>
public enum LineAct : uint
{
    Take,
    Open,
    Close,
    GiveUp,
}

/// <summary>Where an interrupt's claim to its line stands.</summary>
public enum LineClaim : byte
{
    None,

    /// <summary>The boot core was asked for the line; what it answers comes to the object, which stays as long.</summary>
    Asked,
    Held,
    OutOfRange,
    Taken,

    /// <summary>The boot core was told that the line is free; until it answers the line may still come.</summary>
    GivenUp,
    Over,
}

/// <summary>The owner of a line asks the boot core to do something to it.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct LineRequest(Interrupt* owner, uint line, LineAct act, InterruptSignal signal) : IRequest<LineAnswer>
{
    public static MessageKind Kind => MessageKind.LineRequest;

    public readonly Interrupt* Owner = owner;
    public readonly uint Line = line;
    public readonly LineAct Act = act;

    /// <summary>For who takes it.</summary>
    public readonly InterruptSignal Signal = signal;
}

// SAFETY: nothing is followed here.
public readonly unsafe struct LineAnswer(Interrupt* owner, LineAct act, LineClaim claim) : IMessage
{
    public static MessageKind Kind => MessageKind.LineAnswer;

    public readonly Interrupt* Owner = owner;
    public readonly LineAct Act = act;

    /// <summary>Where the owner's claim stands now, if it was about that.</summary>
    public readonly LineClaim Claim = claim;
}

/// <summary>A line came whose owner is the receiver's.</summary>
// SAFETY: nothing is followed here.
public readonly unsafe struct LineRaised(Interrupt* owner) : IRequest<LineRaisedTaken>
{
    public static MessageKind Kind => MessageKind.LineRaised;

    public readonly Interrupt* Owner = owner;
}

public readonly struct LineRaisedTaken : IMessage
{
    public static MessageKind Kind => MessageKind.LineRaisedTaken;
}
