using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>What of a thread the paths that are taken most do not need.</summary>
// SAFETY: what it points to the thread holds a reference to.
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ThreadMore
{
    /// <summary>Neighbours among the threads of its process.</summary>
    public Thread* NextOfProcess, PreviousOfProcess;

    /// <summary>The end of its wait, when it has one.</summary>
    public Deadline Deadline;

    public EndNotice EndNotice;

    /// <summary>Who hears of its faults, or null, and the badge that calls to there have. It is held as by a strong handle, wherever it lives.</summary>
    public Endpoint* FaultHandler;
    public ulong FaultBadge;

    /// <summary>What ends its receives, too.</summary>
    public Notification* Bound;

    /// <summary>The badge of the handle by which it called, while it waits for a receiver.</summary>
    public ulong CallBadge;

    /// <summary>What it tells its fault handler, while it waits for that.</summary>
    public FaultMessage Fault;

    public ExitKind ExitKind;

    /// <summary>Where its system call is made, and whether one is on the way: until the result is there, it does not go away.</summary>
    public CoreNumber RemoteCore;
    public bool IsCallOpen;

    /// <summary>Another core reads its registers, to go on in its stead: it does not go on here, and its page stays.</summary>
    public bool IsHeld;

    /// <summary>What it wants there, and which of the calls open there it is; or <see cref="Queued"/> or <see cref="Parked"/>.</summary>
    public Intercore.RemoteErrand Errand;
    public int RemoteSlot;

    /// <summary>In the place of a slot: it waits for one; it has left it to another, and waits there without.</summary>
    public const int Queued = -1, Parked = -2;

    /// <summary>Who waits for it there without a slot, which its budget pays for; and whether that is still to be told to wait no more.</summary>
    public Intercore.Visitor* ParkedAs;
    public bool PaysForVisitor, IsCancelDue;

    /// <summary>At which it is served there, too; and how many messages its core had sent there before.</summary>
    public int Priority;
    public ulong SentBefore;

    /// <summary>Can it wait there for long? May it read or write the process's memory from there?</summary>
    public bool MayWaitThere, MayCopyThere;

    /// <summary>Somebody wants that call to end, if it still waits.</summary>
    public bool IsCancelled;

    /// <summary>It has gone on in its handler, while another core has to do with its fault: what becomes of that says nothing to it any more.</summary>
    public bool HasLeftFault;

    /// <summary>The thread of another core that its call has met at an endpoint, and that waits until the call comes; and what keeps it from being served.</summary>
    public Thread* Server;
    public Status Refusal;

    /// <summary>The endpoint of another core that is told of its fault; whoever holds it may have let go of it meanwhile.</summary>
    public Endpoint* Handler;
    public ulong HandlerGeneration;

    /// <summary>How many places of the process's table are kept for what its call gives.</summary>
    public ushort PromisedHandles;

    /// <summary>The flush that it waits for, while it is <see cref="ThreadState.Flushing"/>.</summary>
    public ulong Flush;

    /// <summary>What its system call holds on another core than that where it is made.</summary>
    public Intercore.Pin Pin;

    /// <summary>Did handles go along with that call? Their places in the process's table (<see cref="Capabilities.HandleEntry"/>), and their keys.</summary>
    public bool HasLocked;
    public LockedHandles Locked, LockedKeys;
}

[System.Runtime.CompilerServices.InlineArray(Message.MostHandles)]
public struct LockedHandles { private ulong _first; }

/// <summary>The words of the call that a fault becomes.</summary>
public struct FaultMessage
{
    /// <summary>A <see cref="FaultCode"/>.</summary>
    public ulong Label;

    /// <summary>What a pager is asked begins with the page and the access instead.</summary>
    public ulong Instruction, Address, Access, MachineCode;
}
