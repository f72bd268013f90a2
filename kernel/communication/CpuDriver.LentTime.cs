using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel;

/// <summary>Time that goes along with calls, and its way back.</summary>
/// <remarks>
/// A caller that waits for its reply remembers the time that it lent, which may have been lent to it. The time stays as long as its owner has it,
/// and who waits along calls from its owner on. Where such a chain is cut, by a caller that waits no more, by an owner that loses
/// the time, or by a reply that is kept, the thread behind the cut holds a reference (<see cref="ThreadFlags.KeepsTime"/>).
/// </remarks>
// SAFETY: see above: what a thread's Running leads to is there.
public unsafe partial struct CpuDriver
{
    /// <summary>How far time that comes back is followed along calls.</summary>
    private const int MostLending = 16;

    /// <summary>
    /// What a caller goes on on: the time that it lent; or its own, if what it lent had been lent to it and was taken back meanwhile.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SchedulingContext* TimeAfterCall(Thread* caller, void* debtor)
    {
        SchedulingContext* lent = caller->Running;
        return lent == null || lent == caller->Own ? lent : TimeAfterLentCall(caller, debtor, lent);
    }

    private SchedulingContext* TimeAfterLentCall(Thread* caller, void* debtor, SchedulingContext* lent)
    {
        Thread* holder = lent->Holder;
        bool isBack = holder == debtor || holder == caller;
        if (lent->Owner != null && (isBack || caller->Own == null || IsLentTo(lent, caller))) return lent;
        // Nobody's any more, it is still good for who has none.
        if (lent->Owner == null && lent->Header.IsAlive && caller->Own == null && (isBack || holder == null)) return lent;
        ChangeTime(caller, caller->Own);
        return caller->Own;
    }

    /// <summary>Has a thread the use of another's time, through calls that are open?</summary>
    private static bool IsLentTo(SchedulingContext* time, Thread* user)
    {
        Thread* thread = time->Owner;
        for (int depth = 0; thread != null && thread != user && depth < MostLending; depth++) thread = BorrowerOf(time, thread);
        return thread == user;
    }

    /// <summary>Who serves a caller on this time, which it lent; null when it lends it to nobody.</summary>
    private static Thread* BorrowerOf(SchedulingContext* time, Thread* caller)
    {
        if (caller->State != ThreadState.AwaitingReply || caller->WaitsFor->Type != ObjectType.Thread) return null;
        var server = (Thread*)caller->WaitsFor;
        return server->Running == time ? server : null;
    }

    /// <summary>A server goes on without the time of a caller that it does not serve any more.</summary>
    private void ReturnTime(Thread* server)
    {
        SchedulingContext* time = server->Running;
        if (time == null || time->Holder != server)
        {
            ChangeTime(server, server->Own);
            return;
        }
        Thread* owner = time->Owner;
        // Its owner may have called on: then who serves it now has the use of it.
        for (int depth = 0; owner != null && depth < MostLending; depth++)
        {
            Thread* borrower = BorrowerOf(time, owner);
            if (borrower == null || borrower == server) break;
            owner = borrower;
        }
        time->Holder = owner;
        ChangeTime(server, server->Own);
        if (owner != null) QueueIfRunnable(owner);
    }

    /// <summary>A thread goes over to other time. To be called for all whose time may have been lent to them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ChangeTime(Thread* thread, SchedulingContext* time)
    {
        SchedulingContext* old = thread->Running;
        if (old == time && time != thread->Own) return;
        thread->Running = time;
        if ((thread->Flags & ThreadFlags.KeepsTime) == 0) return;
        thread->Flags &= ~ThreadFlags.KeepsTime;
        Drop(&old->Header);
    }

    /// <summary>A server is cut off from whose time it was lent.</summary>
    private static void KeepTime(Thread* server)
    {
        SchedulingContext* time = server->Running;
        if (time == null || time == server->Own || (server->Flags & ThreadFlags.KeepsTime) != 0) return;
        Retain(&time->Header);
        server->Flags |= ThreadFlags.KeepsTime;
    }

    /// <summary>A caller waits no more, or loses what it lent: who serves it is cut off.</summary>
    private static void KeepTimeOfServer(Thread* caller)
    {
        if (caller->State == ThreadState.AwaitingReply && caller->WaitsFor->Type == ObjectType.Thread) KeepTime((Thread*)caller->WaitsFor);
    }
}
