using Diesis.Abi;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel;

/// <summary>Waits that end otherwise than they should: by a deadline, by somebody's wish, by the end of the other side.</summary>
// SAFETY: what a thread waits for is there as long as it waits for it.
public unsafe partial struct CpuDriver
{
    /// <summary>Ends whatever a thread waits for. One that does not wait is left as it is.</summary>
    private void StopWaiting(Thread* thread, Status status)
    {
        // What another core does as soon as it comes to it is no wait: a system call that waits for nothing there, or a touch of memory, after which the
        // registers are what they were.
        bool isBusy = thread->State == ThreadState.Flushing || thread->State == ThreadState.Elsewhere && !ThreadPage.More(thread->Context)->MayWaitThere;
        if (isBusy || !LeaveWait(thread)) return;
        if ((thread->Flags & ThreadFlags.FaultCall) != 0)
        {
            AnswerFaultUnheard(thread);
            return;
        }
        thread->Context->Number = MessageInfo.Received(status, 0).Bits;
        MakeReady(thread);
    }

    /// <summary>Takes a thread out of the queue or the call that it waits in.</summary>
    /// <returns>False when it does not wait.</returns>
    private bool LeaveWait(Thread* thread)
    {
        ObjectHeader* waitsFor = thread->WaitsFor;
        switch (thread->State)
        {
            case ThreadState.Receiving:
                ((Endpoint*)waitsFor)->Receivers.Remove(thread);
                return true;
            case ThreadState.Calling:
                ((Endpoint*)waitsFor)->Callers.Remove(thread);
                return true;
            case ThreadState.Waiting:
                ((Notification*)waitsFor)->Waiters.Remove(thread);
                return true;
            case ThreadState.AwaitingReply:
                LeaveCall(thread);
                return true;
            case ThreadState.Flushing:
                _flushing.Remove(thread);
                return true;
            case ThreadState.Elsewhere:
                ThreadPage.More(thread->Context)->IsCancelled = true;
                return LeaveRemoteCall(thread);
            default:
                return false;
        }
    }

    /// <summary>
    /// A caller does not wait for its reply any more. A server with time of its own goes on on that; another keeps the caller's until it
    /// receives again, for without any it could never get there.
    /// </summary>
    private void LeaveCall(Thread* caller)
    {
        KeepTimeOfServer(caller);
        ObjectHeader* debtor = caller->WaitsFor;
        if (debtor->Type == ObjectType.Thread) ((Thread*)debtor)->Caller = null;
        else ((Reply*)debtor)->Caller = null;
        if (caller->Running == null) return;
        SchedulingContext* time = TimeAfterCall(caller, debtor);
        if (time == null) return;
        Thread* holder = time->Holder;
        if (holder == null || holder->Own != null || holder->Running != time) GiveTime(time, caller);
    }

    /// <summary>Nobody is left who could call, or who could serve: those who wait for such learn it, in steps.</summary>
    private void WakeAbandoned(Endpoint* endpoint) => QueueWork(&endpoint->Header);

    [Bounded("each round takes one of the steps")]
    private bool EndEndpoint(Endpoint* endpoint, ref int steps)
    {
        // To who asks from now on, it is as if nobody were there.
        if (!endpoint->Header.IsAlive) endpoint->CallHandles = endpoint->ServeHandles = 0;
        while (endpoint->CallHandles == 0 && !endpoint->Receivers.IsEmpty)
        {
            if (steps-- <= 0) return false;
            StopWaiting(endpoint->Receivers.First, Status.PeerClosed);
        }
        while (endpoint->ServeHandles == 0 && !endpoint->Callers.IsEmpty)
        {
            if (steps-- <= 0) return false;
            StopWaiting(endpoint->Callers.First, Status.PeerClosed);
        }
        return true;
    }

    [Bounded("each round takes one of the steps")]
    private bool EndNotification(Notification* notification, ref int steps)
    {
        while (!notification->Waiters.IsEmpty)
        {
            if (steps-- <= 0) return false;
            StopWaiting(notification->Waiters.First, Status.PeerClosed);
        }
        if (notification->Bound != null) Unbind(notification->Bound);
        return true;
    }

    /// <summary>A kept reply goes away: its caller is told, if it still waits.</summary>
    private bool EndReply(Reply* reply)
    {
        if (reply->Caller != null) Answer(reply->Caller, Status.PeerClosed);
        return true;
    }
}
