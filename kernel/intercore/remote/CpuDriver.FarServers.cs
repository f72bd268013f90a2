using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Threads that serve endpoints of other cores. A receive is made where the endpoint is, as every call is made where its object is; but a call that meets
/// it there is not received there: it goes on to the server's core. So who is served and who serves, the reply that is owed and the time
/// that is lent are always on one core, and know nothing of this.
/// </summary>
/// <remarks>
/// <code>
///   caller's core        endpoint's core        server's core
///        │                     │◄───────── receive ──│
///        │── call ────────────►│
///        │◄────────── served ──│  the receive's visitor is free
///        │── serve ─────────────────────────────────►│  this is the receive's result, too
///        │◄────────────────────────────────── reply ─│
/// </code>
/// Two of the three cores may be one. Once they have met, the server waits for this one call. So the call comes in any case:
/// one that was cancelled, or whose thread has ended meanwhile, says so, and the server receives again.
/// </remarks>
// SAFETY: a thread whose receive is open elsewhere stays until the call that it meets has come.
public unsafe partial struct CpuDriver
{
    /// <summary>A call and a server of another core have met at an endpoint, whose queue they have left: the call goes on where the server is.</summary>
    /// <returns><see cref="KernelStatus.Served"/>: the caller is of another core, which sees to that.</returns>
    private Status SendToServer(Thread* caller, Visitor* receiver)
    {
        LeaveDeadline(&receiver->Thread);
        receiver->Thread.State = ThreadState.New;
        if (receiver->Slot == Visitor.NoSlot) Drop(&receiver->Time.Header);
        if (IsVisitor(caller))
        {
            var visitor = (Visitor*)caller;
            visitor->SecondAt = receiver->Source;
            visitor->Server = receiver->Caller;
            return KernelStatus.Served;
        }
        LeaveDeadline(caller);
        ThreadPage.More(caller->Context)->IsCancelled = false;
        GoToServer(caller, receiver->Source, receiver->Caller);
        return KernelStatus.Blocked;
    }

    /// <summary>A thread's call has met a server elsewhere, which may be one of this core.</summary>
    private void GoToServer(Thread* caller, Visitor* visitor)
    {
        ThreadMore* more = ThreadPage.More(caller->Context);
        more->CallBadge = ThreadPage.More(visitor->Thread.Context)->CallBadge;
        if (visitor->SecondAt != _number)
        {
            GoToServer(caller, visitor->SecondAt, visitor->Server);
            return;
        }
        more->Server = visitor->Server;
        more->Refusal = Status.Ok;
        EndServed(caller, Meet(caller, more), null);
    }

    private void GoToServer(Thread* caller, CoreNumber core, Thread* server)
    {
        ThreadMore* more = ThreadPage.More(caller->Context);
        more->Server = server;
        bool isPlain = (caller->Flags & ThreadFlags.FaultCall) != 0 || caller->Context->Number == CallNumber;
        more->Refusal = isPlain || more->IsCancelled ? Status.Ok : PrepareCall(caller);
        Send(caller, core, RemoteErrand.Serve);
    }

    /// <summary>A call comes to the server of this core that it has met elsewhere.</summary>
    /// <param name="caller">Who calls, or who stands for it here.</param>
    /// <param name="asked">What the caller's core has written of it.</param>
    /// <returns><see cref="KernelStatus.Blocked"/>: it is served. <see cref="KernelStatus.Unserved"/>: nobody is there for it any more.</returns>
    private Status Meet(Thread* caller, ThreadMore* asked)
    {
        Thread* server = asked->Server;
        EndReceive(server);

        Status status = asked->IsCancelled ? Status.Cancelled : asked->Refusal;
        if (server->State != ThreadState.Elsewhere) return status == Status.Ok ? KernelStatus.Unserved : status;
        ThreadPage.More(caller->Context)->CallBadge = asked->CallBadge;
        if (status == Status.Ok) status = DeliverCall(caller, server);
        if (status != Status.Ok)
        {
            ReceiveAgain(server);
            return status;
        }
        var info = new MessageInfo(caller->Context->Number);
        bool hasEnd = info.HasDeadline && (caller->Flags & ThreadFlags.FaultCall) == 0;
        Block(caller, ThreadState.AwaitingReply, server, hasEnd ? caller->Context->H3 : ulong.MaxValue);
        BeginService(caller, server);
        MakeReady(server);
        return KernelStatus.Blocked;
    }

    /// <summary>A thread's receive elsewhere is over.</summary>
    private void EndReceive(Thread* server)
    {
        ThreadMore* more = ThreadPage.More(server->Context);
        CoreNumber at = more->RemoteCore;
        ref Outbound outbound = ref _outbox[at];
        int slot = more->RemoteSlot;
        CloseCall(server);
        if (slot == ThreadMore.Parked) return;
        outbound.CancelsDue &= ~(1UL << slot);
        if (outbound.Parking != slot)
        {
            LeaveSlot(at, slot);
            return;
        }
        // The other core may be about to say that the call has left it.
        outbound.Mine->SetCaller(slot, null);
        outbound.HasMetWhileParking = true;
    }

    /// <summary>A call that had met a server is over, or has to look for another.</summary>
    /// <param name="visitor">Who stood for it there; null when it was served, or not, by a server of this core.</param>
    private void EndServed(Thread* caller, Status status, Visitor* visitor)
    {
        if (status == KernelStatus.Blocked || caller->State == ThreadState.Ended) return;
        bool hasResult = visitor != null && status is not (KernelStatus.Unserved or KernelStatus.Again);
        if (status == KernelStatus.Unserved) status = ThreadPage.More(caller->Context)->IsCancelled ? Status.Cancelled : KernelStatus.Again;
        if ((caller->Flags & ThreadFlags.FaultCall) != 0)
        {
            EndServedFault(caller, status, visitor);
        }
        else if (hasResult)
        {
            FetchResult(caller, visitor);
            MakeReady(caller);
        }
        else
        {
            Conclude(caller, status);
        }
    }

    /// <summary>A fault that was told to a server of another core is decided; or nobody has heard of it yet.</summary>
    private void EndServedFault(Thread* thread, Status status, Visitor* visitor)
    {
        if (ThreadPage.More(thread->Context)->HasLeftFault)
        {
            // Where it is it did not fault.
            EndFault(thread, FaultVerdict.Continue, 0);
        }
        else if (status != KernelStatus.Again)
        {
            ThreadContext* reply = visitor == null ? null : visitor->Thread.Context;
            EndFault(thread, status == Status.Ok ? (FaultVerdict)reply->A1 : FaultVerdict.Kill, status == Status.Ok ? reply->A2 : 0);
        }
        else if (ThreadPage.More(thread->Context)->Fault.Label == (ulong)FaultCode.PageFault)
        {
            // Whoever is to hear of it is found again when the page is touched again.
            EndFault(thread, FaultVerdict.Continue, 0);
        }
        else
        {
            thread->Flags &= ~ThreadFlags.FaultCall;
            ReportFault(thread);
        }
        QueueIfRunnable(thread);
    }

    /// <summary>Does a thread wait for a call at an endpoint of another core?</summary>
    private static bool IsReceivingElsewhere(Thread* thread)
    {
        if (thread->State != ThreadState.Elsewhere) return false;
        return ThreadPage.More(thread->Context)->Errand == RemoteErrand.Call && (thread->Context->Number & MessageInfo.NumberMask) == ReceiveNumber;
    }

    /// <summary>A receive elsewhere was ended for the sake of what was signalled here.</summary>
    /// <returns>False: it is a call of another kind, or was to be cancelled.</returns>
    private bool TryReceiveAgain(Thread* thread)
    {
        if (ThreadPage.More(thread->Context)->IsCancelled || (thread->Context->Number & MessageInfo.NumberMask) != ReceiveNumber) return false;
        ReceiveAgain(thread);
        return true;
    }

    /// <summary>A receive at an endpoint of another core goes on. It may be of a thread that has no time to make it again itself.</summary>
    private void ReceiveAgain(Thread* server)
    {
        ThreadMore* more = ThreadPage.More(server->Context);
        if (more->IsCancelled)
        {
            Conclude(server, Status.Cancelled);
        }
        else if (BeginReceive(server) == KernelStatus.Blocked)
        {
            MakeReady(server);
        }
        else
        {
            Send(server, more->RemoteCore, RemoteErrand.Call);
        }
    }
}
