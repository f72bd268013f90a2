using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Diesis.Kernel.Console;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Which thread this core runs, and for how long.</summary>
/// <remarks>
/// The running thread is in no queue. What makes another thread ready only queues it; which one goes on is decided once, when the kernel
/// is left. Time is charged to the scheduling context in use when another one takes its place; a call lends its context along, so it needs
/// no look at the clock.
/// </remarks>
// SAFETY: threads leave the queues before they end.
public unsafe partial struct CpuDriver
{
    /// <summary>The thread that this core is to go on with; null when it has none.</summary>
    public readonly Thread* CurrentThread => _current;

    /// <summary>Ends an entry: what was left to do is done, and the thread to go on with chosen. Sleeps while there is none.</summary>
    /// <returns>Its registers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ThreadContext* Leave()
    {
        if (_firstQueued != null) ContinueEnding();
        Thread* current = _current;
        // One that took another call, or lost the time of the last, goes on on other time than what is charged now.
        if (current != null && current->Running == _running && CanRun(current) && !_ready.HasAbove(current->Running->Priority))
        {
            UseSpace(current->Space);
            return current->Context;
        }
        return LeaveForOther();
    }

    private ThreadContext* LeaveForOther()
    {
        SwitchThread();
        return _current->Context;
    }

    /// <summary>Is a thread ready, and has time to run?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CanRun(Thread* thread)
    {
        SchedulingContext* time = thread->Running;
        return (thread->IsPlain(ThreadState.Ready) || thread->State == ThreadState.Ready && (thread->Flags & ThreadFlags.Suspended) == 0)
            && time != null && time->Holder == thread && time->LeftNs != 0;
    }

    /// <summary>Chooses the thread of the highest priority that has waited longest.</summary>
    [Bounded("a thread that cannot run any more leaves the queue for good; else it waits with interrupts on")]
    private void SwitchThread()
    {
        Thread* last = _current;
        _current = null;
        // Who is only preempted goes on first among its equals.
        if (last != null && CanRun(last)) _ready.AddFirst(last, last->Running->Priority);
        while (true)
        {
            Thread* next = _ready.TakeHighest();
            if (next != null)
            {
                RunOn(next->Running);
                // Charging may have used its time up.
                if (!CanRun(next)) continue;
                _current = next;
                UseSpace(next->Space);
                if (_firstQueued != null) RingForLongCall(next->Running->Priority);
                return;
            }
            RunOn(null);
            if (_firstQueued != null) RingForLongCall(-1);
            if (_number == CoreNumber.Boot && SystemConsole.HasNews(in *_cores))
            {
                SystemConsole.Drain(in *_cores);
                SystemConsole.Refresh(in *_cores);
            }
            Machine.WaitForInterrupt();
            if (_firstQueued != null) ContinueEnding();
        }
    }

    /// <summary>
    /// What a core does once it is up: runs threads when there are any, and sleeps while there are none. The boot core then prints what the
    /// others log.
    /// </summary>
    [DoesNotReturn]
    public void RunThreads()
    {
        HandleMessages();
        // What came before was work.
        _chargedNs = Machine.ReadNanoseconds();
        SwitchThread();
        Machine.Resume(_current->Context);
    }

    /// <summary>Has the page tables of a space used from now on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void UseSpace(AddressSpace* space)
    {
        if (space != _space) SwitchSpace(space);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SwitchSpace(AddressSpace* space)
    {
        _space = space;
        Machine.UseSpace(space->Root);
    }

    /// <summary>Charges the time that has passed to the context in use, and goes over to another; null is idling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunOn(SchedulingContext* next)
    {
        if (next != _running || next == null) RunOnOther(next);
    }

    private void RunOnOther(SchedulingContext* next)
    {
        ulong now = Machine.ReadNanoseconds();
        Charge(now);
        _running = next;
        ulong end = next == null ? ulong.MaxValue : now + next->LeftNs;
        if (end < _armedNs) Arm(end);
    }

    /// <summary>Takes the time since the last charge from the context in use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Charge(ulong now)
    {
        SchedulingContext* used = _running;
        ulong time = now - _chargedNs;
        _chargedNs = now;
        if (used == null)
        {
            _idleNs += time;
            return;
        }
        if (used->LeftNs > time) used->LeftNs -= time;
        else UseUp(used, time, now);
    }

    /// <summary>A context has no time left: one that takes turns gets its next turn behind its equals, another waits for its next period.</summary>
    private void UseUp(SchedulingContext* used, ulong time, ulong now)
    {
        CountTime(used, time - used->LeftNs);
        used->LeftNs = 0;
        Thread* holder = used->Holder;
        // One that has begun to serve a call runs on its caller's time, and waits in the queue of that.
        if (holder != null && holder->Running != used) holder = null;
        if (used->IsTurns)
        {
            Refill(used);
            if (holder == null || !CanRun(holder)) return;
            if (holder == _current)
            {
                if (!_ready.HasAtLeast(used->Priority)) return;
                _current = null;
            }
            else if ((holder->Flags & ThreadFlags.Queued) != 0)
            {
                _ready.Remove(holder, used->Priority);
            }
            _ready.AddLast(holder, used->Priority);
            return;
        }
        if (holder != null && (holder->Flags & ThreadFlags.Queued) != 0) _ready.Remove(holder, used->Priority);
        if (used->PeriodEndNs <= now)
        {
            // The period is over already: a new one begins.
            used->PeriodEndNs = now + used->PeriodNs;
            Refill(used);
            if (holder != null && holder != _current) QueueIfRunnable(holder);
            return;
        }
        if (!used->Replenishment.IsSet) SetDeadline(&used->Replenishment, &used->Header, used->PeriodEndNs);
    }

    /// <summary>A context's next period begins.</summary>
    private void Replenish(SchedulingContext* time, ulong now)
    {
        Refill(time);
        time->PeriodEndNs = now + time->PeriodNs;
        if (time->Holder != null) QueueIfRunnable(time->Holder);
    }

    /// <summary>Lets a thread run when its turn comes, if it can. One that is running or queued already is left as it is.</summary>
    private void QueueIfRunnable(Thread* thread)
    {
        if (thread == _current || (thread->Flags & (ThreadFlags.Queued | ThreadFlags.Visitor)) != 0 || !CanRun(thread)) return;
        _ready.AddLast(thread, thread->Running->Priority);
    }

    /// <summary>Sees to it that a thread that cannot run any more is in no run queue.</summary>
    private void UnqueueIfStopped(Thread* thread, int priority)
    {
        if ((thread->Flags & ThreadFlags.Queued) != 0 && !CanRun(thread)) _ready.Remove(thread, priority);
    }

    /// <summary>Has the running thread wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Block(Thread* thread, ThreadState state, void* waitsFor, ulong deadlineNs)
    {
        thread->State = state;
        thread->WaitsFor = (ObjectHeader*)waitsFor;
        if (deadlineNs == ulong.MaxValue) return;
        thread->Flags |= ThreadFlags.HasDeadline;
        SetDeadline(&ThreadPage.More(thread->Context)->Deadline, &thread->Header, deadlineNs);
    }

    /// <summary>Ends a thread's wait, whose queue it has left already, and lets it run when its turn comes.</summary>
    private void MakeReady(Thread* thread)
    {
        EndWait(thread);
        QueueIfRunnable(thread);
    }

    /// <summary>As <see cref="MakeReady"/>; but its turn is the caller's affair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndWait(Thread* thread)
    {
        LeaveDeadline(thread);
        thread->State = ThreadState.Ready;
        thread->WaitsFor = null;
        if (IsVisitor(thread)) SendHome((Visitor*)thread);
    }

    /// <summary>A thread's wait has no end of its own any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LeaveDeadline(Thread* thread)
    {
        if ((thread->Flags & ThreadFlags.HasDeadline) == 0) return;
        thread->Flags &= ~ThreadFlags.HasDeadline;
        ClearDeadline(&ThreadPage.More(thread->Context)->Deadline);
    }

    /// <summary>Gives a scheduling context to who should run on it now: who it was lent to returns to its own.</summary>
    private void GiveTime(SchedulingContext* time, Thread* to)
    {
        if (time == null) return;
        Thread* holder = time->Holder;
        if (holder == to) return;
        time->Holder = to;
        if (holder == null || holder->Running != time) return;
        if ((holder->Flags & ThreadFlags.Queued) != 0) _ready.Remove(holder, time->Priority);
        ChangeTime(holder, holder->Own);
        if (holder != _current) QueueIfRunnable(holder);
    }
}
