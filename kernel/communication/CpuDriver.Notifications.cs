using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel;

/// <summary>Notifications.</summary>
// SAFETY: threads that wait leave the queue before they end; a bound thread unbinds itself.
public unsafe partial struct CpuDriver
{
    private Status Signal(ThreadContext* context)
    {
        Status status = Find(context->A0, Rights.Signal, out Capability<Notification> notification);
        if (status != Status.Ok) return status;
        Signal(notification.Object, context->A1);
        return Status.Ok;
    }

    private Status Wait(Capability<Notification> notification, ulong deadlineNs, out ulong bits)
    {
        bits = 0;
        Notification* target = notification.Object;
        if (target->Bits != 0)
        {
            bits = TakeBits(target);
            return Status.Ok;
        }
        if (deadlineNs == 0) return Status.WouldBlock;
        Block(_current, ThreadState.Waiting, target, deadlineNs);
        target->Waiters.AddLast(_current);
        return KernelStatus.Blocked;
    }

    private Status BindNotification(Capability<Thread> thread, Capability<Notification> notification)
    {
        if (thread.Object->State == ThreadState.Ended) return Status.BadState;
        if (!notification.IsNone && notification.Object->Bound != null) return Status.Overlap;
        Unbind(thread.Object);
        if (notification.IsNone) return Status.Ok;
        Retain(&notification.Object->Header);
        notification.Object->Bound = thread.Object;
        ThreadPage.More(thread.Object->Context)->Bound = notification.Object;
        thread.Object->Flags |= ThreadFlags.Bound;
        // Bits that are there already end a receive that is on its way.
        Signal(notification.Object, 0);
        return Status.Ok;
    }

    private void Unbind(Thread* thread)
    {
        if ((thread->Flags & ThreadFlags.Bound) == 0) return;
        Notification* bound = ThreadPage.More(thread->Context)->Bound;
        thread->Flags &= ~ThreadFlags.Bound;
        ThreadPage.More(thread->Context)->Bound = null;
        bound->Bound = null;
        Drop(&bound->Header);
    }

    /// <summary>Sets bits, and ends the wait of who waits for them.</summary>
    private void Signal(Notification* notification, ulong bits)
    {
        notification->Bits |= bits;
        if (notification->Bits == 0) return;
        if (!notification->Waiters.IsEmpty)
        {
            Thread* waiter = notification->Waiters.TakeFirst();
            waiter->Context->Number = (ulong)Status.Ok;
            waiter->Context->A1 = TakeBits(notification);
            MakeReady(waiter);
            return;
        }
        Thread* bound = notification->Bound;
        if (bound == null || !TryStopReceiving(bound)) return;
        DeliverBits(bound, TakeBits(notification));
        MakeReady(bound);
    }

    /// <summary>Takes a thread out of the queue that it waits in for a call.</summary>
    /// <returns>False: it waits in none, or the other core where it does has to be told first.</returns>
    private bool TryStopReceiving(Thread* thread)
    {
        if (thread->State != ThreadState.Receiving) return IsReceivingElsewhere(thread) && LeaveRemoteCall(thread);
        ((Endpoint*)thread->WaitsFor)->Receivers.Remove(thread);
        return true;
    }

    private static ulong TakeBits(Notification* notification)
    {
        ulong bits = notification->Bits;
        notification->Bits = 0;
        return bits;
    }

    /// <summary>Has a receive end with the bits of the bound notification.</summary>
    private static void DeliverBits(Thread* server, ulong bits)
    {
        server->Context->Number = MessageInfo.Received(Status.Ok, 0).Bits;
        server->Context->A0 = 0;
        server->Context->A1 = 0;
        server->Context->A2 = bits;
    }
}
