using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Calls that wait on another core leave their slots when others need them: so any number can be open, and none waits for a slot that only a call behind
/// it could have freed. It is asked for only then: a call that has its slot to its end costs nothing for this.
/// </summary>
/// <remarks>
/// <code>
///   caller's core                                     object's core
///         ── RemotePark: slot ──►                       the visitor waits: it leaves the slot, and stays where it is queued
///         ◄── RemoteParked: visitor ──
///   the slot is another's
///         ◄── RemoteResult: visitor ──                  … its wait is over
///   fetch the result
///         ── RemoteResultTaken ──►                      the visitor is a spare one
/// </code>
/// The bytes of a parked visitor are charged to its thread's budget: so they are memory that this core does not spend, whichever core's it is.
/// </remarks>
// SAFETY: a parked visitor stays until its result was taken, and its caller as long as its call is open.
public unsafe partial struct CpuDriver
{
    /// <summary>A call that could free a slot that others wait for, if its thread can pay for that.</summary>
    /// <returns>False: there is none now.</returns>
    [Bounded("the slots of calls that may wait")]
    private bool TryChooseToPark(CoreNumber at, out int slot)
    {
        ref Outbound outbound = ref _outbox[at];
        slot = outbound.NextToPark;
        for (int left = CallTable.MostWaits; left > 0; left--, slot = (slot + 1) % CallTable.MostWaits)
        {
            if (!outbound.IsTaken(slot)) continue;
            Thread* caller = outbound.Mine->CallerIn(slot);
            if (caller == null) continue;
            ThreadMore* more = ThreadPage.More(caller->Context);
            if (!more->MayWaitThere || !caller->Header.Budget->TryCharge(Visitor.Bytes)) continue;
            more->PaysForVisitor = true;
            outbound.NextToPark = (slot + 1) % CallTable.MostWaits;
            return true;
        }
        return false;
    }

    /// <summary>Has a visitor that waits leave its slot.</summary>
    private RemoteParked Park(CoreNumber source, int slot)
    {
        CallTable* calls = _outbox[source].Mine;
        Visitor* visitor = calls->VisitorIn(slot);
        bool waits = visitor != null
            && visitor->Thread.State is ThreadState.Receiving or ThreadState.Calling or ThreadState.Waiting or ThreadState.AwaitingReply;
        if (!waits) return new RemoteParked(slot, null);
        calls->SetVisitor(slot, null);
        visitor->Slot = Visitor.NoSlot;
        return new RemoteParked(slot, visitor);
    }

    /// <summary>A call has left its slot, or was over, or does not wait.</summary>
    private void TakeParked(CoreNumber at, RemoteParked parked)
    {
        ref Outbound outbound = ref _outbox[at];
        outbound.Parking = Visitor.NoSlot;
        if (outbound.HasMetWhileParking)
        {
            outbound.HasMetWhileParking = false;
            LeaveSlot(at, parked.Slot);
            return;
        }
        Thread* caller = outbound.Mine->CallerIn(parked.Slot);
        if (caller == null || !outbound.IsTaken(parked.Slot)) return;
        ThreadMore* more = ThreadPage.More(caller->Context);
        // The slot may be another call's already.
        if (!more->PaysForVisitor) return;
        if (parked.Visitor == null)
        {
            StopPaying(caller);
            return;
        }
        more->RemoteSlot = ThreadMore.Parked;
        more->ParkedAs = parked.Visitor;
        ulong bit = 1UL << parked.Slot;
        if ((outbound.CancelsDue & bit) != 0)
        {
            outbound.CancelsDue &= ~bit;
            CancelParked(caller);
        }
        LeaveSlot(at, parked.Slot);
    }

    private static void StopPaying(Thread* caller)
    {
        ThreadPage.More(caller->Context)->PaysForVisitor = false;
        caller->Header.Budget->Refund(Visitor.Bytes);
    }

    /// <summary>Has the wait of a parked call end.</summary>
    private void CancelParked(Thread* caller)
    {
        ThreadMore* more = ThreadPage.More(caller->Context);
        if (more->IsCancelDue) return;
        more->IsCancelDue = true;
        _outbox[more->RemoteCore].ParkedCancels.AddLast(caller);
    }

    /// <summary>A parked call is closed: nothing of it is left here.</summary>
    private void LeaveParked(Thread* caller)
    {
        ThreadMore* more = ThreadPage.More(caller->Context);
        if (more->PaysForVisitor) StopPaying(caller);
        if (!more->IsCancelDue) return;
        more->IsCancelDue = false;
        _outbox[more->RemoteCore].ParkedCancels.Remove(caller);
    }

    /// <summary>The result of a parked call is there.</summary>
    private RemoteResultTaken TakeResult(RemoteResult result)
    {
        bool isWanted = TakeResult(result.Caller, result.Visitor);
        return new RemoteResultTaken(result.Visitor, isRefused: !isWanted);
    }

    /// <summary>A visitor without a slot is through.</summary>
    private void LeaveVisitor(RemoteResultTaken taken)
    {
        if (taken.IsRefused && !TryGiveUp(taken.Visitor))
        {
            GiveUpLater(taken.Visitor);
            return;
        }
        // It is a spare one when nobody runs on its time any more.
        Drop(&taken.Visitor->Time.Header);
    }
}
