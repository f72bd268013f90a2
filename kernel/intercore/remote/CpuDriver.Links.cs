using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Links from one object to another that may be of another core: what a timer, an interrupt or an end signals, who hears of a fault, who is asked for
/// pages. A link holds its target as a strong handle would: it is counted where the target lives. To one of another core it is what was pinned for the
/// system call that made it.
/// </summary>
// SAFETY: a target stays until its core is told that the link is gone.
public unsafe partial struct CpuDriver
{
    /// <summary>Holds an object for another core: for the second object of a call, and then for the link that the call makes.</summary>
    private Status PinTarget(ref Pin pin, ObjectHeader* target)
    {
        Retain(target);
        if (target->Type == ObjectType.Endpoint) CountEndpointHandle((Endpoint*)target, Rights.Call, 1);
        pin.Target = target;
        return Status.Ok;
    }

    private void UnpinTarget(ObjectHeader* target)
    {
        if (target->Type == ObjectType.Endpoint) CountEndpointHandle((Endpoint*)target, Rights.Call, -1);
        Drop(target);
    }

    /// <summary>Has a link lead to what a system call has found.</summary>
    private void Hold<T>(FarCapability<T> target) where T : unmanaged, IKernelObject
    {
        Pin pin = default;
        if (target.IsFar) TakePin();
        else _ = PinTarget(ref pin, (ObjectHeader*)target.Object);
    }

    /// <summary>Gives up what a link leads to, if it leads anywhere.</summary>
    /// <returns>False: too much is under way to the target's core.</returns>
    private bool TryRelease(ObjectHeader* target) => target == null || TryLetGo(target);

    /// <summary>Has something signalled from now on, instead of what was before.</summary>
    /// <returns><see cref="KernelStatus.Again"/>: too much is under way to another core.</returns>
    private Status TryLink(ref SignalLink link, ObjectHeader* source, FarCapability<Notification> to, ulong bits)
    {
        if (!TryUnlink(ref link, source)) return KernelStatus.Again;
        Hold(to);
        link.To = to.Object;
        link.Bits = bits;
        return Status.Ok;
    }

    /// <summary>Signals what is due, and leads nowhere any more.</summary>
    /// <returns>False: too much is under way to the notification's core.</returns>
    private bool TryUnlink(ref SignalLink link, ObjectHeader* source)
    {
        if (!TrySignalDue(ref link, source) || !TryRelease((ObjectHeader*)link.To)) return false;
        link.To = null;
        return true;
    }

    /// <summary>What an object is linked for has happened. If another core cannot be told now, it is when the object's turn in the queue of work comes.</summary>
    private void Raise(ref SignalLink link, ObjectHeader* source)
    {
        if (TrySignal(link.To, link.Bits)) return;
        source->State |= ObjectState.SignalDue;
        QueueWork(source);
    }

    private bool TrySignalDue(ref SignalLink link, ObjectHeader* source)
    {
        if ((source->State & ObjectState.SignalDue) == 0) return true;
        if (!TrySignal(link.To, link.Bits)) return false;
        source->State &= ~ObjectState.SignalDue;
        return true;
    }

    /// <summary>Signals a notification that somebody here holds.</summary>
    /// <returns>False: too much is under way to its core.</returns>
    private bool TrySignal(Notification* notification, ulong bits)
    {
        CoreNumber core = notification->Header.Core;
        if (core != _number) return TryRequest<RemoteSignal, RemoteSignalTaken>(core, new RemoteSignal(notification, bits));
        Signal(notification, bits);
        return true;
    }

    /// <summary>Has whoever serves an endpoint told of a thread's fault, which stands in <see cref="ThreadMore.Fault"/>.</summary>
    /// <param name="handler">Held by a link.</param>
    /// <returns>False: nobody is there to be told.</returns>
    private bool TryTell(Thread* thread, Endpoint* handler, ulong badge)
    {
        CoreNumber core = handler->Header.Core;
        if (core != _number)
        {
            TellElsewhere(thread, handler, core, handler->Header.Generation, badge);
            return true;
        }
        thread->Flags |= ThreadFlags.FaultCall;
        if (TellHere(thread, handler, badge) == KernelStatus.Blocked) return true;
        thread->Flags &= ~ThreadFlags.FaultCall;
        return false;
    }

    /// <summary>As above, of an endpoint that only another core holds, and not until it is told.</summary>
    /// <param name="core">Where it lived when that core named it.</param>
    private bool TryTell(Thread* thread, Endpoint* handler, CoreNumber core, ulong generation, ulong badge)
    {
        if (core == _number) return IsAlive(&handler->Header, generation) && TryTell(thread, handler, badge);
        TellElsewhere(thread, handler, core, generation, badge);
        return true;
    }

    private void TellElsewhere(Thread* thread, Endpoint* handler, CoreNumber core, ulong generation, ulong badge)
    {
        ThreadMore* more = ThreadPage.More(thread->Context);
        thread->Flags |= ThreadFlags.FaultCall;
        more->Handler = handler;
        more->HandlerGeneration = generation;
        more->CallBadge = badge;
        Send(thread, core, RemoteErrand.Report);
    }

    /// <summary>Makes the call that the fault of a thread of another core becomes.</summary>
    private Status TellFor(Visitor* visitor)
    {
        ThreadMore* asked = ThreadPage.More(visitor->Caller->Context);
        return IsAlive(&asked->Handler->Header, asked->HandlerGeneration) ? TellHere(&visitor->Thread, asked->Handler, asked->CallBadge) : Status.PeerClosed;
    }

    /// <summary>Has a fault told at an endpoint of this core, of a thread or of who stands for one of another core.</summary>
    private Status TellHere(Thread* thread, Endpoint* handler, ulong badge)
        => handler->Header.IsAlive && handler->ServeHandles != 0 ? CallEndpoint(thread, handler, badge, ulong.MaxValue) : Status.PeerClosed;
}
