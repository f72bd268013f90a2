using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>How threads and processes begin and end.</summary>
// SAFETY: a thread holds references to all that it points to, until it gives them up here.
public unsafe partial struct CpuDriver
{
    /// <summary>Makes a thread of a process, not started, with the registers of one that never ran.</summary>
    private Status CreateThread(MemoryBudget* budget, Process* process, SchedulingContext* time, out Thread* thread)
    {
        thread = null;
        if (process->HasEnded) return Status.BadState;
        if (time != null && time->Owner != null) return Status.Overlap;
        Status status = Create(budget, out thread);
        if (status != Status.Ok) return status;
        status = TryTakePage(budget, out void* page);
        if (status != Status.Ok)
        {
            FreeSlot(&thread->Header);
            return status;
        }
        thread->Context = (ThreadContext*)page;
        thread->Context->Initialize();
        thread->Process = process;
        thread->Space = process->Space;
        Retain(&process->Header);
        AddToProcess(process, thread);
        BindTime(thread, time);
        return Status.Ok;
    }

    private static void AddToProcess(Process* process, Thread* thread)
    {
        ThreadMore* more = ThreadPage.More(thread->Context);
        more->NextOfProcess = process->Threads;
        if (process->Threads != null) ThreadPage.More(process->Threads->Context)->PreviousOfProcess = thread;
        process->Threads = thread;
    }

    private static void RemoveFromProcess(Process* process, Thread* thread)
    {
        ThreadMore* more = ThreadPage.More(thread->Context);
        if (more->PreviousOfProcess != null) ThreadPage.More(more->PreviousOfProcess->Context)->NextOfProcess = more->NextOfProcess;
        else process->Threads = more->NextOfProcess;
        if (more->NextOfProcess != null) ThreadPage.More(more->NextOfProcess->Context)->PreviousOfProcess = more->PreviousOfProcess;
    }

    /// <summary>Gives a thread time of its own; null takes it away.</summary>
    private void BindTime(Thread* thread, SchedulingContext* time)
    {
        SchedulingContext* old = thread->Own;
        if (old == time) return;
        if (old != null)
        {
            KeepTimeOfServer(thread);
            if (old->Holder != null && !NeedsTime(old->Holder, thread)) TakeTime(old);
            if (thread->Running == old) ChangeTime(thread, null);
            thread->Process->TimeNs += UsedOfTurn(old);
            old->Owner = null;
            thread->Own = null;
            Drop(&old->Header);
        }
        if (time == null) return;
        Retain(&time->Header);
        thread->Process->TimeNs -= UsedOfTurn(time);
        time->Owner = thread;
        thread->Own = time;
        // What was lent to it may be its own now.
        if (thread->Running == time) ChangeTime(thread, time);
        if (time->Holder == null) time->Holder = thread;
        if (thread->Running != null) return;
        thread->Running = time;
        QueueIfRunnable(thread);
    }

    /// <summary>Is who uses a thread's time another, that has none? Then it keeps it until it receives again, as where a call is cancelled.</summary>
    private static bool NeedsTime(Thread* holder, Thread* owner) => holder != owner && holder->Own == null && holder->Running == owner->Own;

    /// <summary>Nobody runs on a context any more.</summary>
    private void TakeTime(SchedulingContext* time)
    {
        Thread* holder = time->Holder;
        time->Holder = null;
        // A server on its caller's time waits in the queue of that.
        if (holder->Running != time) return;
        if ((holder->Flags & ThreadFlags.Queued) != 0) _ready.Remove(holder, time->Priority);
        ChangeTime(holder, holder->Own != time ? holder->Own : null);
        QueueIfRunnable(holder);
    }

    private bool EndSchedulingContext(SchedulingContext* time)
    {
        if (time->Header.Budget == null)
        {
            // A visitor's, who has no other part of the call left.
            Retain(&time->Header);
            AddSpare(Visitor.Of(time));
            return true;
        }
        // Its owner's reference is given up here, and this ends again when that was the last.
        if (time->Owner != null) BindTime(time->Owner, null);
        if (time->Holder != null) TakeTime(time);
        // To charge it may set its deadline.
        if (_running == time) RunOn(null);
        ClearDeadline(&time->Replenishment);
        return true;
    }

    /// <summary>Ends a thread: it never runs again. The last one takes its process with it.</summary>
    private void Finish(Thread* thread, ExitKind kind, ulong status)
    {
        if (thread->State == ThreadState.Ended) return;
        _ = LeaveWait(thread);
        if ((thread->Flags & ThreadFlags.Queued) != 0) _ready.Remove(thread, thread->Running->Priority);
        if ((thread->Flags & ThreadFlags.HasDeadline) != 0) ClearDeadline(&ThreadPage.More(thread->Context)->Deadline);
        thread->Flags = thread->Flags & (ThreadFlags.Bound | ThreadFlags.KeepsTime);
        thread->State = ThreadState.Ended;
        if (thread->Caller != null) Answer(thread->Caller, Status.PeerClosed);
        if (thread->Running != null && thread->Running != thread->Own) ReturnTime(thread);

        ThreadMore* more = ThreadPage.More(thread->Context);
        more->ExitKind = kind;
        more->EndNotice.Status = status;
        Process* process = thread->Process;
        RemoveFromProcess(process, thread);
        if (process->Threads == null) Finish(process, kind, status);
        QueueWork(&thread->Header);
    }

    /// <summary>Ends a process and all its threads; its table is emptied afterwards, in steps.</summary>
    private void Finish(Process* process, ExitKind kind, ulong status)
    {
        if (process->HasEnded) return;
        process->HasEnded = true;
        process->ExitKind = kind;
        process->EndNotice.Status = status;
        if (process == _root) Console.Log.Error($"the first process has ended, of {(ulong)kind} with status {status}: nothing is left to do");
        QueueWork(&process->Header);
    }

    /// <summary>Gives back what a thread had that has ended, or to which nothing leads any more.</summary>
    private bool EndThread(Thread* thread, ref int steps)
    {
        if (thread->Context == null) return true;
        if (IsVisitor(thread)) return GoOn((Visitor*)thread, ref steps);
        ThreadMore* more = ThreadPage.More(thread->Context);
        if (more->ExitKind == ExitKind.Faulted) Finish(thread, ExitKind.Faulted, more->EndNotice.Status);
        else Finish(thread, ExitKind.Killed, 0);
        // Another core reads its registers: it goes on when that has answered.
        if (more->IsCallOpen || more->IsHeld) return true;
        if (!TryDropPin(more)) return false;
        Unbind(thread);
        BindTime(thread, null);
        if (!TryRelease((ObjectHeader*)more->FaultHandler)) return false;
        more->FaultHandler = null;
        if (!TryTellOfEnd(ref more->EndNotice)) return false;
        thread->ExitStatus = more->EndNotice.Status;
        thread->ExitKind = more->ExitKind;
        if (_current == thread) _current = null;
        Machine.ForgetContext(thread->Context);
        GiveBackPage(thread->Header.Budget, thread->Context);
        thread->Context = null;
        Drop(&thread->Process->Header);
        return true;
    }

    /// <summary>Takes a process apart that has ended, or to which nothing leads any more: threads, then handles, then the rest.</summary>
    [Bounded("each round takes one of the steps, or goes over the entries of a page")]
    private bool EndProcess(Process* process, ref int steps)
    {
        // Nobody can have started a thread of a process to which nothing leads: the process would be referred to by it.
        if (!process->HasEnded) Finish(process, ExitKind.Killed, 0);
        for (; process->Threads != null; steps--)
        {
            if (steps <= 0) return false;
            Finish(process->Threads, process->ExitKind, process->EndNotice.Status);
        }
        // Other cores read in the table: what is left to do is done when they have answered.
        if (process->OpenCalls != 0) return true;
        while (process->Handles.Room != 0)
        {
            uint last = process->Handles.Room - 1;
            // Mostly the first few of a page are all that there are.
            for (uint index = last & ~HandleTableMask; index <= last && process->Handles.Count != 0; index++)
            {
                Capabilities.HandleEntry* entry = process->Handles.EntryAt(index);
                if (entry->Key == 0) continue;
                if (steps-- <= 0) return false;
                if (entry->Mappings != null && !UnmapAll(&entry->Mappings, ref steps)) return false;
                if (!TryRemoveHandle(process, entry)) return false;
            }
            GiveBackPage(process->Header.Budget, process->Handles.RemoveLastPage());
        }
        void* directory = process->Handles.RemoveLastPage();
        if (directory != null) GiveBackPage(process->Header.Budget, directory);
        GiveBackPorts(process);
        if (!TryLeaveSpace(process)) return false;
        return TryTellOfEnd(ref process->EndNotice);
    }

    private const uint HandleTableMask = Capabilities.HandleTable.EntriesPerPage - 1;

    /// <returns>False: too much is under way to the core that is to hear of it.</returns>
    private bool TryTellOfEnd(ref EndNotice notice)
    {
        SignalLink link = notice.Signal;
        if (link.To != null && link.Bits != 0 && !TrySignal(link.To, link.Bits)) return false;
        notice.Signal.Bits = 0;
        if (!TryRelease((ObjectHeader*)link.To)) return false;
        notice.Signal.To = null;
        return true;
    }
}
